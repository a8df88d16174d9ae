// Reading encoded words (RFC 2047) and quoted-printable (RFC 2045 6.7). Forgiving: what makes no sense stays as it is.

/** Octets as text; an unknown charset is read as windows-1252, which gives every octet a character. */
export function decodeCharset(octets: Uint8Array, charset: string): string {
  // RFC 2231 5: a language may stand behind it.
  const [named = ''] = charset.split('*', 1)
  for (const label of [named === '' ? 'utf-8' : named, 'windows-1252']) {
    try {
      return new TextDecoder(label).decode(octets)
    } catch {
      // Not a label that TextDecoder knows.
    }
  }
  return ''
}

const word = /=\?([^?\s]{1,60})\?([BbQq])\?([^?\s]*)\?=/g
const wordRun = new RegExp(`${word.source}(?:\\s+${word.source})*`, 'g')

/** A header value for a person: encoded words decoded; a space between two of them is not shown (RFC 2047 6.2). */
export function decodeWords(value: string): string {
  return value.replace(wordRun, (run) => decodeRun([...run.matchAll(word)]))
}

/** Neighbours of one charset are decoded as one: some programs cut a character in two. */
function decodeRun(words: readonly RegExpMatchArray[]): string {
  const pieces: { charset: string; octets: Uint8Array[] }[] = []
  for (const [, charset = '', encoding = '', text = ''] of words) {
    const octets = encoding.toUpperCase() === 'B' ? fromBase64(text) : fromQ(text)
    const last = pieces.at(-1)
    if (last?.charset === charset.toLowerCase()) last.octets.push(octets)
    else pieces.push({ charset: charset.toLowerCase(), octets: [octets] })
  }
  return pieces.map(({ charset, octets }) => decodeCharset(Buffer.concat(octets), charset)).join('')
}

function fromQ(text: string): Uint8Array {
  return fromQuotedPrintable(Buffer.from(text.replaceAll('_', ' '), 'latin1'))
}

/** Base64 with anything else between its characters left out. */
export function fromBase64(text: string): Uint8Array {
  return Buffer.from(text, 'base64')
}

/** Octets of quoted-printable text: `=XX` and soft line breaks; a `=` that starts neither stays. */
export function fromQuotedPrintable(encoded: Uint8Array): Uint8Array {
  const text = Buffer.from(encoded)
    .toString('latin1')
    .replace(/=[ \t]*\r?\n/g, '')
    .replace(/=([0-9A-Fa-f]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
  return Buffer.from(text, 'latin1')
}
