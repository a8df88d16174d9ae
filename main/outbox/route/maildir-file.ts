// Name and content of a file in a Maildir (maildir(5) of qmail; Courier's and Dovecot's readers agree).
import { Transform } from 'node:stream'
import type { Entry, Recipient } from '../entry.ts'

export interface NameParts {
  /** Epoch ms. */
  readonly now: number
  readonly pid: number
  /** Deliveries of this process so far. */
  readonly counter: number
  readonly attemptId: string
  readonly host: string
}

/** `1764057600.P812Q1A64f….myhost`: unique by time, process, counter, attempt and host; `/` and `:` of the host are escaped. */
export function formatName({ now, pid, counter, attemptId, host }: NameParts): string {
  const safe = host.replace(/\//g, '\\057').replace(/:/g, '\\072') || 'localhost'
  return `${Math.floor(now / 1_000)}.P${pid}Q${counter}${markOf(attemptId)}.${safe}`
}

/** Whether this file, under the name that a reader may have given it since, is what the attempt put there. */
export function isOfAttempt(name: string, attemptId: string): boolean {
  return name.includes(`${markOf(attemptId)}.`)
}

const markOf = (attemptId: string) => `A${attemptId}`

/** The lines that delivery puts before the message, as a local MTA does. Blind recipients are not named (P29). */
export function traceLines(entry: Entry, recipients: readonly Recipient[]): string {
  const named = recipients.filter(({ field }) => field !== 'bcc')
  return [
    `Return-Path: <${entry.envelopeSender ?? entry.from.address}>`,
    ...named.map(({ address }) => `Delivered-To: ${address}`),
  ]
    .map((line) => `${line}\n`)
    .join('')
}

const CR = 13
const LF = 10

/** CRLF to LF, also where the two stand in different pieces. */
export function createLineEnds(): Transform {
  let held = false
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      const bytes = held ? Buffer.concat([Buffer.from([CR]), chunk]) : chunk
      held = bytes.at(-1) === CR
      const end = held ? bytes.length - 1 : bytes.length
      const kept = bytes.subarray(0, end).filter((octet, at) => octet !== CR || bytes[at + 1] !== LF)
      done(null, kept)
    },
    flush(done) {
      done(null, held ? Buffer.from([CR]) : undefined)
    },
  })
}
