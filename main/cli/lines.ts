// Lines of a byte stream as they come.

const LF = 0x0a

/** More octets in one line than a string can hold are no line. */
const MAX_LINE_OCTETS = 500 * 1024 * 1024

/** Each line as soon as its LF has come, and what is left at the end of the input; octets are read as UTF-8. */
export async function* readLines(
  input: AsyncIterable<Uint8Array | string>,
): AsyncGenerator<string, undefined> {
  let pieces: Buffer[] = []
  let octets = 0
  for await (const piece of input) {
    let rest =
      typeof piece === 'string'
        ? Buffer.from(piece)
        : Buffer.from(piece.buffer, piece.byteOffset, piece.byteLength)
    for (let end = rest.indexOf(LF); end !== -1; end = rest.indexOf(LF)) {
      yield Buffer.concat([...pieces, rest.subarray(0, end)]).toString('utf8')
      pieces = []
      octets = 0
      rest = rest.subarray(end + 1)
    }
    octets += rest.length
    if (octets > MAX_LINE_OCTETS) throw new Error('a line of the input is longer than 500 MB')
    if (rest.length > 0) pieces.push(rest)
  }
  if (pieces.length > 0) yield Buffer.concat(pieces).toString('utf8')
}
