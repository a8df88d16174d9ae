import { t } from '../text/t.ts'
import { withLimit } from './limit.ts'
import { lookUp } from './look-up.ts'
import { orderSrv, parseSrv, type ParsedSrv } from './parse-srv.ts'
import { failed, found, nothing, outsideOf, toFound, type Step, type StepDeps } from './step.ts'
import { liesIn } from './subject.ts'

const limitMs = 6_000

/** `_submissions._tcp` and `_submission._tcp` of the domain (RFC 6186, RFC 8314 5.1). A host outside the domain needs the person's word. */
export const askSrv: Step = async (deps) => {
  const { subject, random } = deps
  const { domain } = subject
  const asked = await withLimit(deps, limitMs, () =>
    Promise.all([read(deps, '_submissions', 'implicit'), read(deps, '_submission', 'starttls')]),
  )
  if (!asked.ok) return failed(t('discovery.timeout', { seconds: limitMs / 1_000 }))
  const parsed = asked.value.flatMap((one) => (typeof one === 'string' ? [] : [one]))
  const targets = orderSrv(
    parsed.flatMap((one) => one.targets),
    random,
  )
  const settings = targets.map(({ host, port, security }) =>
    toFound(
      // RFC 6186 4: the whole address is the first user name to try.
      { host, port, security, user: subject.address, signIn: ['password'] },
      {
        source: 'srv',
        from: t('discovery.from.srv', { domain }),
        sure: liesIn(host, domain) ? 'certain' : 'likely',
        name: '',
        confirm: liesIn(host, domain) ? [] : [outsideOf(subject, host)],
      },
    ),
  )
  if (settings.length > 0) return found(settings)
  const code = asked.value.find((one) => typeof one === 'string')
  if (code !== undefined) return failed(t('discovery.srv.failed', { domain, code }))
  return withoutTarget(parsed, domain)
}

function withoutTarget(parsed: readonly ParsedSrv[], domain: string) {
  if (parsed.some(({ odd }) => odd > 0)) return failed(t('discovery.srv.odd', { domain }))
  const key = parsed.some(({ notOffered }) => notOffered) ? 'discovery.srv.not-offered' : 'discovery.srv.none'
  return nothing(t(key, { domain }))
}

/** The records, or the code of a look-up that failed. */
async function read(
  { network, subject }: StepDeps,
  service: '_submissions' | '_submission',
  security: 'implicit' | 'starttls',
): Promise<ParsedSrv | string> {
  const answer = await lookUp(network.resolver.resolveSrv(`${service}._tcp.${subject.domain}`))
  return answer.ok ? parseSrv(answer.records, security) : answer.code
}
