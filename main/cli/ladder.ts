// The rungs of a server check, read from the lines of its session. Pure.
import type { Phase, SmtpFailure, TranscriptLine } from '../smtp/types.ts'

export interface Rung {
  readonly name:
    'look-up' | 'connect' | 'greeting' | 'EHLO' | 'STARTTLS' | 'TLS' | 'AUTH' | 'MAIL' | 'RCPT' | 'RSET'
  readonly state: 'ok' | 'failed'
  /** From the end of the rung before it. */
  readonly ms?: number
  /** What the rung came to: the last line of the server, or the note of the engine. */
  readonly text: string
}

/** The engine's note of what a name stands for (smtp/dial.ts). */
const LOOKUP = /^\S+ is \S/

const NAMES: Readonly<Partial<Record<Phase, Rung['name']>>> = {
  connect: 'connect',
  greeting: 'greeting',
  ehlo: 'EHLO',
  starttls: 'STARTTLS',
  tls: 'TLS',
  auth: 'AUTH',
  mail: 'MAIL',
  rcpt: 'RCPT',
  reset: 'RSET',
}

/**
 * One rung for each step that was reached, in order; EHLO twice where TLS is between.
 * @param failure why the session ended early; its rung has failed
 */
export function toRungs(lines: readonly TranscriptLine[], failure: SmtpFailure | undefined): Rung[] {
  const failed = failure === undefined ? undefined : nameOfFailure(failure, lines)
  const steps = lines.flatMap((line) => {
    const name = nameOf(line)
    return name === undefined ? [] : [{ name, line }]
  })
  const ends = steps.filter(({ name }, index) => {
    const next = steps[index + 1]
    return next?.name !== name || isNewEhlo(next.line)
  })
  const rungs = ends.map(({ name, line }, index): Rung => {
    const ms = Math.round(line.atMs - (ends[index - 1]?.line.atMs ?? 0))
    return { name, state: 'ok', ms, text: line.text }
  })
  if (failure === undefined || failed === undefined) return rungs
  const at = rungs.findLastIndex(({ name }) => name === failed)
  const text = failure.reply?.lines.at(-1) ?? failure.detail
  const rung: Rung = { ...rungs[at], name: failed, state: 'failed', text }
  return at === -1 ? [...rungs, rung] : rungs.with(at, rung)
}

function nameOf({ phase, text }: TranscriptLine): Rung['name'] | undefined {
  return phase === 'connect' && LOOKUP.test(text) ? 'look-up' : NAMES[phase]
}

function isNewEhlo({ from, phase }: TranscriptLine): boolean {
  return from === 'client' && phase === 'ehlo'
}

function nameOfFailure({ phase }: SmtpFailure, lines: readonly TranscriptLine[]): Rung['name'] {
  const isFound = lines.some((line) => nameOf(line) === 'look-up')
  if (phase === 'connect') return isFound ? 'connect' : 'look-up'
  return NAMES[phase] ?? 'connect'
}
