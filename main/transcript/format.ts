import type { TranscriptLine } from '../smtp/types.ts'

// Control characters, and the marks that turn the direction of text round: a server could paint over what stands beside them.
// eslint-disable-next-line no-control-regex -- they are what is looked for
const UNPRINTABLE = /[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g

/** Text from a server, safe for a terminal and for one line: control characters stand as \xNN, direction marks as \u{NNNN}. */
export function escapeControls(text: string): string {
  return text.replace(UNPRINTABLE, (character) => {
    const code = character.charCodeAt(0)
    const hex = code.toString(16)
    return code < 0x100 ? `\\x${hex.padStart(2, '0')}` : `\\u{${hex}}`
  })
}

const ARROWS = { client: '>', server: '<', note: '.' } as const

/** One line: seconds since the start, direction, phase, text. */
export function formatLine(line: TranscriptLine): string {
  const seconds = (line.atMs / 1000).toFixed(3).padStart(8)
  return `${seconds}  ${ARROWS[line.from]} ${line.phase.padEnd(8)}  ${escapeControls(line.text)}`
}

/** A transcript as text, for the clipboard and the terminal: one line each, `>` sent, `<` received, `.` noted. */
export function formatTranscript(lines: readonly TranscriptLine[]): string {
  return lines.map((line) => `${formatLine(line)}\n`).join('')
}
