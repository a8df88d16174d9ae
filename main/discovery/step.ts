// What the sources have in common.
import type { Clock } from '../clock.ts'
import type { Random } from '../random.ts'
import type { OpenClient } from '../smtp/client.ts'
import { t } from '../text/t.ts'
import type { AutoconfigServer } from './parse-autoconfig.ts'
import type { FoundSettings, DiscoverySource } from './discovery.ts'
import type { DiscoveryNetwork } from './network.ts'
import type { Subject } from './subject.ts'
import { needsOf } from './table.ts'

export interface StepDeps {
  readonly subject: Subject
  readonly network: DiscoveryNetwork
  readonly clock: Clock
  readonly random: Random
  readonly openClient: OpenClient
  /** Ends the step. */
  readonly signal: AbortSignal
  /** What the look-up of the mail exchangers told the sources after it, and the public database. */
  readonly exchangers: { hosts: readonly string[]; owners: readonly string[] }
}

/** What one source came to. */
export interface StepOutcome {
  readonly state: 'found' | 'nothing' | 'failed'
  readonly text: string
  readonly found: readonly FoundSettings[]
}

/** One source: asks and tells; rejects only by a fault of ours. */
export type Step = (deps: StepDeps) => Promise<StepOutcome>

export function nothing(text: string): StepOutcome {
  return { state: 'nothing', text, found: [] }
}

export function failed(text: string): StepOutcome {
  return { state: 'failed', text, found: [] }
}

/** Found: the first in words, and how many more. */
export function found(all: readonly FoundSettings[]): StepOutcome {
  const [first] = all
  if (first === undefined) return nothing('')
  const { host, port, security } = first
  const name = t('discovery.found', { host, port, security: t(`discovery.security.${security}`) })
  const text = all.length === 1 ? name : t('discovery.and-more', { first: name, n: all.length - 1 })
  return { state: 'found', text: `${text}.`, found: all }
}

interface About extends Pick<FoundSettings, 'from' | 'sure' | 'name'> {
  readonly source: DiscoverySource
  readonly confirm?: readonly string[]
}

/** Settings of one server, with what is known of its host. */
export function toFound(server: AutoconfigServer, { confirm = [], ...about }: About): FoundSettings {
  const { host, port, security } = server
  const doubts = security === 'none' ? [...confirm, t('discovery.confirm.plain')] : confirm
  return {
    id: `${about.source}/${host}:${port}/${security}`,
    ...about,
    ...server,
    ...needsOf(host),
    ...(doubts.length === 0 ? {} : { confirm: doubts.join(' ') }),
  }
}

/** The person's word is needed for a host that an unprotected name service named (RFC 6186 6). */
export function outsideOf({ domain }: Subject, host: string): string {
  return t('discovery.confirm.outside', { host, domain })
}
