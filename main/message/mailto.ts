// What a mailto: link asks for (RFC 6068). A link comes from anybody: it fills fields in, and does nothing.
import type { Thread } from '../drafts/message-options.ts'
import { splitMailboxes } from './split.ts'

export interface MailtoLink {
  /** Addresses as the link has them; judged when they become chips. */
  readonly to: readonly string[]
  readonly cc: readonly string[]
  readonly bcc: readonly string[]
  readonly subject: string
  /** Lines end in LF. */
  readonly text: string
  readonly thread?: Thread
  /** Paths that the link would like to send: never read before a person agrees. */
  readonly asked: readonly string[]
}

/** Characters of the longest link. */
export const maxMailto = 200_000
const maxRecipients = 1_000
const maxAddress = 2_000
const maxSubject = 2_000
const maxAsked = 20
const maxPath = 4_000

/** Reads a link; null: it is none, or longer than `maxMailto`. Unknown fields are left out (RFC 6068 4). */
export function parseMailto(link: string): MailtoLink | null {
  if (link.length > maxMailto || !/^mailto:/i.test(link)) return null
  const [address = '', query = ''] = cut(link.slice('mailto:'.length).replace(/#.*$/s, ''), '?')
  const fields = query.split('&').map(readField)
  const all = (...names: readonly string[]) =>
    fields.flatMap(({ name, value }) => (names.includes(name) ? [value] : []))
  const inReplyTo = messageIdIn(all('in-reply-to')[0] ?? '')
  return {
    to: toAddresses([...address.split(',').map(decode).map(oneLine), ...all('to').flatMap(splitMailboxes)]),
    cc: toAddresses(all('cc').flatMap(splitMailboxes)),
    bcc: toAddresses(all('bcc').flatMap(splitMailboxes)),
    subject: oneLine(all('subject')[0] ?? '').slice(0, maxSubject),
    text: toText(all('body')[0] ?? ''),
    ...(inReplyTo === null ? {} : { thread: { inReplyTo, references: [inReplyTo] } }),
    asked: all('attach', 'attachment')
      .filter((path) => path.trim() !== '' && path.length <= maxPath)
      .slice(0, maxAsked),
  }
}

function readField(text: string): { readonly name: string; readonly value: string } {
  const [name = '', value = ''] = cut(text, '=')
  return { name: decode(name).toLowerCase(), value: decode(value) }
}

function cut(text: string, at: string): readonly string[] {
  const index = text.indexOf(at)
  return index < 0 ? [text] : [text.slice(0, index), text.slice(index + 1)]
}

/** Percent-decoding as UTF-8; what is no UTF-8 becomes U+FFFD, a lone `%` and a `+` stay (RFC 6068 2). */
function decode(text: string): string {
  return text.replace(/(?:%[0-9A-Fa-f]{2})+/g, (run) =>
    Buffer.from(run.replaceAll('%', ''), 'hex').toString('utf8'),
  )
}

/** Nothing of a link begins a header field of its own (P28). */
function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ').trim()
}

function toText(text: string): string {
  return text.replace(/\r\n?/g, '\n').replace(/[^\P{Cc}\n\t]/gu, '')
}

function toAddresses(texts: readonly string[]): readonly string[] {
  return texts
    .map(oneLine)
    .filter((text) => text !== '' && text.length <= maxAddress)
    .slice(0, maxRecipients)
}

function messageIdIn(text: string): string | null {
  return /^\s*(<[^<>\s@]{1,400}@[^<>\s@]{1,400}>)\s*$/.exec(text)?.[1] ?? null
}
