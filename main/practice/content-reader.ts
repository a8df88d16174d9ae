const cr = 0x0d
const lf = 0x0a
const dot = 0x2e

/** Where in a line the reader stands. */
type Place = 'line-start' | 'dot' | 'dot-cr' | 'middle' | 'cr'

export interface ContentReader {
  /** Takes octets; gives those behind the final dot once it came, else null. */
  push(chunk: Buffer): Buffer | null
  /** The content without dot stuffing; null where it went over the limit. */
  content(): Buffer | null
}

/**
 * Reads the content of DATA up to the final dot (RFC 5321 4.5.2). Only CRLF is a line end here: a bare LF or CR before
 * a dot ends nothing, so that no second message can be smuggled in.
 */
export function createContentReader(maxOctets: number): ContentReader {
  const kept: Buffer[] = []
  let octets = 0
  let place: Place = 'line-start'

  const keep = (part: Buffer) => {
    octets += part.length
    if (octets <= maxOctets) kept.push(part)
    else kept.length = 0
  }
  return {
    push(chunk) {
      const out = Buffer.allocUnsafe(chunk.length + 1)
      let length = 0
      for (const [index, octet] of chunk.entries()) {
        if (place === 'dot-cr' && octet === lf) {
          keep(out.subarray(0, length))
          return chunk.subarray(index + 1)
        }
        if (place === 'dot-cr') out[length++] = cr // it was no final dot
        const before: Place = place === 'dot-cr' ? 'cr' : place
        place = next(before, octet)
        if (place !== 'dot' && place !== 'dot-cr') out[length++] = octet
      }
      keep(out.subarray(0, length))
      return null
    },
    content: () => (octets <= maxOctets ? Buffer.concat(kept) : null),
  }
}

function next(place: Place, octet: number): Place {
  if (place === 'line-start' && octet === dot) return 'dot'
  if (place === 'dot' && octet === cr) return 'dot-cr'
  if (octet === cr) return 'cr'
  return place === 'cr' && octet === lf ? 'line-start' : 'middle'
}
