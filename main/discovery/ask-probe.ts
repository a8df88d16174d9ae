// Connects to the usual names and ports and looks whether submission is offered with TLS: greeting, EHLO, STARTTLS or TLS with the
// certificate checked for that very name, EHLO again, QUIT. Nobody signs in, and there is no password in this room.
import type { OpenResult } from '../smtp/client.ts'
import { t } from '../text/t.ts'
import type { FoundSettings, SignInWay } from './discovery.ts'
import { inParallel, withLimit } from './limit.ts'
import { failed, found, nothing, outsideOf, toFound, type Step, type StepDeps } from './step.ts'
import { liesIn } from './subject.ts'

const eachMs = 5_000
const maxHosts = 4
const atOnce = 4
const ways = [
  { port: 465, security: 'implicit' },
  { port: 587, security: 'starttls' },
] as const

interface Probe {
  readonly host: string
  readonly port: number
  readonly security: 'implicit' | 'starttls'
}

/** The names that are tried, at most four. */
export function hostsToProbe(domain: string, exchangers: readonly string[]): readonly string[] {
  return [...new Set([`mail.${domain}`, `smtp.${domain}`, domain, ...exchangers])].slice(0, maxHosts)
}

export const askProbe: Step = async (deps) => {
  const hosts = hostsToProbe(deps.subject.domain, deps.exchangers.hosts)
  const probes = hosts.flatMap((host) => ways.map((way) => ({ host, ...way })))
  const answers = await inParallel(probes, atOnce, (probe) => ask(deps, probe))
  const settings = answers.flatMap((answer) => (typeof answer === 'object' ? [answer] : []))
  if (settings.length > 0) return found(settings)
  const notes = answers.filter((answer) => typeof answer === 'string')
  const text = [t('discovery.probe.none', { hosts: hosts.join(', ') }), ...notes.filter(Boolean)].join(' ')
  // Something is there and cannot be used: that is no "nothing".
  return notes.some(Boolean) ? failed(text) : nothing(text)
}

/** The settings, or why they cannot be used; '' where nothing answers. */
async function ask(deps: StepDeps, probe: Probe): Promise<FoundSettings | string> {
  const { openClient, clock, random, network } = deps
  const limited = await withLimit(deps, eachMs, async (signal) => {
    const opened = await openClient(
      { ...probe, ...(network.smtpCa === undefined ? {} : { tls: { ca: network.smtpCa } }) },
      {
        clock,
        random,
        signal,
        tap: () => undefined,
        ...(network.smtp === undefined ? {} : { network: network.smtp }),
      },
    )
    if (opened.ok) await opened.session.close()
    return opened
  })
  return limited.ok ? judge(deps, probe, limited.value) : ''
}

function judge({ subject }: StepDeps, probe: Probe, opened: OpenResult): FoundSettings | string {
  const { host, port } = probe
  if (!opened.ok) {
    if (opened.failure.kind === 'certificate') return t('discovery.probe.certificate', { host, port })
    return opened.failure.phase === 'starttls' ? t('discovery.probe.no-tls', { host, port }) : ''
  }
  const signIn = toSignIn(opened.session.capabilities.get('AUTH'))
  if (signIn.length === 0) return t('discovery.probe.no-auth', { host, port })
  return toFound(
    { ...probe, user: subject.address, signIn },
    {
      source: 'probe',
      from: t('discovery.from.probe'),
      sure: 'guess',
      name: '',
      confirm: liesIn(host, subject.domain) ? [] : [outsideOf(subject, host)],
    },
  )
}

const tokens = ['XOAUTH2', 'OAUTHBEARER']

function toSignIn(mechanisms: readonly string[] = []): readonly SignInWay[] {
  const names = mechanisms.map((name) => name.toUpperCase())
  const ways: readonly (SignInWay | null)[] = [
    names.some((name) => !tokens.includes(name)) ? 'password' : null,
    names.some((name) => tokens.includes(name)) ? 'oauth' : null,
  ]
  return ways.filter((way) => way !== null)
}
