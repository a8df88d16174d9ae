// The two encodings of DSN parameters (RFC 3461 4, RFC 6533 3).

/** xtext: `+`, `=` and everything outside `!` to `~` as `+XX` (RFC 3461 4). Octets of the UTF-8 form. */
export function toXtext(text: string): string {
  let result = ''
  for (const octet of Buffer.from(text, 'utf8')) {
    const isPlain = octet > 0x20 && octet < 0x7f && octet !== 0x2b && octet !== 0x3d
    result += isPlain ? String.fromCharCode(octet) : `+${octet.toString(16).toUpperCase().padStart(2, '0')}`
  }
  return result
}

/**
 * An international address in ORCPT. As utf-8-addr-unitext under SMTPUTF8, else as utf-8-addr-xtext, where what is beyond
 * ASCII stands as `\x{HEX}` too (RFC 6533 3).
 */
export function toUtf8Address(address: string, isSmtpUtf8: boolean): string {
  let result = ''
  for (const character of address) {
    const point = character.codePointAt(0) ?? 0
    const isPlain = point > 0x20 && point < 0x7f && !'\\+='.includes(character)
    result += isPlain || (point > 0x7f && isSmtpUtf8) ? character : `\\x{${point.toString(16).toUpperCase()}}`
  }
  return result
}
