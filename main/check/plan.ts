import type { ServerValues } from '../servers/parse-form.ts'
import type { FamilyPreference } from '../servers/server.ts'
import type { RungName } from './rung.ts'

/** The rungs of a check and what they ask for, known before it begins. */
export interface CheckPlan {
  readonly rungs: readonly RungName[]
  readonly sender: string
  readonly recipient: string
  readonly hasProxy: boolean
  readonly family?: FamilyPreference
}

export interface PlanInput {
  readonly values: Pick<ServerValues, 'security' | 'user' | 'email'>
  /** The address that is asked for; '': none. */
  readonly recipient: string
  /** `sign-in`: the envelope is not spoken of. */
  readonly until: 'sign-in' | 'reset'
  readonly signsIn: boolean
  readonly hasProxy?: boolean
  readonly family?: FamilyPreference
}

/** The rungs that this security and these values really have: TLS from the first octet has one EHLO (RFC 8314 3.3). */
export function planCheck(input: PlanInput): CheckPlan {
  const { values, recipient, until, signsIn, hasProxy = false, family } = input
  const asksSender = until === 'reset' && values.email !== ''
  const envelope: readonly RungName[] = asksSender
    ? ['sender', ...(recipient === '' ? [] : (['recipient'] as const)), 'reset']
    : []
  return {
    rungs: [
      'look-up',
      'connect',
      ...introduction[values.security],
      ...(signsIn ? (['sign-in'] as const) : []),
      ...envelope,
    ],
    sender: values.email,
    recipient,
    hasProxy,
    ...(family === undefined ? {} : { family }),
  }
}

const introduction: Readonly<Record<ServerValues['security'], readonly RungName[]>> = {
  none: ['greeting', 'ehlo'],
  starttls: ['greeting', 'ehlo', 'tls', 'ehlo-secured'],
  implicit: ['tls', 'greeting', 'ehlo'],
}
