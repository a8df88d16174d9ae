// Octets of a chosen file to text: the encodings that settings files come in, and a sentence for all that is none.
import { t } from '../text/t.ts'
import type { Parsed } from './found.ts'

/** Octets that are read of a file of another program; a larger one is refused. */
const maxForeignOctets = 5_000_000

/** Octets that are read of any file: Sendoff's own has pictures of signatures in it. */
export const maxFileOctets = 25_000_000

/** Whether a file is larger than its kind is read; one of JSON may be Sendoff's own. */
export function isTooLarge(octets: Uint8Array): boolean {
  const isJson = /^\uFEFF?\s*\{/.test(new TextDecoder().decode(octets.subarray(0, 100)))
  return octets.length > (isJson ? maxFileOctets : maxForeignOctets)
}

/**
 * The text of a file: UTF-8, or UTF-16 with its mark; octets that are no UTF-8 are read as Latin-1, as programs of old wrote them.
 * Line ends become LF. A NUL says that it is no text.
 */
export function decodeText(octets: Uint8Array): Parsed<string> {
  if (isTooLarge(octets)) return { ok: false, message: t('transfer.too-large') }
  const text = decode(octets)
  if (text.includes('\0')) return { ok: false, message: t('transfer.binary') }
  return { ok: true, value: text.replaceAll('\r\n', '\n').replaceAll('\r', '\n') }
}

function decode(octets: Uint8Array): string {
  const [first, second] = octets
  if (first === 0xff && second === 0xfe) return new TextDecoder('utf-16le').decode(octets)
  if (first === 0xfe && second === 0xff) return new TextDecoder('utf-16be').decode(octets)
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(octets)
  } catch {
    return new TextDecoder('latin1').decode(octets)
  }
}
