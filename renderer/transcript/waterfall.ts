// Where the seconds of a session went, as bars. Pure.
import type { TranscriptLine } from '../../main/smtp/types.ts'
import type { Tone } from '../shared/state-view.ts'
import { earliest, latest, toSections, type Section, type SectionName } from './sections.ts'

export type BarName =
  | Exclude<SectionName, 'local' | 'connect' | 'tls'>
  | 'lookup'
  | 'connecting'
  | 'greeting'
  | 'ehlo'
  | 'handshake'
  | 'ehlo-again'

/** What the time of a bar was spent on; `tone` of the reply where it decided. */
export type BarKind = 'network' | 'server' | 'send' | Tone

export interface Bar {
  readonly name: BarName
  readonly fromMs: number
  readonly toMs: number
  readonly kind: BarKind
}

export interface Waterfall {
  readonly bars: readonly Bar[]
  readonly totalMs: number
  /** How often a reply was waited for: commands sent in one flight wait once. */
  readonly roundTrips: number
}

/** The engine's note of what a name stands for (main/smtp/dial.ts). */
const lookupNote = /^\S+ is \S/

interface Piece {
  readonly name: BarName
  readonly lines: readonly TranscriptLine[]
}

function pieceOf(line: TranscriptLine, section: SectionName, isAgain: boolean): BarName | null {
  switch (line.phase) {
    case 'connect':
      return lookupNote.test(line.text) ? 'lookup' : 'connecting'
    case 'greeting':
      return 'greeting'
    case 'ehlo':
      return isAgain ? 'ehlo-again' : 'ehlo'
    case 'starttls':
    case 'tls':
      return 'handshake'
    default:
      return section === 'local' || section === 'connect' || section === 'tls' ? null : section
  }
}

/** Sections, with the ways to the server taken apart: look-up, connection, greeting, EHLO, TLS. */
function toPieces(sections: readonly Section[]): readonly Piece[] {
  const pieces = new Map<BarName, TranscriptLine[]>()
  for (const { name, lines } of sections) {
    const before = pieces.has('ehlo')
    for (const line of lines) {
      const piece = pieceOf(line, name, before && name === 'tls')
      if (piece === null) continue
      const known = pieces.get(piece)
      if (known === undefined) pieces.set(piece, [line])
      else known.push(line)
    }
  }
  return [...pieces].map(([name, lines]) => ({ name, lines }))
}

const networkBars: readonly BarName[] = ['lookup', 'connecting', 'handshake']

function toKind(name: BarName): BarKind {
  if (networkBars.includes(name)) return 'network'
  return name === 'message' ? 'send' : 'server'
}

function countRoundTrips(lines: readonly TranscriptLine[]): number {
  const spoken = lines.filter(({ from }) => from !== 'note')
  return spoken.filter(({ from }, index) => from === 'server' && spoken[index - 1]?.from === 'client').length
}

/**
 * The bars of a session in the order in which its phases began. One that begins with a command lasts from that
 * command, any other from the end of the one before it; bars of one flight overlap.
 * @param lines in the order of `seq`
 * @param tone of the bar with the deciding line
 */
export function toWaterfall(
  lines: readonly TranscriptLine[],
  { decidingSeq, tone }: { readonly decidingSeq: number | null; readonly tone: Tone },
): Waterfall {
  let end = 0
  const bars = toPieces(toSections(lines, decidingSeq)).map(({ name, lines: own }): Bar => {
    const times = own.map(({ atMs }) => atMs)
    const toMs = latest(times)
    const fromMs = own[0]?.from === 'client' ? earliest(times) : Math.min(end, toMs)
    end = Math.max(end, toMs)
    const decides = own.some(({ seq }) => seq === decidingSeq)
    return { name, fromMs, toMs, kind: decides ? tone : toKind(name) }
  })
  return { bars, totalMs: end, roundTrips: countRoundTrips(lines) }
}

/** Times (ms) of the marks of an axis: round numbers, at most eight of them, the first is 0. */
export function toTicks(totalMs: number): readonly number[] {
  const least = Math.max(totalMs, 1) / 7
  const power = 10 ** Math.floor(Math.log10(least))
  const step = [1, 2, 5, 10].map((factor) => factor * power).find((size) => size >= least) ?? 10 * power
  return Array.from({ length: Math.floor(totalMs / step) + 1 }, (_, index) => index * step)
}
