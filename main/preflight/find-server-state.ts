import type { PreflightFinding, PreflightFix } from '../api.ts'
import { t } from '../text/t.ts'
import type { PreflightFacts } from './facts.ts'
import { useServer } from './fixes.ts'

/** Why it would wait in the outbox, though nothing is wrong with it. */
export function findServerState(facts: PreflightFacts): readonly PreflightFinding[] {
  return [...findOff(facts), ...findStopped(facts)]
}

function findOff({ chosen, others }: PreflightFacts): readonly PreflightFinding[] {
  if (chosen?.server.disabled !== true) return []
  const [other] = others
  const fix: PreflightFix =
    other === undefined ? { kind: 'open-servers', label: t('preflight.open-servers') } : useServer(other)
  const text = t('preflight.server-off', { server: chosen.server.name })
  return [{ id: 'server-off', grade: 'doubt', text, short: text, fix }]
}

function findStopped({ sending }: PreflightFacts): readonly PreflightFinding[] {
  if (sending === 'on') return []
  const text = t(sending === 'paused' ? 'preflight.paused' : 'preflight.offline')
  return [
    {
      id: 'stopped',
      grade: 'note',
      text,
      short: text,
      fix: { kind: 'resume', label: t('preflight.resume') },
    },
  ]
}
