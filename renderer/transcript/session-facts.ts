// What is known of a session besides its lines. Pure.
import type { AttemptView } from '../../main/api.ts'
import type { CertificateSummary, TlsFacts, TranscriptLine } from '../../main/smtp/types.ts'
import { formatDate } from '../shared/format.ts'
import { t } from '../text/t.ts'

export interface Fact {
  readonly label: string
  readonly value: string
  /** Identifiers and the server's words stand in monospace. */
  readonly mono: boolean
}

export interface FactGroup {
  readonly title: string
  readonly facts: readonly Fact[]
}

export interface Capabilities {
  readonly before: readonly string[]
  /** What the server listed inside TLS, or at last. */
  readonly after: readonly string[]
  /** Keywords that are new inside TLS, and those that are gone. */
  readonly added: readonly string[]
  readonly gone: readonly string[]
}

function fact(label: string, value: string | undefined, mono = false): readonly Fact[] {
  return value === undefined || value === '' ? [] : [{ label, value, mono }]
}

/** The facts of an attempt, in groups; a group without facts is left out. */
export function toFactGroups(attempt: AttemptView, lines: readonly TranscriptLine[]): readonly FactGroup[] {
  const groups: readonly FactGroup[] = [
    { title: t('facts.server'), facts: serverFacts(attempt, lines) },
    { title: t('facts.tls'), facts: attempt.tls === undefined ? [] : tlsFacts(attempt.tls) },
    { title: t('facts.certificate'), facts: certificateFacts(attempt) },
    { title: t('facts.signIn'), facts: signInFacts(attempt) },
  ]
  return groups.filter(({ facts }) => facts.length > 0)
}

function serverFacts(attempt: AttemptView, lines: readonly TranscriptLine[]): readonly Fact[] {
  const isNew = lines.some(({ phase }) => phase === 'connect' || phase === 'greeting')
  return [
    ...fact(t('facts.name'), attempt.serverHost),
    ...fact(t('facts.address'), attempt.remoteAddress, true),
    ...(lines.length === 0 ? [] : fact(t('facts.session'), t(isNew ? 'facts.new' : 'facts.reused'))),
    ...fact(t('facts.queueId'), attempt.queueId, true),
  ]
}

function tlsFacts(tls: TlsFacts): readonly Fact[] {
  const checked = tls.pinned ? 'facts.pinned' : tls.verified ? 'facts.verified' : 'facts.notVerified'
  return [
    ...fact(t('facts.version'), tls.protocol),
    ...fact(t('facts.cipher'), tls.cipher, true),
    ...fact(t('facts.checked'), t(checked)),
  ]
}

/** The certificate of the session, or the one that did not pass. */
function certificateFacts(attempt: AttemptView): readonly Fact[] {
  const certificate: CertificateSummary | undefined = attempt.tls?.certificate ?? attempt.failure?.certificate
  if (certificate === undefined) return []
  const { validFromAt, validToAt } = certificate
  const dates = { from: formatDate(validFromAt), to: formatDate(validToAt) }
  return [
    ...fact(t('facts.subject'), certificate.subject),
    ...fact(t('facts.issuer'), certificate.issuer),
    ...fact(t('facts.names'), certificate.names.join(', ')),
    ...fact(t('facts.valid'), t('facts.validValue', dates)),
    ...fact(t('facts.sha256'), certificate.sha256, true),
  ]
}

function signInFacts({ signedInAs, mechanism }: AttemptView): readonly Fact[] {
  return [...fact(t('facts.mechanism'), mechanism), ...fact(t('facts.user'), signedInAs)]
}

/** The lines of an EHLO reply behind the first, which greets (RFC 5321 4.1.1.1), without their codes. */
function toReplies(lines: readonly TranscriptLine[]): readonly (readonly string[])[] {
  const replies: string[][] = []
  let open: string[] | null = null
  for (const { phase, from, text } of lines) {
    if (phase !== 'ehlo' || from !== 'server' || !/^250[ -]/.test(text)) continue
    if (open === null) replies.push((open = []))
    else open.push(text.slice(4))
    if (text[3] === ' ') open = null
  }
  return replies.filter((reply) => reply.length > 0)
}

const keywordOf = (capability: string): string => (capability.split(/[ =]/)[0] ?? '').toUpperCase()

/** What the server said that it can do, before and inside TLS. Null where it listed nothing. */
export function toCapabilities(lines: readonly TranscriptLine[]): Capabilities | null {
  const replies = toReplies(lines)
  const after = replies.at(-1)
  if (after === undefined) return null
  const before = replies.length > 1 ? (replies[0] ?? []) : []
  const known = before.map(keywordOf)
  const now = after.map(keywordOf)
  return {
    before,
    after,
    added: before.length === 0 ? [] : now.filter((keyword) => !known.includes(keyword)),
    gone: known.filter((keyword) => !now.includes(keyword)),
  }
}
