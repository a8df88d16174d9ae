import { codePointName } from './forbidden.ts'
import type { Judged } from './domain.ts'

const maxLocalOctets = 64 // RFC 5321 4.5.3.1.1
/** RFC 5322 3.2.3 atext, with UTF8-non-ascii of RFC 6532 3.2. */
const atomChar = /[A-Za-z0-9!#$%&'*+\-/=?^_`{|}~]|[^\p{ASCII}]/u
const dotAtom =
  /^(?:[A-Za-z0-9!#$%&'*+\-/=?^_`{|}~]|[^\p{ASCII}])+(?:\.(?:[A-Za-z0-9!#$%&'*+\-/=?^_`{|}~]|[^\p{ASCII}])+)*$/u
/** Formats and separators beyond ASCII: a person can't see them, so an address with one is not the address that was meant. */
const invisible = /[^\P{Cf}\u200C\u200D]|[\u00A0\u1680\u2000-\u200A\u202F\u205F\u3000]/u

const refuse = (why: string): Judged => ({ ok: false, why })

/**
 * Judges the part before the @ sign (RFC 5321 4.1.2 Local-part, RFC 6531 3.3). Its value is what goes on the wire:
 * quotes only where they are needed, and backslashes only before `"` and `\`.
 */
export function judgeLocal(text: string): Judged {
  if (text === '') return refuse('has nothing before the @ sign')
  const hidden = invisible.exec(text)
  if (hidden) return refuse(`has an invisible character (${codePointName(hidden[0])}) before the @ sign`)
  const judged = text.startsWith('"') ? judgeQuoted(text) : judgeDotAtom(text)
  if (!judged.ok) return judged
  const octets = Buffer.byteLength(judged.value)
  return octets > maxLocalOctets
    ? refuse(`has ${octets} octets before the @ sign; at most ${maxLocalOctets} are allowed`)
    : judged
}

function judgeDotAtom(text: string): Judged {
  if (text.startsWith('.')) return refuse('starts with a dot')
  if (text.endsWith('.')) return refuse('has a dot right before the @ sign')
  if (text.includes('..')) return refuse('has two dots in a row before the @ sign')
  for (const char of text) {
    if (char === '.' || atomChar.test(char)) continue
    return refuse(
      char === ' '
        ? 'has a space before the @ sign'
        : `has ${char} before the @ sign, which is only allowed in quotes`,
    )
  }
  return { ok: true, value: text }
}

function judgeQuoted(text: string): Judged {
  if (!/^"(?:[^"\\]|\\[\s\S])*"$/u.test(text))
    return refuse('has quotes before the @ sign that do not enclose all of it')
  const inside = text.slice(1, -1).replace(/\\([\s\S])/gu, '$1')
  return { ok: true, value: dotAtom.test(inside) ? inside : quote(inside) }
}

/** `text` as a quoted string (RFC 5322 3.2.4). */
export function quote(text: string): string {
  return `"${text.replace(/["\\]/g, '\\$&')}"`
}
