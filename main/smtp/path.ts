// Reverse-path and forward-path (RFC 5321 4.1.2, RFC 6531 3.3) as far as the wire needs them: nothing that could end the path
// or the line early, and a domain that can be sent. What a person may type is judged in message/.
import { toAsciiDomain } from './host-name.ts'

export interface Path {
  /** As given. */
  readonly address: string
  readonly local: string
  readonly domain: string
  /** With A-labels; equal to `address` where the domain is ASCII. */
  readonly ascii: string
  /** The local part is beyond ASCII: only SMTPUTF8 carries it. */
  readonly needsUtf8: boolean
  /** Local part or domain is beyond ASCII. */
  readonly isInternational: boolean
}

// Controls, line and paragraph separators, half of a surrogate pair.
const control = /[\p{Cc}\p{Zl}\p{Zp}\p{Cs}]/u
// eslint-disable-next-line no-control-regex -- the whole of ASCII is meant
const ascii = /^[\u0000-\u007f]*$/
const quotedString = /^"(?:[^"\\]|\\.)*"$/
// Wider than Dot-string: servers have given out local parts with two dots in a row, or one at the end.
const atoms = /^[^\s"(),:;<>@[\\\]]+$/
const literal = /^\[[A-Za-z0-9:.-]+\]$/

/** Whether text has a control character, a line or paragraph separator, or half of a surrogate pair in it (P28). */
export function hasControl(text: string): boolean {
  return control.test(text)
}

export function isAscii(text: string): boolean {
  return ascii.test(text)
}

/** An address as a path, or one line that says why it can be none. */
export function parsePath(address: string): Path | string {
  if (hasControl(address)) return `a control character in the address ${show(address)}`
  // RFC 5321 4.1.1.3: the one recipient without a domain.
  if (/^postmaster$/i.test(address))
    return { address, local: address, domain: '', ascii: address, needsUtf8: false, isInternational: false }
  const at = address.lastIndexOf('@')
  const local = address.slice(0, Math.max(at, 0))
  const domain = address.slice(at + 1)
  if (at === -1) return `the address ${show(address)} has no @`
  if (!quotedString.test(local) && !atoms.test(local))
    return `the address ${show(address)} has no valid local part`
  const asciiDomain = literal.test(domain) ? domain : toAsciiDomain(domain)
  if (asciiDomain === undefined) return `the address ${show(address)} has no valid domain`
  return {
    address,
    local,
    domain,
    ascii: `${local}@${asciiDomain}`,
    needsUtf8: !isAscii(local),
    isInternational: !isAscii(address),
  }
}

/** Text for a message to people: control characters as \xNN. */
export function show(text: string): string {
  return text.replace(new RegExp(control, 'gu'), (character) => {
    return `\\x${character.charCodeAt(0).toString(16).padStart(2, '0')}`
  })
}
