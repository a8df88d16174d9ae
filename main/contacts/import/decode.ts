/** Text of a file and how it was read. */
export interface Decoded {
  readonly text: string
  readonly encoding: 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252'
}

/** Octets that are looked at to tell UTF-16 without a mark. */
const lookedAt = 4_000

/** By its byte order mark; else UTF-8 where it is that, UTF-16 where every other octet is zero, else Windows-1252. */
export function decodeText(octets: Uint8Array): Decoded {
  const encoding = encodingOf(octets)
  const text = new TextDecoder(encoding).decode(octets)
  return { text: text.replaceAll('\0', ''), encoding }
}

function encodingOf(octets: Uint8Array): Decoded['encoding'] {
  const [a, b] = octets
  if (a === 0xff && b === 0xfe) return 'utf-16le'
  if (a === 0xfe && b === 0xff) return 'utf-16be'
  const head = octets.subarray(0, lookedAt)
  const zeros = [0, 0]
  head.forEach((octet, at) => {
    if (octet === 0) zeros[at % 2] = (zeros[at % 2] ?? 0) + 1
  })
  const [even = 0, odd = 0] = zeros
  if (odd > head.length / 5 && even < odd / 4) return 'utf-16le'
  if (even > head.length / 5 && odd < even / 4) return 'utf-16be'
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(octets)
    return 'utf-8'
  } catch {
    return 'windows-1252'
  }
}
