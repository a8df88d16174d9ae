// A message whose octets are there already (an .eml) becomes an entry: they go out as they came.
import { Readable } from 'node:stream'
import type { Clock } from '../clock.ts'
import { createId, createTimedId } from '../id.ts'
import type { Random } from '../random.ts'
import type { FileStore } from '../storage/store.ts'
import type { RouteRule } from '../api.ts'
import type { Identity } from '../identities/identity.ts'
import { waitingCopy } from './copy/copy-state.ts'
import type { Entry } from './entry.ts'
import type { Queue } from './queue.ts'
import { routeOf } from './route/rules.ts'
import { settle } from './settle.ts'

export interface ReadyMessage {
  readonly identityId: string
  readonly serverId: string
  /** The reverse-path. */
  readonly from: string
  /** Forward-paths, each once. */
  readonly to: readonly string[]
  readonly subject: string
  /** With angle brackets. */
  readonly messageId: string
  /** Without Bcc (P29). */
  readonly octets: Uint8Array
}

export interface SubmitReadyDeps {
  readonly queue: Pick<Queue, 'add'>
  readonly spool: Pick<FileStore, 'writePair' | 'remove'>
  readonly rules: () => readonly RouteRule[]
  /** Whose copies are kept. */
  readonly identity?: (identityId: string) => Promise<Identity | undefined>
  readonly clock: Clock
  readonly random: Random
}

/** Resolves with the entry's id when octets and entry are synced (P1). Nothing is kept where that fails. */
export async function submitReady(deps: SubmitReadyDeps, message: ReadyMessage): Promise<string> {
  const { queue, spool, clock, random } = deps
  const id = createTimedId(random, clock)
  const now = clock.now()
  const name = `${id}-1-${createId(random)}`
  const [spoolFile, contentFile] = [`${name}.eml`, `${name}.json`]
  const remove = () => Promise.allSettled([spool.remove(spoolFile), spool.remove(contentFile)])
  try {
    // Nothing was typed here: there is no content to be edited.
    const beside = { name: contentFile, bytes: Readable.from([Buffer.from('{}')]) }
    const { size, sha256 } = await spool.writePair(spoolFile, Readable.from([message.octets]), beside)
    const identity = await deps.identity?.(message.identityId)
    const sentCopy = waitingCopy(identity?.sentCopy)
    const entry: Entry = {
      id,
      createdAt: now,
      updatedAt: now,
      identityId: message.identityId,
      from: { address: message.from },
      serverId: message.serverId,
      subject: message.subject,
      ...(sentCopy === undefined ? {} : { sentCopy }),
      allOrNone: false,
      recipients: message.to.map((address) => toRecipient(address, deps.rules())),
      revision: {
        number: 1,
        messageId: message.messageId,
        createdAt: now,
        spoolFile,
        size,
        sha256,
        contentFile,
        files: [],
        isReady: true,
      },
      history: [],
      attemptCount: 0,
      reason: { kind: 'queued' },
    }
    await queue.add(settle(entry, now))
    return id
  } catch (error) {
    await remove()
    throw error
  }
}

function toRecipient(address: string, rules: readonly RouteRule[]): Entry['recipients'][number] {
  const route = routeOf(rules, address)
  return { address, field: 'to', ...(route === undefined ? {} : { route }), status: { state: 'pending' } }
}
