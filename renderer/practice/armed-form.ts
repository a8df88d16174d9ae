import type { Armed, ArmedPhase, Imitation } from '../../main/practice/practice.ts'

/** In the order of a session. */
export const phases: readonly ArmedPhase[] = [
  'greeting',
  'ehlo',
  'starttls',
  'auth',
  'mail',
  'rcpt',
  'data',
  'message',
]

export const imitations: readonly Imitation[] = [
  'sendoff',
  'postfix',
  'exim',
  'exchange',
  'gmail',
  'sendmail',
  'opensmtpd',
]

/** What is typed into the strip "Answer the next". */
export interface ArmedForm {
  readonly phase: ArmedPhase
  readonly kind: Armed['action']['kind']
  readonly reply: string
  readonly seconds: string
}

export type ReadForm =
  { readonly ok: true; readonly armed: Armed } | { readonly ok: false; readonly field: 'reply' | 'seconds' }

const maxSeconds = 600

/** Reads the strip; names the field that does not fit. Main checks it again. */
export function readArmedForm({ phase, kind, reply, seconds }: ArmedForm): ReadForm {
  const delayMs = Math.round(Number(seconds) * 1000)
  if (seconds.trim() === '' || !(delayMs >= 0 && delayMs <= maxSeconds * 1000))
    return { ok: false, field: 'seconds' }
  if (kind !== 'reply') return { ok: true, armed: { phase, action: { kind }, delayMs } }
  const line = reply.trim()
  if (!/^[2-5]\d\d(?: .*)?$/.test(line)) return { ok: false, field: 'reply' }
  return { ok: true, armed: { phase, action: { kind, lines: [line] }, delayMs } }
}

/** The ways to answer that a step has: TLS breaks at STARTTLS and nowhere else. */
export function kindsAt(phase: ArmedPhase): readonly Armed['action']['kind'][] {
  const all = ['reply', 'hang-up', 'lose-reply'] as const
  return phase === 'starttls' ? [...all, 'break-tls'] : all
}
