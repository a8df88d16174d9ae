// What the ladder says, in words. Pure.
import type { CheckResult } from '../../main/api.ts'
import type { CheckFix, RungResult, RungView, RungWarning } from '../../main/check/rung.ts'
import { formatDuration, formatOctets, formatTimeShort } from '../shared/format.ts'
import { plural, t } from '../text/t.ts'

/** A piece of a line; codes stand in monospace. */
export interface Piece {
  readonly text: string
  readonly isCode?: boolean
}

const plain = (text: string): readonly Piece[] => [{ text }]
const withCode = (text: string, code: string | undefined): readonly Piece[] =>
  code === undefined ? plain(text) : [{ text: `${text}, ` }, { text: code, isCode: true }]

/** What a rung came to, in a line. */
export function toPieces(result: RungResult, now: number): readonly Piece[] {
  switch (result.kind) {
    case 'addresses':
      return plain(result.addresses.join(', '))
    case 'connected':
      return plain(formatConnected(result))
    case 'greeting':
      return [{ text: result.code, isCode: true }, { text: ` ${result.text}` }]
    case 'capabilities': {
      const capabilities = plural('check.capabilities', result.count)
      return plain(t(result.offersTls ? 'check.withStartTls' : 'check.withoutStartTls', { capabilities }))
    }
    case 'offers':
      return plain(formatOffers(result))
    case 'tls':
      return plain(formatTls(result, now))
    case 'sign-in':
      return withCode(result.mechanism, result.code)
    case 'asked':
      return withCode(result.address, result.code)
    case 'code':
      return [{ text: result.code, isCode: true }]
  }
}

function formatConnected({
  address,
  port,
  tries,
  through,
}: Extract<RungResult, { kind: 'connected' }>): string {
  const place =
    through === undefined
      ? t('check.connected', { address, port })
      : t('check.proxied', { proxy: address, port, host: through })
  if (tries === 1) return place
  return `${place}, ${tries === 2 ? t('check.secondTry') : t('check.nthTry', { n: tries })}`
}

function formatOffers({ mechanisms, size }: Extract<RungResult, { kind: 'offers' }>): string {
  const auth =
    mechanisms.length === 0 ? t('check.noAuth') : t('check.auth', { mechanisms: mechanisms.join(' ') })
  return size === undefined ? auth : `${auth}, ${t('check.size', { octets: formatOctets(size) })}`
}

function formatTls(
  { protocol, validToAt, pinned }: Extract<RungResult, { kind: 'tls' }>,
  now: number,
): string {
  if (pinned === true) return `${protocol}, ${t('check.pinned')}`
  if (validToAt === undefined) return protocol
  return `${protocol}, ${t('check.fits', { date: formatTimeShort(validToAt, now) })}`
}

/** What is worth knowing of a rung that passed. */
export function formatWarning(warning: RungWarning, now: number): string {
  switch (warning.kind) {
    case 'second-try':
      return formatSecondTry(warning)
    case 'helo':
      return t('check.helo')
    case 'certificate-ends':
      return t('check.certificateEnds', { date: formatTimeShort(warning.validToAt, now) })
    case 'unprotected':
      return t('check.unprotected')
  }
}

export function familyName(family: 4 | 6): string {
  return family === 4 ? 'IPv4' : 'IPv6'
}

function formatSecondTry({
  silent,
  usedFamily,
  waitedMs,
}: Extract<RungWarning, { kind: 'second-try' }>): string {
  const [first = '', ...more] = silent
  const names = more.length === 0 ? first : t('check.silentMany', { first, n: more.length })
  const family = familyName(usedFamily)
  return waitedMs === undefined
    ? t('check.silent.refused', { silent: names, used: family })
    : t('check.silent.waited', { silent: names, waited: waitedMs, family })
}

/** Where the check stands, for the bar and for screen readers; '' before it began. */
export function formatStatus(rungs: readonly RungView[], result: CheckResult | null): string {
  const total = rungs.length
  const at =
    1 + rungs.findIndex(({ state }) => state === 'running' || state === 'failed' || state === 'stopped')
  if (result === null)
    return total === 0 ? t('check.state.running') : t('check.step', { at: at || total, total })
  const time = formatDuration(result.durationMs)
  switch (result.outcome) {
    case 'failed':
      return t('check.stoppedAt', { at, total, time })
    case 'stopped':
      return t('check.endedAt', { at: at || total, total })
    case 'passed': {
      const remarks = rungs.filter(({ state }) => state === 'warned').length
      return remarks === 0
        ? t('check.passed', { total, time })
        : plural('check.warned', remarks, { total, time })
    }
  }
}

/** The label of a step that helps. */
export function formatFix(fix: CheckFix): string {
  switch (fix.kind) {
    case 'use-user':
      return t('check.use-user', { user: fix.user })
    case 'use-mechanism':
      return fix.mechanism === null
        ? t('check.use-mechanism.any')
        : t('check.use-mechanism', { mechanism: fix.mechanism })
    case 'edit':
      return t(`check.edit.${fix.field}`)
    case 'view-certificate':
      return t('certificate.view')
    default:
      return t(`check.${fix.kind}`)
  }
}

/** Code, and enhanced code where there is one, of a reply: `535 5.7.8`. */
export function codesOf(reply: readonly string[]): string {
  const [, code = '', enhanced] = /^(\d{3})(?:[ -](\d\.\d{1,3}\.\d{1,3})\b)?/.exec(reply[0] ?? '') ?? []
  return enhanced === undefined ? code : `${code} ${enhanced}`
}
