// What an entry takes from a draft that was judged: sender, subject, times, recipients. Pure.
import type { RouteRule } from '../api.ts'
import type { DraftContent } from '../drafts/draft.ts'
import { addressKey, parseMailbox } from '../message/address.ts'
import type { EnvelopeRecipient } from '../message/compose.ts'
import { waitingCopy } from './copy/copy-state.ts'
import type { Revised } from './entry-event.ts'
import type { Entry, Recipient } from './entry.ts'
import type { Judged } from './judge.ts'
import { routeOf } from './route/rules.ts'

/** Sender, subject and what goes with them. */
export function headOf(judged: Judged, content: DraftContent) {
  const { address, name } = judged.envelope.from
  const { envelopeSender } = judged.identity
  const sentCopy = waitingCopy(judged.identity.sentCopy)
  return {
    identityId: judged.identity.id,
    from: { address, ...(name === undefined ? {} : { name }) },
    ...(envelopeSender === undefined ? {} : { envelopeSender }),
    ...(sentCopy === undefined ? {} : { sentCopy }),
    serverId: judged.serverId,
    subject: content.subject,
    allOrNone: content.allOrNone ?? false,
    ...(content.priority === undefined || content.priority === 'normal'
      ? {}
      : { priority: content.priority }),
  }
}

/**
 * When it goes: at its own time, or once it cannot be taken back any more.
 * @param wish.onHold the person is to release it
 * @param wish.undoMs how long it can be taken back, ms
 * @param now epoch ms
 */
export function timesOf(
  { schedule, notAfter }: DraftContent,
  wish: { readonly onHold: boolean; readonly undoMs: () => number },
  now: number,
): Pick<Revised, 'hold' | 'schedule' | 'undoUntil' | 'notAfter'> & Pick<Entry, 'scheduledAt'> {
  // What is held needs no time to be taken back.
  const undoMs = wish.onHold ? 0 : wish.undoMs()
  return {
    ...(wish.onHold ? { hold: 'person' } : {}),
    ...(schedule === undefined ? {} : { schedule, scheduledAt: schedule.at }),
    ...(schedule === undefined && undoMs > 0 ? { undoUntil: now + undoMs } : {}),
    ...(notAfter === undefined ? {} : { notAfter }),
  }
}

/** With the route that the rules give. */
export function toRecipient(
  { mailbox, field }: EnvelopeRecipient,
  rules: readonly RouteRule[],
): Omit<Recipient, 'status'> {
  const { address, name } = mailbox
  const route = routeOf(rules, address)
  return {
    address,
    field,
    ...(name === undefined ? {} : { name }),
    ...(route === undefined ? {} : { route }),
  }
}

/** In the entry's spelling, so that a revision keeps what became of the recipient. */
export function withKnownAddress(
  recipient: Omit<Recipient, 'status'>,
  entry: Entry,
): Omit<Recipient, 'status'> {
  return { ...recipient, address: knownAddress(recipient.address, entry) }
}

/** The address in the spelling that the entry has for it, so that the two are one recipient. */
export function knownAddress(text: string, entry: Entry): string {
  const key = keyOf(text)
  return entry.recipients.find(({ address }) => keyOf(address) === key)?.address ?? parsedAddress(text)
}

function parsedAddress(text: string): string {
  const parsed = parseMailbox(text)
  return parsed.ok ? parsed.mailbox.address : text
}

function keyOf(text: string): string {
  const parsed = parseMailbox(text)
  return parsed.ok ? addressKey(parsed.mailbox) : text
}
