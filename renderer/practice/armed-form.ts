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
  'transfer',
  'message',
  'rset',
  'quit',
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

/**
 * The ways to answer that a step has. TLS goes wrong at STARTTLS and nowhere else; during the transfer nothing is answered; with a
 * greeting nothing is carried out.
 */
export function kindsAt(phase: ArmedPhase): readonly Armed['action']['kind'][] {
  switch (phase) {
    case 'greeting':
      return ['reply', 'hang-up']
    case 'starttls':
      return ['reply', 'hang-up', 'lose-reply', 'break-tls', 'expired-certificate', 'other-name', 'old-tls']
    case 'transfer':
      return ['hang-up']
    case 'ehlo':
    case 'auth':
    case 'mail':
    case 'rcpt':
    case 'data':
    case 'message':
    case 'rset':
    case 'quit':
      return ['reply', 'hang-up', 'lose-reply']
  }
}
