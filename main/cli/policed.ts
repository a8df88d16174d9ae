// The administrator's policy for what the terminal sends without the core: `send --server`, `--account`, `--jobs`, `check`.
import { openPolicyBook, type PolicyBook } from '../policy/policy-book.ts'
import { createPolicySource } from '../system/policy-file.ts'
import { createSystemClock } from '../system/clock.ts'
import type { OpenClient, ServerTarget } from '../smtp/client.ts'
import { t } from '../text/t.ts'
import type { Terminal } from './terminal.ts'

/** The source of the policy for a process of the terminal; run by Electron it is the installed program. */
export function terminalPolicy({ environment }: Pick<Terminal, 'environment'>) {
  return createPolicySource({
    platform: process.platform,
    env: (name) => environment[name],
    isPackaged: 'electron' in process.versions,
  })
}

/** Opens sessions as `openClient` does, where the policy allows them. */
export async function policed(
  openClient: OpenClient,
  terminal: Pick<Terminal, 'environment'>,
): Promise<OpenClient> {
  const book = await openPolicyBook(terminalPolicy(terminal), createSystemClock())
  return async (target, options) => {
    const detail = refusalOf(book, target)
    if (detail === null) return await openClient(harden(book, target), options)
    return { ok: false, failure: { phase: 'local', kind: 'local', errorCode: 'POLICY', detail } }
  }
}

function givenOf({ given }: PolicyBook, { host, port }: ServerTarget) {
  return given.find((one) => one.host.toLowerCase() === host.toLowerCase() && one.port === port)
}

/** Why nothing goes to this target; null: it may. */
export function refusalOf(book: PolicyBook, target: ServerTarget): string | null {
  const { who, rules } = book
  const given = givenOf(book, target)
  if (rules.servers === 'given' && given?.security !== target.security)
    return t('policy.not-given', { server: target.host, who })
  if (rules.requireTls && target.security === 'none')
    return t('policy.no-plain', { server: target.host, who })
  return null
}

/** The least version of TLS that the rules and the given server ask for; keys trusted by hand only where that is allowed. */
export function harden(book: PolicyBook, target: ServerTarget): ServerTarget {
  const given = givenOf(book, target)
  const { pins, ...tls } = target.tls ?? {}
  const trusted = book.rules.trustByHand ? pins : given?.pins
  const least = book.rules.minTls === 'TLSv1.3' || given?.minTls !== undefined
  return {
    ...target,
    tls: {
      ...tls,
      ...(trusted === undefined ? {} : { pins: trusted }),
      ...(least ? { minVersion: 'TLSv1.3' as const } : {}),
    },
  }
}
