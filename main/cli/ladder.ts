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
  const rungs: Rung[] = []
  let endedAt = 0
  for (const [index, line] of lines.entries()) {
    const name = nameOf(line)
    if (name === undefined) continue
    const next = lines.slice(index + 1).find((later) => nameOf(later) !== undefined)
    if (next !== undefined && nameOf(next) === name && !isNewEhlo(next)) continue
    const hasFailed = failure !== undefined && nameOfFailure(failure, rungs) === name
    const text = hasFailed ? (failure.reply?.lines.at(-1) ?? failure.detail) : line.text
    rungs.push({ name, state: hasFailed ? 'failed' : 'ok', ms: Math.round(line.atMs - endedAt), text })
    endedAt = line.atMs
  }
  return failure === undefined || rungs.some(({ state }) => state === 'failed')
    ? rungs
    : [...rungs, { name: nameOfFailure(failure, rungs), state: 'failed', text: failure.detail }]
}

function nameOf({ phase, text }: TranscriptLine): Rung['name'] | undefined {
  return phase === 'connect' && LOOKUP.test(text) ? 'look-up' : NAMES[phase]
}

function isNewEhlo({ from, phase }: TranscriptLine): boolean {
  return from === 'client' && phase === 'ehlo'
}

function nameOfFailure({ phase }: SmtpFailure, rungs: readonly Rung[]): Rung['name'] {
  if (phase === 'connect') return rungs.length === 0 ? 'look-up' : 'connect'
  return NAMES[phase] ?? 'connect'
}
