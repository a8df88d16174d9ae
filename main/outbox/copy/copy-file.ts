// Names and content of the copies of what was handed over.
import type { Readable } from 'node:stream'
import { encodeMailbox } from '../../message/header.ts'
import { foldHeader } from '../../message/fold.ts'
import { parseMailbox } from '../../message/address.ts'
import type { Entry, Recipient } from '../entry.ts'

/** Octets of a name without its ending: file systems take 255, and a number may follow. */
const maxNameOctets = 120
/** What Windows, the strictest, takes in no name. */
const unsafe = /[<>:"/\\|?*\p{C}\u2028\u2029\u202A-\u202E\u2066-\u2069]/gu

/** `2026-11-25 10-42 Minutes of the meeting`: safe on every file system, without its ending. `at`: epoch ms. */
export function toFileName(subject: string, at: number): string {
  const day = new Date(at).toISOString().slice(0, 16).replace('T', ' ').replace(':', '-')
  const clean = subject.replace(unsafe, ' ').replace(/\s+/gu, ' ').trim()
  return cut(`${day} ${clean}`).replace(/[. ]+$/u, '')
}

/** At most so many octets, no character cut in two. */
function cut(text: string): string {
  let octets = 0
  let kept = ''
  for (const char of text) {
    octets += Buffer.byteLength(char)
    if (octets > maxNameOctets) return kept
    kept += char
  }
  return kept
}

/** What tells the copy of this revision from any other file in a Maildir, under whatever name a reader gave it since. */
export function markOf({ id, revision }: Pick<Entry, 'id' | 'revision'>): string {
  return `C${id}R${revision.number}`
}

/** `1764057600.C1a2b…R1.myhost`: the same whenever it is made, so that a second try after a crash finds the first. */
export function toMaildirName(entry: Entry, host: string): string {
  const safe = host.replace(/\//g, '\\057').replace(/:/g, '\\072') || 'localhost'
  return `${Math.floor(handedAt(entry) / 1_000)}.${markOf(entry)}.${safe}`
}

export function isCopyOf(name: string, entry: Entry): boolean {
  return name.includes(`.${markOf(entry)}.`)
}

/** When the first of its recipients had it, epoch ms. */
export function handedAt(entry: Entry): number {
  const times = entry.recipients.flatMap(({ status }) => (status.state === 'accepted' ? [status.at] : []))
  return times.length === 0 ? entry.revision.createdAt : Math.min(...times)
}

/** The message as it was sent, under a line that names who got it blind: only the sender's own copy has it (P29). */
export async function* withBlindLine(entry: Entry, message: Readable): AsyncGenerator<Buffer> {
  const blind = blindLine(entry.recipients)
  if (blind !== '') yield Buffer.from(blind)
  yield* message as AsyncIterable<Buffer>
}

function blindLine(recipients: readonly Recipient[]): string {
  const mailboxes = recipients
    .filter(({ field }) => field === 'bcc')
    .flatMap(({ address, name }) => {
      const parsed = parseMailbox(address)
      return parsed.ok ? [encodeMailbox({ ...parsed.mailbox, ...(name === undefined ? {} : { name }) })] : []
    })
  return mailboxes.length === 0 ? '' : foldHeader('Bcc', mailboxes.join(', '))
}
