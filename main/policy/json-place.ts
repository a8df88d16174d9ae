// Where something stands in a JSON text, for a sentence that an administrator can act on.

const token = /("(?:[^"\\]|\\.)*")(\s*:)?|[{}[\],]/g

interface Level {
  readonly isList: boolean
  step: string
}

/**
 * The line (from 1) of the value that a path names, in a text that `JSON.parse` has taken; of two with one name the last.
 * @returns null where it is not there.
 */
export function lineOf(text: string, path: readonly PropertyKey[]): number | null {
  const wanted = path.map(String)
  const open: Level[] = []
  let found: number | null = path.length === 0 ? 1 : null
  let [line, at] = [1, 0]
  for (const match of text.matchAll(token)) {
    line += countLines(text, at, match.index)
    at = match.index
    const [word, quoted, colon] = match
    if (isStep(open, word, quoted, colon) && isAt(open, wanted)) found = line
  }
  return found
}

/** Follows the nesting; says whether a value with a name or number of its own begins here. */
function isStep(open: Level[], word: string, quoted: string | undefined, colon: string | undefined): boolean {
  const top = open.at(-1)
  if (quoted !== undefined) {
    if (colon === undefined || top === undefined || top.isList) return false
    top.step = nameOf(quoted)
    return true
  }
  if (word === '{') open.push({ isList: false, step: '' })
  else if (word === '[') open.push({ isList: true, step: '0' })
  else if (word !== ',') open.pop()
  else if (top?.isList === true) top.step = String(Number(top.step) + 1)
  return (word === '[' || word === ',') && open.at(-1)?.isList === true
}

function nameOf(word: string): string {
  const name: unknown = JSON.parse(word)
  return typeof name === 'string' ? name : ''
}

function isAt(open: readonly Level[], wanted: readonly string[]): boolean {
  return open.length === wanted.length && open.every(({ step }, at) => step === wanted[at])
}

function countLines(text: string, from: number, to: number): number {
  let lines = 0
  for (let at = from; at < to; at += 1) if (text.charCodeAt(at) === 10) lines += 1
  return lines
}
