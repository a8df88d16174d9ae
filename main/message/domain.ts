import { isIPv4, isIPv6 } from 'node:net'
import tr46 from 'tr46'

const strict = {
  checkHyphens: true,
  checkBidi: true,
  checkJoiners: true,
  useSTD3ASCIIRules: true,
} as const
const maxLabelOctets = 63
const maxDomainOctets = 255 // RFC 5321 4.5.3.1.2

/** A part of an address that passed, in the form to keep; or the end of a sentence whose subject is the address. */
export type Judged =
  { readonly ok: true; readonly value: string } | { readonly ok: false; readonly why: string }

const refuse = (why: string): Judged => ({ ok: false, why })

/**
 * The domain as it goes on a wire without SMTPUTF8: A-labels, lower case. A domain literal stays as it is.
 * Null where the domain is not valid.
 */
export function toAsciiDomain(domain: string): string | null {
  if (domain.startsWith('[')) return domain
  return tr46.toASCII(domain, { ...strict, verifyDNSLength: true })
}

/** Judges the part behind the @ sign: a domain (RFC 5321 4.1.2, RFC 5890 for more than ASCII) or a domain literal. */
export function judgeDomain(text: string): Judged {
  if (text === '') return refuse('has nothing after the @ sign')
  if (text.startsWith('[')) return judgeLiteral(text)
  if (isIPv4(text)) return refuse(`has a bare number address after the @ sign; write [${text}]`)
  const shape = judgeShape(text)
  if (shape !== null) return refuse(shape)
  for (const label of text.split(/[.\u3002\uFF0E\uFF61]/u)) {
    const why = judgeLabel(label)
    if (why !== null) return refuse(why)
  }
  const ascii = toAsciiDomain(text)
  if (ascii === null) return refuse(judgeWhole(text))
  if (/^\d+$/.test(ascii.slice(ascii.lastIndexOf('.') + 1)))
    return refuse('has a domain that ends in a number')
  // eslint-disable-next-line no-control-regex -- whether it is ASCII is the question
  const isAscii = /^[\x00-\x7f]*$/.test(text)
  return { ok: true, value: isAscii ? text.toLowerCase() : tr46.toUnicode(text, strict).domain }
}

function judgeShape(text: string): string | null {
  if (/\s/u.test(text)) return 'has a space after the @ sign'
  if (text.startsWith('.')) return 'has a dot right after the @ sign'
  if (text.endsWith('.')) return 'ends with a dot'
  if (text.includes('..')) return 'has two dots in a row after the @ sign'
  return null
}

/** One label between dots; says which one is wrong. */
function judgeLabel(label: string): string | null {
  if (label.startsWith('-') || label.endsWith('-'))
    return `has "${label}" in its domain; a hyphen may not stand at the start or end`
  const odd = /[^\p{L}\p{M}\p{N}\p{Join_Control}\-\u00B7]/u.exec(label)
  if (odd) return `has "${odd[0]}" in its domain, which is not allowed there`
  const ascii = tr46.toASCII(label, strict)
  if (ascii === null) return `has "${label}" in its domain, which is not a valid name`
  if (ascii.length > maxLabelOctets)
    return `has a part of ${ascii.length} octets in its domain; at most ${maxLabelOctets} are allowed`
  return null
}

function judgeWhole(text: string): string {
  const octets = tr46.toASCII(text, strict)?.length ?? 0
  return octets > 253
    ? `has a domain of ${octets} octets; at most ${maxDomainOctets} are allowed, and DNS takes 253`
    : 'has a domain that is not a valid name'
}

/** RFC 5321 4.1.3: IPv4 and IPv6; other tags have no registered meaning. */
function judgeLiteral(text: string): Judged {
  if (!text.endsWith(']')) return refuse('has "[" after the @ sign with no "]" at the end')
  const inside = text.slice(1, -1)
  if (isIPv4(inside)) return { ok: true, value: text }
  const v6 = /^IPv6:(.+)$/i.exec(inside)?.[1]
  if (v6 !== undefined && isIPv6(v6) && !v6.includes('%'))
    return { ok: true, value: `[IPv6:${v6.toLowerCase()}]` }
  return refuse(
    'has something in brackets after the @ sign that is neither an IPv4 address nor IPv6: and an IPv6 address',
  )
}
