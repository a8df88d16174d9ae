// Windows' keychain takes 2560 octets a secret (CRED_MAX_CREDENTIAL_BLOB_SIZE); a client certificate with its key is longer.
// Longer ones go in parts: the entry itself then says how many, and each part is an entry of its own.

/** Octets of UTF-8 in one entry. */
const maxOctets = 2048
/** Parts of one secret: 128 KB. */
const maxParts = 64

const marker = /^sendoff-parts:1:([ab]):(\d{1,2})$/

export interface Parts {
  /** Two sets in turn: the old one is whole until the entry names the new one. */
  readonly set: 'a' | 'b'
  readonly count: number
}

/** What an entry says of its parts; undefined: it is the secret itself. */
export function parseMarker(text: string): Parts | undefined {
  const [, set, count = ''] = marker.exec(text) ?? []
  if (set !== 'a' && set !== 'b') return undefined
  const parts = Number(count)
  return parts < 1 || parts > maxParts ? undefined : { set, count: parts }
}

export function formatMarker({ set, count }: Parts): string {
  return `sendoff-parts:1:${set}:${count}`
}

/** Names of the entries of the parts. */
export function partNames(name: string, { set, count }: Parts): string[] {
  return Array.from({ length: count }, (_, index) => `${name}#${set}${index + 1}`)
}

/**
 * The pieces that a secret goes in: one, if it fits and cannot be taken for the word that says how many parts there are.
 * @throws Error where it is over 128 KB.
 */
export function splitSecret(secret: string): string[] {
  if (Buffer.byteLength(secret) <= maxOctets && parseMarker(secret) === undefined) return [secret]
  const pieces: string[] = []
  let piece = ''
  let octets = 0
  // By characters: a part is text of its own, and must not end within one.
  for (const character of secret) {
    const size = Buffer.byteLength(character)
    if (octets + size > maxOctets) {
      pieces.push(piece)
      piece = ''
      octets = 0
    }
    piece += character
    octets += size
  }
  pieces.push(piece)
  if (pieces.length > maxParts) throw new Error('the secret is too long')
  // One piece alone would be read as the secret itself.
  return pieces.length === 1 ? [secret.slice(0, 1), secret.slice(1)] : pieces
}
