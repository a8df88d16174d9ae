import { isIP } from 'node:net'
import tr46 from 'tr46'

/** Longest host name in octets (RFC 1035 2.3.4). */
const maxHostOctets = 253

export type ParsedHost =
  { readonly ok: true; readonly host: string } | { readonly ok: false; readonly message: string }

/**
 * Judges what was typed as a host: a name (letters beyond ASCII become A-labels when it is connected), or an IP address
 * with or without brackets. Control characters are refused (P28).
 */
export function parseHost(text: string): ParsedHost {
  const typed = text.trim()
  if (typed === '') return { ok: false, message: 'A host is missing, for example mail.example.org.' }
  const literal = typed.replace(/^\[(.*)\]$/, '$1')
  if (isIP(literal) !== 0) return { ok: true, host: literal }
  if (/[\s\p{Cc}]/u.test(typed)) return no(typed, 'it holds a blank or a control character')
  if (/:\d+$/.test(typed)) return no(typed, 'the port has a field of its own')
  if (/[/@]/.test(typed)) return no(typed, 'write the name alone, without a scheme or a user')
  return judgeName(typed)
}

function judgeName(typed: string): ParsedHost {
  const ascii = tr46.toASCII(typed, {
    checkBidi: true,
    checkHyphens: false,
    checkJoiners: true,
    useSTD3ASCIIRules: true,
    verifyDNSLength: false,
  })
  const labels = (ascii ?? '').replace(/\.$/, '').split('.')
  if (ascii === null || ascii === '') return no(typed, 'it holds a character that no host name may have')
  if (labels.includes('')) return no(typed, 'two dots follow each other, or it begins with one')
  if (labels.some((label) => label.length > 63)) return no(typed, 'a part between dots has over 63 letters')
  if (labels.some((label) => label.startsWith('-') || label.endsWith('-'))) {
    return no(typed, 'a part begins or ends with a hyphen')
  }
  // The system would read 127.1 as an address that nobody typed.
  if (/^\d+$/.test(labels.at(-1) ?? ''))
    return no(typed, 'it ends in a number, and is no complete IP address')
  return ascii.length > maxHostOctets ? no(typed, 'it is too long') : { ok: true, host: typed }
}

function no(typed: string, why: string): ParsedHost {
  return { ok: false, message: `“${typed}” is not a host name: ${why}.` }
}
