// Header values in the form in which they are written: 7-bit, encoded words where needed, not folded yet.
import { buildHeaderValue, encodeWord } from 'nodemailer/lib/mime-funcs'
import type { Mailbox } from './address.ts'
import { toAsciiDomain } from './domain.ts'
import { quote } from './local-part.ts'

const encodedWordLength = 60 // RFC 2047 2: at most 75
const longestPlainWord = 60

const isAscii = (text: string) => /^[\x20-\x7e]*$/.test(text)

/** Unstructured text (RFC 5322 2.2.1): as it is where a reader gets the same text back, else as encoded words. */
export function encodeText(text: string): string {
  const plain =
    isAscii(text) &&
    !text.includes('=?') &&
    !/ {2}|^ | $/.test(text) &&
    !text.split(' ').some((word) => word.length > longestPlainWord)
  return plain ? text : encodeWord(text, wordEncoding(text), encodedWordLength)
}

/** Q while most of it can be read as it stands, else B. */
function wordEncoding(text: string): 'Q' | 'B' {
  const readable = text.match(/[\x20-\x7e]/g)?.length ?? 0
  return readable * 2 >= text.length ? 'Q' : 'B'
}

/**
 * `Name <local@domain>` (RFC 5322 3.4). A domain beyond ASCII becomes A-labels; a local part beyond ASCII has no such
 * form, so that address stays in UTF-8 as typed and needs SMTPUTF8 (RFC 6532 3.2).
 */
export function encodeMailbox(mailbox: Mailbox): string {
  const address = isAscii(mailbox.local)
    ? `${mailbox.local}@${toAsciiDomain(mailbox.domain) ?? mailbox.domain}`
    : mailbox.address
  const name = mailbox.name?.replace(/\s+/gu, ' ').trim() ?? ''
  return name === '' ? address : `${encodePhrase(name)} <${address}>`
}

/** A display name: atoms, a quoted string, or encoded words (RFC 5322 3.2.5, RFC 2047 5). */
function encodePhrase(name: string): string {
  const encoded = encodeText(name)
  if (encoded !== name) return encoded
  return /^[A-Za-z0-9!#$%&'*+\-/=?^_`{|}~ ]+$/.test(name) ? name : quote(name)
}

/** RFC 5322 3.3, in UTC, so that the bytes depend on nothing but the input. `atMs` is epoch ms. */
export function encodeDate(atMs: number): string {
  return new Date(atMs).toUTCString().replace(/GMT$/, '+0000')
}

/** `Content-Disposition` (RFC 2183); a long name or one beyond ASCII as RFC 2231 says. */
export function encodeDisposition(filename: string, value: 'attachment' | 'inline' = 'attachment'): string {
  return buildHeaderValue({ value, params: { filename } })
}
