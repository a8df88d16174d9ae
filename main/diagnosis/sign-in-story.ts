// The story of a sign-in, read from the lines of its session (product.md, point 14). Pure.
import type { TranscriptLine } from '../smtp/types.ts'
import type { CauseName } from './cause.ts'
import { diagnose } from './diagnose.ts'

/** What there is to sign in with. */
export interface SignInMeans {
  readonly secret: 'password' | 'token'
  readonly hasClientCertificate?: boolean
  /** Only this mechanism, as the server's settings say. */
  readonly only?: string
}

export interface TriedMechanism {
  readonly mechanism: string
  readonly outcome: 'accepted' | 'refused' | 'unanswered'
  /** The reply that ended it, all lines; empty where none came. */
  readonly reply: readonly string[]
}

/** What a provider is known for, named as such. */
export type SignInSpeciality = Extract<
  CauseName,
  'auth-app-password-needed' | 'auth-oauth-needed' | 'auth-smtp-disabled' | 'auth-web-login-needed'
>

export interface SignInStory {
  /** Mechanisms that the server offered last before the first try, upper case. */
  readonly offered: readonly string[]
  /** Those of them that Sendoff can use with what there is. */
  readonly usable: readonly string[]
  readonly tried: readonly TriedMechanism[]
  /** Only with a token: whether it was renewed in this session. */
  readonly token?: 'renewed' | 'as-it-was'
  readonly speciality?: SignInSpeciality
}

/** A sign-in is told of where the server offered one, or one was tried; else null. */
export function toSignInStory(
  lines: readonly TranscriptLine[],
  means: SignInMeans = { secret: 'password' },
): SignInStory | null {
  const tried = readTries(lines)
  const offered = readOffer(lines)
  if (offered.length === 0 && tried.length === 0) return null
  const speciality = tried.map(({ reply }) => readSpeciality(reply)).find((one) => one !== undefined)
  return {
    offered,
    usable: offered.filter((name) => isUsable(name, means)),
    tried,
    ...(means.secret === 'token' ? { token: isRenewed(lines) ? 'renewed' : 'as-it-was' } : {}),
    ...(speciality === undefined ? {} : { speciality }),
  }
}

const withPassword = /^(?:SCRAM-SHA-(?:1|256)(?:-PLUS)?|CRAM-MD5|PLAIN|LOGIN)$/
const withToken = /^(?:OAUTHBEARER|XOAUTH2)$/

function isUsable(name: string, { secret, hasClientCertificate = false, only }: SignInMeans): boolean {
  if (only !== undefined && only !== name) return false
  if (name === 'EXTERNAL') return hasClientCertificate
  return (secret === 'password' ? withPassword : withToken).test(name)
}

/** AUTH of the last EHLO before the first try (RFC 4954 3): what was told before TLS is forgotten (P27). */
function readOffer(lines: readonly TranscriptLine[]): readonly string[] {
  const first = lines.findIndex(({ from, phase }) => from === 'client' && phase === 'auth')
  const before = first === -1 ? lines : lines.slice(0, first)
  const asked = before.findLastIndex(({ from, phase }) => from === 'client' && phase === 'ehlo')
  const names = before
    .slice(asked + 1)
    .filter(({ from, phase }) => from === 'server' && phase === 'ehlo')
    .flatMap(({ text }) => /^250[ -]AUTH[ =](.*)$/i.exec(text)?.[1]?.toUpperCase().split(/\s+/) ?? [])
  return [...new Set(names.filter((name) => name !== ''))]
}

function readTries(lines: readonly TranscriptLine[]): readonly TriedMechanism[] {
  const tries: { mechanism: string; answers: string[] }[] = []
  for (const { from, phase, text } of lines) {
    if (phase !== 'auth') continue
    const mechanism = from === 'client' ? /^AUTH (\S+)/i.exec(text)?.[1] : undefined
    if (mechanism !== undefined) tries.push({ mechanism: mechanism.toUpperCase(), answers: [] })
    // 334 goes on (RFC 4954 4); what ends the exchange is another reply.
    else if (from === 'server' && !/^334(?: |$)/.test(text)) tries.at(-1)?.answers.push(text)
  }
  return tries.map(({ mechanism, answers }) => ({
    mechanism,
    reply: answers,
    outcome: answers.length === 0 ? 'unanswered' : answers[0]?.startsWith('235') ? 'accepted' : 'refused',
  }))
}

function readSpeciality(reply: readonly string[]): SignInSpeciality | undefined {
  if (reply.length === 0 || reply[0]?.startsWith('235') === true) return undefined
  const { cause } = diagnose({ phase: 'auth', kind: 'server-reply', lines: reply })
  return specialities.find((one) => one === cause)
}

const specialities: readonly SignInSpeciality[] = [
  'auth-app-password-needed',
  'auth-oauth-needed',
  'auth-smtp-disabled',
  'auth-web-login-needed',
]

/** The courier's note where it asked the provider for a new token, in the language that was spoken then. */
function isRenewed(lines: readonly TranscriptLine[]): boolean {
  return lines.some(
    ({ from, text }) => from === 'note' && /\btoken\b.*\b(?:renewed|refreshed|erneuert)\b/i.test(text),
  )
}
