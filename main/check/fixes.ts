// What helps where a check stopped, as steps that the window can do at once. Pure.
import type { EntryExplanation } from '../api.ts'
import type { CauseName } from '../diagnosis/cause.ts'
import type { AdviceAction } from '../diagnosis/diagnosis.ts'
import type { SignInStory } from '../diagnosis/sign-in-story.ts'
import { mechanismNames, type MechanismName } from '../servers/server.ts'
import type { SmtpFailure } from '../smtp/types.ts'
import type { CheckField, CheckFix } from './rung.ts'

export interface FixInput {
  readonly failure: SmtpFailure
  readonly explanation: Pick<EntryExplanation, 'cause' | 'actions' | 'certificate' | 'isKnown'>
  readonly user: string
  readonly email: string
  /** The only mechanism that the form allows; null: any. */
  readonly mechanism: MechanismName | null
  readonly isSecured: boolean
  readonly story: SignInStory | null
}

/** The steps that help, the most helpful first; where there is none, to check again. */
export function toFixes(input: FixInput): readonly CheckFix[] {
  const { explanation } = input
  const advised = explanation.isKnown ? explanation.actions.flatMap((action) => fixesFor(action, input)) : []
  const all = [...userFix(input), ...mechanismFixes(input), ...advised]
  if (all.length === 0) return [{ kind: 'check-again' }]
  return all.filter((fix, at) => all.findIndex((other) => isSame(fix, other)) === at)
}

function isSame(a: CheckFix, b: CheckFix): boolean {
  return JSON.stringify(a) === JSON.stringify(b)
}

/** Many providers want the full address as user name. */
function userFix({ explanation, user, email }: FixInput): readonly CheckFix[] {
  const isPart = user !== '' && !user.includes('@') && email.includes('@')
  return explanation.cause === 'auth-failed' && isPart ? [{ kind: 'use-user', user: email }] : []
}

const noCommonWay: ReadonlySet<CauseName> = new Set(['auth-method-unsupported', 'local-no-mechanism'])

/**
 * Another mechanism, where the one that was used may be what is wrong: one that the form insists on and the server does not
 * have, or a proof that the server keeps no key for (SCRAM, CRAM-MD5) beside a plain sign-in inside TLS (P26).
 */
function mechanismFixes(input: FixInput): readonly CheckFix[] {
  const { explanation, mechanism, story, isSecured } = input
  if (mechanism !== null && noCommonWay.has(explanation.cause))
    return (story?.offered.length ?? 0) > 0 ? [{ kind: 'use-mechanism', mechanism: null }] : []
  const tried = story?.tried.at(-1)?.mechanism ?? ''
  const isProof = /^(?:SCRAM|CRAM)/.test(tried)
  if (!isProof || !isSecured || explanation.cause !== 'auth-failed') return []
  const plain =
    story?.usable.find((name) => name === 'PLAIN') ?? story?.usable.find((name) => name === 'LOGIN')
  const known = mechanismNames.find((name) => name === plain)
  return known === undefined ? [] : [{ kind: 'use-mechanism', mechanism: known }]
}

function fixesFor(action: AdviceAction, input: FixInput): readonly CheckFix[] {
  switch (action) {
    case 'sign-in-again':
      return [{ kind: 'sign-in-again' }]
    case 'view-certificate':
      return input.explanation.certificate === undefined ? [] : [{ kind: 'view-certificate' }]
    case 'try-other-way':
      return [{ kind: 'other-ways' }]
    case 'open-server':
      return fieldsOf(input).map((field) => ({ kind: 'edit', field }))
    case 'edit-address':
      return [{ kind: 'edit', field: input.failure.phase === 'rcpt' ? 'recipient' : 'email' }]
    default:
      // What is about a message, or comes right by itself, is checked again.
      return []
  }
}

const fieldsByCause: Readonly<Partial<Record<CauseName, readonly CheckField[]>>> = {
  'network-name-not-found': ['host'],
  'network-refused': ['port'],
  'network-timeout': ['port'],
  'network-port-blocked': ['port'],
  'network-port-redirected': ['port'],
  'tls-not-spoken': ['security', 'port'],
  'tls-spoken-first': ['security', 'port'],
  'tls-not-offered': ['security'],
  'tls-offer-blanked': ['security'],
  'tls-required': ['security'],
  'auth-required': ['user'],
  'auth-failed': [],
  'auth-method-unsupported': ['security'],
  'local-no-mechanism': ['security'],
  'local-sign-in-unprotected': ['security'],
  'relay-denied': ['user'],
  'sender-rejected': ['email'],
  'sender-not-allowed-for-login': ['email'],
  'helo-rejected': ['ehloName'],
}

const fieldsByPhase: Readonly<Partial<Record<SmtpFailure['phase'], readonly CheckField[]>>> = {
  connect: ['host', 'port'],
  ehlo: ['ehloName'],
  starttls: ['security'],
  tls: ['security', 'port'],
  auth: ['user'],
  mail: ['email'],
  rcpt: ['recipient'],
}

function fieldsOf({ explanation, failure }: FixInput): readonly CheckField[] {
  // A certificate that does not fit is no reason to go without TLS.
  if (failure.kind === 'certificate') return ['host']
  return fieldsByCause[explanation.cause] ?? fieldsByPhase[failure.phase] ?? []
}
