// How often a file of keys asks for its passphrase to be hashed, counted before it is done. Reads BER (X.690), decrypts nothing.

/** Rounds in all: three times what is commonly advised for PBKDF2-SHA-256 (600 000), some seconds of work at most. */
export const mostRounds = 2_000_000

/** OpenSSL makes files with a handful of levels; a hostile one does not make this program recurse without end. */
const maxDepth = 40
const maxNodes = 50_000

const tags = { integer: 0x02, octets: 0x04, oid: 0x06, sequence: 0x30, content: 0xa0 } as const
/** 1.2.840.113549.1.7.1 (RFC 5652 4): what it holds is BER again. */
const dataOid = Buffer.from('2a864886f70d010701', 'hex')

interface Node {
  readonly tag: number
  /** Without its length; a constructed one is the sum of its parts. */
  readonly content: Uint8Array
  readonly parts: readonly Node[]
}

class NotBer extends Error {}

/**
 * The sum of the iteration counts that stand open in a PKCS#12 file (RFC 7292: of its MAC, of each encrypted part, of keys that
 * are not inside one) or in an encrypted PKCS#8 key (RFC 5958). Null for what is no BER: that is not handed to anything else.
 */
export function countRounds(bytes: Uint8Array): number | null {
  try {
    const reader = new Reader()
    return roundsOf(reader.readAll(bytes), reader)
  } catch (error) {
    if (error instanceof NotBer) return null
    throw error
  }
}

function roundsOf(nodes: readonly Node[], reader: Reader): number {
  return nodes.reduce((sum, node) => sum + ownRounds(node) + roundsOf(insideOf(node, reader), reader), 0)
}

/** In all of these a salt is followed by the count: MacData, pkcs-12PbeParams (RFC 7292 4, C), PBKDF2-params (RFC 8018 A.2), scrypt. */
function ownRounds({ tag, parts }: Node): number {
  if (tag !== tags.sequence) return 0
  return parts.reduce((sum, part, index) => {
    const isSalt = (part.tag & ~0x20) === tags.octets
    const next = parts[index + 1]
    return isSalt && next?.tag === tags.integer ? sum + toNumber(next.content) : sum
  }, 0)
}

function insideOf({ tag, parts }: Node, reader: Reader): readonly Node[] {
  const [kind, content] = parts
  const isData =
    tag === tags.sequence &&
    kind?.tag === tags.oid &&
    dataOid.equals(kind.content) &&
    content?.tag === tags.content
  if (!isData) return parts
  return content.parts.flatMap((part) =>
    (part.tag & ~0x20) === tags.octets ? reader.readAll(joined(part)) : [part],
  )
}

/** The octets of a string that may be in parts (X.690 8.7.3). */
function joined({ content, parts }: Node): Uint8Array {
  return parts.length === 0 ? content : Buffer.concat(parts.map(joined))
}

/** Over what any count is, and where none is meant: without end. */
function toNumber(content: Uint8Array): number {
  const [first = 0x80] = content
  if (content.length > 6 || first >= 0x80) return Infinity
  return content.reduce((value, octet) => value * 256 + octet, 0)
}

class Reader {
  #nodes = 0

  readAll(bytes: Uint8Array): readonly Node[] {
    return this.#sequence(bytes, 0, bytes.length, 0).nodes
  }

  /** From `at` to `end`, or to the end-of-contents octets where the length is not said (`end` undefined). */
  #sequence(bytes: Uint8Array, from: number, end: number | undefined, depth: number) {
    const nodes: Node[] = []
    let at = from
    while (end === undefined || at < end) {
      if (end === undefined && bytes[at] === 0 && bytes[at + 1] === 0) return { nodes, next: at + 2 }
      const { node, next } = this.#node(bytes, at, end ?? bytes.length, depth)
      nodes.push(node)
      at = next
    }
    return { nodes, next: at }
  }

  #node(bytes: Uint8Array, at: number, end: number, depth: number): { node: Node; next: number } {
    this.#nodes++
    const tag = bytes[at] ?? 0
    // Tags of more than one octet are in none of these files.
    if (depth > maxDepth || this.#nodes > maxNodes || at + 2 > end || (tag & 0x1f) === 0x1f)
      throw new NotBer()
    const isConstructed = (tag & 0x20) !== 0
    const { length, start } = readLength(bytes, at + 1)
    if (length === undefined) {
      if (!isConstructed) throw new NotBer()
      const { nodes, next } = this.#sequence(bytes, start, undefined, depth + 1)
      if (next > end) throw new NotBer()
      return { node: { tag, content: bytes.subarray(start, next - 2), parts: nodes }, next }
    }
    const next = start + length
    if (next > end) throw new NotBer()
    const parts = isConstructed ? this.#sequence(bytes, start, next, depth + 1).nodes : []
    return { node: { tag, content: bytes.subarray(start, next), parts }, next }
  }
}

/** X.690 8.1.3; undefined: it ends with the end-of-contents octets. */
function readLength(bytes: Uint8Array, at: number): { length: number | undefined; start: number } {
  const first = bytes[at] ?? 0xff
  if (first < 0x80) return { length: first, start: at + 1 }
  if (first === 0x80) return { length: undefined, start: at + 1 }
  const count = first & 0x7f
  if (count > 4) throw new NotBer()
  const length = bytes.subarray(at + 1, at + 1 + count).reduce((value, octet) => value * 256 + octet, 0)
  return { length, start: at + 1 + count }
}
