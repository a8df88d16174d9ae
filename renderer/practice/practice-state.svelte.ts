import type { ShownScenario } from '../../main/api.ts'
import type {
  Armed,
  ArmedPhase,
  ArmedView,
  Imitation,
  PracticeStatus,
  ReceivedMessage,
  ReceivedSummary,
} from '../../main/practice/practice.ts'
import type { CallFailure, Result } from '../../main/result.ts'
import type { Bridge } from '../../preload/contract.ts'

/** The page of the practice server: what misbehaves, and what was received; no markup. */
export class PracticeState {
  status = $state.raw<PracticeStatus | null>(null)
  scenarios = $state.raw<readonly ShownScenario[]>([])
  received = $state.raw<readonly ReceivedSummary[]>([])
  next = $state.raw<ArmedView>({ armed: [], imitated: 'sendoff' })
  selected = $state.raw<ReceivedMessage | null>(null)
  reading = $state<'text' | 'source'>('text')
  failure = $state.raw<CallFailure | null>(null)

  readonly #bridge: Bridge
  #stop: (() => void) | null = null

  constructor(bridge: Bridge) {
    this.#bridge = bridge
  }

  /** The page is shown: the server listens while it is. */
  async open(): Promise<void> {
    this.#stop = this.#bridge.on('practice.changed', (status) => {
      this.status = status
      void this.#readReceived()
      void this.#readNext()
    })
    const [opened, scenarios] = await Promise.all([
      this.#bridge.practice.open(),
      this.#bridge.practice.scenarios(),
    ])
    if (opened.ok) this.status = opened.value
    else this.failure = opened.failure
    if (scenarios.ok) this.scenarios = scenarios.value
    await Promise.all([this.#readReceived(), this.#readNext()])
  }

  async close(): Promise<void> {
    this.#stop?.()
    this.#stop = null
    await this.#bridge.practice.close()
  }

  async read(id: string): Promise<void> {
    const result = await this.#bridge.practice.read({ id })
    if (result.ok) this.selected = result.value
    else this.failure = result.failure
  }

  /** Opens a compose window filled in for this scenario; null is a plain first message. */
  async tryIt(scenarioId: string | null): Promise<void> {
    const result = await this.#bridge.practice.tryIt({ scenarioId })
    if (!result.ok) this.failure = result.failure
  }

  async clear(): Promise<void> {
    const result = await this.#bridge.practice.clear()
    if (!result.ok) this.failure = result.failure
    else this.selected = null
    await this.#readReceived()
  }

  async arm(armed: Armed): Promise<void> {
    this.#show(await this.#bridge.practice.arm(armed))
  }

  async disarm(phase: ArmedPhase): Promise<void> {
    this.#show(await this.#bridge.practice.disarm({ phase }))
  }

  async imitate(server: Imitation): Promise<void> {
    this.#show(await this.#bridge.practice.imitate({ server }))
  }

  async #readNext(): Promise<void> {
    this.#show(await this.#bridge.practice.armed())
  }

  #show(result: Result<ArmedView>): void {
    if (result.ok) this.next = result.value
    this.failure = result.ok ? null : result.failure
  }

  async #readReceived(): Promise<void> {
    const result = await this.#bridge.practice.received()
    if (!result.ok) {
      this.failure = result.failure
      return
    }
    this.received = result.value
    const gone = this.selected && !result.value.some((message) => message.id === this.selected?.id)
    if (gone) this.selected = null
    const [newest] = result.value
    if (!this.selected && newest) await this.read(newest.id)
  }
}
