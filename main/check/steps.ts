// What a session did, step by step, read from its lines. Pure; the terminal's ladder and the window's are made from it.
import type { Phase, SmtpFailure, TranscriptLine } from '../smtp/types.ts'

export type StepName =
  'look-up' | 'connect' | 'greeting' | 'ehlo' | 'starttls' | 'tls' | 'auth' | 'mail' | 'rcpt' | 'reset'

export interface Step {
  readonly name: StepName
  /** Never empty; in the order of the wire. */
  readonly lines: readonly [TranscriptLine, ...TranscriptLine[]]
}

/** The engine's note of what a name stands for (smtp/dial.ts). */
const LOOKUP = /^\S+ is \S/

const NAMES: Readonly<Partial<Record<Phase, StepName>>> = {
  connect: 'connect',
  greeting: 'greeting',
  ehlo: 'ehlo',
  starttls: 'starttls',
  tls: 'tls',
  auth: 'auth',
  mail: 'mail',
  rcpt: 'rcpt',
  reset: 'reset',
}

/** One step for each run of lines that belong together, in order; a second EHLO is a step of its own. */
export function toSteps(lines: readonly TranscriptLine[]): readonly Step[] {
  const steps: { name: StepName; lines: [TranscriptLine, ...TranscriptLine[]] }[] = []
  for (const line of lines) {
    const name = nameOf(line)
    if (name === undefined) continue
    const last = steps.at(-1)
    if (last?.name === name && !isNewEhlo(line)) last.lines.push(line)
    else steps.push({ name, lines: [line] })
  }
  return steps
}

/** The last line of a step. */
export function lastOf({ lines }: Step): TranscriptLine {
  return lines.at(-1) ?? lines[0]
}

/** The step that a failure ended; undefined where it belongs to none. */
export function stepOfFailure(
  { phase }: Pick<SmtpFailure, 'phase'>,
  steps: readonly Step[],
): StepName | undefined {
  const isFound = steps.some(({ name }) => name === 'look-up')
  if (phase === 'connect') return isFound ? 'connect' : 'look-up'
  return NAMES[phase]
}

function nameOf({ phase, text }: TranscriptLine): StepName | undefined {
  return phase === 'connect' && LOOKUP.test(text) ? 'look-up' : NAMES[phase]
}

function isNewEhlo({ from, phase }: TranscriptLine): boolean {
  return from === 'client' && phase === 'ehlo'
}
