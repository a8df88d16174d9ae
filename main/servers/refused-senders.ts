import { isSameAddress } from '../message/allowed-sender.ts'
import type { RefusedSender, Server } from './server.ts'

/** As many refused senders are remembered for a server, the newest. */
const maxRefused = 50
/** A refusal is quoted up to this length. */
const maxRefusal = 1_000

/**
 * The server with what it said of a sender's address: a refusal takes the place of an earlier one, `null` ends it.
 * @returns the same object where nothing is new.
 */
export function withSender(
  server: Server,
  address: string,
  refusal: Omit<RefusedSender, 'address'> | null,
): Server {
  // What the practice server refuses is a rehearsal.
  if (server.kind === 'practice') return server
  const { refusedSenders = [], ...rest } = server
  const others = refusedSenders.filter((one) => !isSameAddress(one.address, address))
  if (refusal === null) {
    if (others.length === refusedSenders.length) return server
    return others.length === 0 ? rest : { ...rest, refusedSenders: others }
  }
  const { at, text } = refusal
  const kept = [{ address, at, text: text.slice(0, maxRefusal) }, ...others]
  return { ...rest, refusedSenders: kept.slice(0, maxRefused) }
}
