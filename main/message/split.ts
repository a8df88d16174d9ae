import { scan } from './scan.ts'

/** What is typed or pasted into one field at once; the rest is cut off, so that a pasted file can't stall the program. */
const maxTextLength = 1_000_000

/**
 * Splits what was typed or pasted into the texts of single mailboxes, as they stand. Separators are comma, semicolon
 * and line end; a group (`Crew: a@x, b@y;`, RFC 5322 3.4) gives its members. Judges nothing: see `parseMailbox`.
 *
 * Our own and not a library's parser, because the judge has to see the text as it was typed to say what is wrong.
 */
export function splitMailboxes(text: string): string[] {
  // A quote that is never closed spoils its own line and not those below it.
  return text
    .slice(0, maxTextLength)
    .split(/[\r\n]+/u)
    .flatMap(splitLine)
}

function splitLine(line: string): string[] {
  const pieces: string[] = []
  let start = 0
  for (const { char, place, at } of scan(line).steps) {
    if (place !== 'outside') continue
    if (char === ',' || char === ';') pieces.push(line.slice(start, at))
    else if (char !== ':') continue
    start = at + 1 // behind a colon stands the first member of the group that it names
  }
  pieces.push(line.slice(start))
  return pieces.flatMap((piece) => splitBySpace(piece.trim()))
}

/** `a@x.org b@x.org`: two addresses when every word looks like one. */
function splitBySpace(piece: string): string[] {
  if (piece === '') return []
  const words = piece.split(/\s+/u)
  return words.length > 1 && words.every((word) => /^[^\s<>"()@]+@[^\s<>"()@]+$/u.test(word))
    ? words
    : [piece]
}
