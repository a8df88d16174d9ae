// One search: the sources in their order, each step told as it goes, until settings are found that may be used without asking.
import { t } from '../text/t.ts'
import { askAutoconfig, askThunderbird } from './ask-autoconfig.ts'
import { askMx } from './ask-mx.ts'
import { askProbe } from './ask-probe.ts'
import { askSrv } from './ask-srv.ts'
import { askTable } from './ask-table.ts'
import {
  discoverySources,
  inOrder,
  isUsable,
  type DiscoverySource,
  type DiscoveryStep,
  type DiscoveryView,
  type FoundSettings,
} from './discovery.ts'
import { hostsToProbe } from './ask-probe.ts'
import { placesOf } from './ask-autoconfig.ts'
import type { DiscoveryNetwork } from './network.ts'
import type { Step, StepDeps, StepOutcome } from './step.ts'
import type { Subject } from './subject.ts'

export interface SearchDeps extends Pick<StepDeps, 'subject' | 'clock' | 'random' | 'openClient'> {
  /** Absent: every source but our table fails, with words. */
  readonly network: DiscoveryNetwork | undefined
  readonly searchId: string
  /** Called at every change. */
  readonly changed: (view: DiscoveryView) => void
  /** Hears of faults of ours. */
  readonly onFault: (error: unknown) => void
}

/** Those that go to the network of their own accord. */
const asked = ['srv', 'autoconfig', 'mx', 'probe'] as const
const steps: Readonly<Record<(typeof asked)[number] | 'thunderbird', Step>> = {
  srv: askSrv,
  autoconfig: askAutoconfig,
  thunderbird: askThunderbird,
  mx: askMx,
  probe: askProbe,
}

export class Search {
  readonly #deps: SearchDeps
  readonly #controller = new AbortController()
  readonly #exchangers: StepDeps['exchangers'] = { hosts: [], owners: [] }
  #steps: readonly DiscoveryStep[] = discoverySources.map((source) => ({
    source,
    state: 'waiting',
    text: '',
  }))
  #found: readonly FoundSettings[] = []

  constructor(deps: SearchDeps) {
    this.#deps = deps
  }

  get view(): DiscoveryView {
    const { searchId, subject } = this.#deps
    const found = inOrder(this.#found)
    return {
      searchId,
      address: subject.address,
      domain: subject.domain,
      steps: this.#steps,
      found,
      chosenId: found.find(isUsable)?.id ?? null,
      isOver: this.#steps.every(({ state }) => state !== 'waiting' && state !== 'running'),
    }
  }

  /** Asks one source after the other; what comes after the first that gave usable settings is not asked. Never rejects. */
  async run(): Promise<DiscoveryView> {
    const { subject } = this.#deps
    if (subject.stays !== undefined) return this.#stayHere(subject.stays)
    this.#settle('table', askTable(subject))
    for (const source of asked) {
      if (this.#isEnough) break
      if (source === 'mx') this.#offerThunderbird()
      await this.#ask(source)
    }
    this.#skipRest()
    return this.view
  }

  /** The person lets Thunderbird's public database be asked, for this search. Does nothing where it is not offered. */
  async consent(): Promise<DiscoveryView> {
    const step = this.#steps.find(({ source }) => source === 'thunderbird')
    if (step?.state === 'needs-consent') await this.#ask('thunderbird')
    return this.view
  }

  /** Stops what runs; what was found stays. */
  cancel(): void {
    if (this.#controller.signal.aborted) return
    this.#controller.abort()
    for (const { source, state } of this.#steps)
      if (state === 'waiting' || state === 'running')
        this.#put({ source, state: 'cancelled', text: t('discovery.cancelled') })
  }

  get #isEnough(): boolean {
    return this.#controller.signal.aborted || this.#found.some(isUsable)
  }

  #stayHere(why: NonNullable<Subject['stays']>): DiscoveryView {
    const { domain } = this.#deps.subject
    const text =
      why === 'practice' ? t('discovery.skipped.practice') : t('discovery.skipped.local', { domain })
    this.#steps = discoverySources.map((source) => ({ source, state: 'skipped', text }))
    this.#announce()
    return this.view
  }

  #offerThunderbird(): void {
    const { domain } = this.#deps.subject
    this.#put({
      source: 'thunderbird',
      state: 'needs-consent',
      text: t('discovery.thunderbird.consent', { domain }),
    })
  }

  async #ask(source: keyof typeof steps): Promise<void> {
    const { clock, network } = this.#deps
    if (network === undefined) {
      this.#put({ source, state: 'failed', text: t('discovery.no-network') })
      return
    }
    this.#put({ source, state: 'running', text: this.#runningText(source) })
    const startedAt = clock.monotonic()
    const outcome = await this.#outcomeOf(source, network)
    // What was cancelled meanwhile stays so.
    if (this.#controller.signal.aborted) return
    this.#settle(source, outcome, Math.round(clock.monotonic() - startedAt))
  }

  async #outcomeOf(source: keyof typeof steps, network: DiscoveryNetwork): Promise<StepOutcome> {
    const { subject, clock, random, openClient, onFault } = this.#deps
    const { signal } = this.#controller
    const deps = { subject, clock, random, openClient, network, signal, exchangers: this.#exchangers }
    try {
      return await steps[source](deps)
    } catch (error) {
      onFault(error)
      return { state: 'failed', text: t('discovery.fault'), found: [] }
    }
  }

  #runningText(source: keyof typeof steps): string {
    const { domain } = this.#deps.subject
    if (source === 'autoconfig') {
      const [first, second] = placesOf(domain)
      return t('discovery.autoconfig.running', { first: first.place, second: second.place })
    }
    if (source !== 'probe') return t(`discovery.${source}.running`, { domain })
    return t('discovery.probe.running', { hosts: hostsToProbe(domain, this.#exchangers.hosts).join(', ') })
  }

  #settle(source: DiscoverySource, { state, text, found }: StepOutcome, ms?: number): void {
    this.#found = [...this.#found, ...found]
    this.#put({ source, state, text, ...(ms === undefined ? {} : { ms }) })
  }

  #skipRest(): void {
    for (const { source, state } of this.#steps)
      if (state === 'waiting') this.#put({ source, state: 'skipped', text: t('discovery.skipped') })
  }

  #put(step: DiscoveryStep): void {
    this.#steps = this.#steps.map((before) => (before.source === step.source ? step : before))
    this.#announce()
  }

  #announce(): void {
    this.#deps.changed(this.view)
  }
}
