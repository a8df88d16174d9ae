import type { Phase, TranscriptLine } from '../../main/smtp/types.ts'

/** Phases as the margin column tells them apart: the session line's words, and the goodbye. */
export type SectionName =
  'local' | 'connect' | 'tls' | 'sign-in' | 'sender' | 'recipients' | 'message' | 'final' | 'goodbye'

export interface Section {
  readonly name: SectionName
  readonly lines: readonly TranscriptLine[]
}

const names: Readonly<Record<Exclude<Phase, 'greeting' | 'ehlo' | 'message' | 'reset'>, SectionName>> = {
  local: 'local',
  connect: 'connect',
  starttls: 'tls',
  tls: 'tls',
  auth: 'sign-in',
  mail: 'sender',
  rcpt: 'recipients',
  data: 'message',
  quit: 'goodbye',
  done: 'goodbye',
}

interface Seen {
  readonly tls: boolean
  readonly sender: boolean
  readonly finalDot: boolean
}

function nameOf(line: TranscriptLine, seen: Seen, decidingSeq: number | null): SectionName {
  switch (line.phase) {
    case 'greeting':
    case 'ehlo':
      return seen.tls ? 'tls' : 'connect'
    case 'message': {
      const afterContent = line.from === 'server' || line.seq === decidingSeq || seen.finalDot
      return afterContent ? 'final' : 'message'
    }
    case 'reset':
      // In a kept session it clears the way for the next sender.
      return seen.sender ? 'goodbye' : 'sender'
    default:
      return names[line.phase]
  }
}

/**
 * Lines by phase, phases in the order in which they began. Commands that were sent in one flight are put beside
 * their replies, so the times of a section can overlap those of the next.
 */
export function toSections(lines: readonly TranscriptLine[], decidingSeq: number | null): readonly Section[] {
  const sections = new Map<SectionName, TranscriptLine[]>()
  let seen: Seen = { tls: false, sender: false, finalDot: false }
  for (const line of lines) {
    const name = nameOf(line, seen, decidingSeq)
    const known = sections.get(name)
    if (known === undefined) sections.set(name, [line])
    else known.push(line)
    const isDot = line.phase === 'message' && line.from === 'client' && line.text === '.'
    seen = {
      tls: seen.tls || name === 'tls',
      sender: seen.sender || line.phase === 'mail',
      finalDot: seen.finalDot || isDot,
    }
  }
  return [...sections].map(([name, own]) => ({
    name,
    lines: name === 'recipients' ? toPairs(own).flat() : own,
  }))
}

/** Whether more lines of the same reply follow (RFC 5321 4.2.1: a hyphen after the code). */
export function isContinued(line: TranscriptLine): boolean {
  return line.from === 'server' && /^\d{3}-/.test(line.text)
}

/** Each command with the reply that answers it; replies come in the order of the commands. */
export function toPairs(lines: readonly TranscriptLine[]): readonly (readonly TranscriptLine[])[] {
  const pairs: TranscriptLine[][] = []
  let answered = 0
  for (const line of lines) {
    if (line.from === 'client') {
      pairs.push([line])
      continue
    }
    const pair = pairs[Math.min(answered, pairs.length - 1)]
    if (pair === undefined) pairs.push([line])
    else pair.push(line)
    if (line.from === 'server' && !isContinued(line)) answered += 1
  }
  return pairs
}

/** Whether every complete reply among the lines is a 2yz or 3yz. */
export function wentWell(lines: readonly TranscriptLine[]): boolean {
  return lines.every((line) => line.from !== 'server' || !/^[45]/.test(line.text))
}

/** Time from the first to the last line, ms. */
export function durationOf(lines: readonly TranscriptLine[]): number {
  const times = lines.map(({ atMs }) => atMs)
  return times.length === 0 ? 0 : latest(times) - earliest(times)
}

/** As Math.max, which takes no more numbers than fit on the stack. */
export function latest(times: readonly number[]): number {
  return times.reduce((most, time) => Math.max(most, time), -Infinity)
}

/** As Math.min, for as many numbers as there are. */
export function earliest(times: readonly number[]): number {
  return times.reduce((least, time) => Math.min(least, time), Infinity)
}
