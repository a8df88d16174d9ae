export interface HeaderField {
  readonly name: string
  readonly value: string
}

/** Header fields of a header section without its empty line, unfolded (RFC 5322 2.2.3). A line that is no field is left out. */
export function unfold(section: string): HeaderField[] {
  return section
    .replace(/\r?\n(?=[ \t])/g, '')
    .split(/\r?\n/)
    .flatMap((line) => {
      const colon = line.indexOf(':')
      const name = line.slice(0, colon).trimEnd()
      return colon > 0 && /^[\x21-\x7e]+$/.test(name) ? [{ name, value: line.slice(colon + 1).trim() }] : []
    })
}
