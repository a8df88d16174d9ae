import type { VersionSummary, VersionView } from '../../main/api.ts'
import type { CallFailure, Result } from '../../main/result.ts'
import type { Bridge } from '../../preload/contract.ts'
import type { Later } from '../state/later.ts'
import { PacedRead } from '../state/paced-read.ts'

/** Each minute of writing makes a version; the oldest over these are dropped (main/drafts/versions.ts). */
export const keptVersions = 50

/** Rest between two reads while the draft is written in, ms: each of them compares all kept versions. */
const restMs = 5_000

/** The kept versions of one draft, and the one that is looked at beside the current one; no markup. */
export class VersionsState {
  /** Newest first. */
  all = $state.raw<readonly VersionSummary[]>([])
  /** The earlier version that is shown; null: none was chosen. */
  shown = $state.raw<VersionView | null>(null)
  current = $state.raw<VersionView | null>(null)
  view = $state<'whole' | 'difference'>('difference')
  failure = $state.raw<CallFailure | null>(null)
  busy = $state(false)
  loaded = $state(false)

  readonly draftId: string
  readonly #bridge: Bridge
  readonly #later: Later
  #reads = 0

  constructor(bridge: Bridge, draftId: string, later: Later) {
    this.#bridge = bridge
    this.#later = later
    this.draftId = draftId
  }

  /** Reads the list and follows it. Returns the function that ends it. */
  start(): () => void {
    const paced = new PacedRead(() => this.read(), this.#later, restMs)
    paced.ask()
    const stop = this.#bridge.on('drafts.changed', ({ draftId, savedAt }) => {
      if (draftId === this.draftId && savedAt !== null) paced.ask()
    })
    return () => {
      stop()
      paced.end()
    }
  }

  async read(): Promise<void> {
    this.#reads += 1
    const number = this.#reads
    const all = await this.#ask(this.#bridge.drafts.versions({ draftId: this.draftId }))
    // A later read knows more.
    if (all === undefined || number !== this.#reads) return
    const newest = all.find(({ isCurrent }) => isCurrent)
    const current = newest === undefined ? null : ((await this.#version(newest.version)) ?? null)
    if (number !== this.#reads) return
    this.all = all
    this.current = current
    this.loaded = true
    const { shown } = this
    if (shown !== null && !all.some(({ version, isCurrent }) => version === shown.version && !isCurrent)) {
      this.shown = null
    }
  }

  /** Shows this version; the current one is shown by itself. */
  async choose(version: number): Promise<void> {
    this.failure = null
    this.shown = version === this.current?.version ? null : ((await this.#version(version)) ?? null)
  }

  /** Brings the version that is shown back. True when that is done. */
  async restore(): Promise<boolean> {
    const { shown, busy, draftId } = this
    if (shown === null || busy) return false
    this.busy = true
    const done = await this.#ask(this.#bridge.drafts.restore({ draftId, version: shown.version }))
    this.busy = false
    if (done === undefined) return false
    this.shown = null
    await this.read()
    return true
  }

  /** A draft of its own with what stands in the version that is shown, in a window. */
  async openAsNew(): Promise<void> {
    const { shown, draftId } = this
    if (shown === null) return
    const made = await this.#ask(this.#bridge.drafts.duplicate({ draftId, version: shown.version }))
    if (made !== undefined) await this.#ask(this.#bridge.app.compose({ draftId: made.id }))
  }

  async #version(version: number): Promise<VersionView | undefined> {
    return await this.#ask(this.#bridge.drafts.version({ draftId: this.draftId, version }))
  }

  async #ask<T>(asked: Promise<Result<T>>): Promise<T | undefined> {
    const result = await asked
    if (result.ok) return result.value
    this.failure = result.failure
    return undefined
  }
}
