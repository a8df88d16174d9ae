import type {
  MergeCheck,
  MergeFilesOutcome,
  MergePeople,
  MergePreview,
  MergeRowView,
  MergeSummary,
  MergeView,
} from '../../main/api.ts'
import type { CallFailure, Result } from '../../main/result.ts'
import type { Bridge } from '../../preload/contract.ts'
import type { Later } from '../state/later.ts'
import { MergeForm } from './merge-form.svelte.ts'

export interface MergeStateDeps {
  readonly now: () => number
  readonly zone: string
  readonly later: Later
}

/** Rows that are read in one go. */
const pageSize = 200
/** After the last key, ms: it is saved and looked through. */
const pauseMs = 600

/** The mail merge page: its jobs, the open one, its rows and the preview of one; no markup. */
export class MergeState {
  jobs = $state.raw<readonly MergeSummary[]>([])
  loaded = $state(false)
  job = $state.raw<MergeView | null>(null)
  form = $state.raw<MergeForm | null>(null)
  check = $state.raw<MergeCheck | null>(null)
  rows = $state.raw<readonly MergeRowView[]>([])
  hasMore = $state(false)
  preview = $state.raw<MergePreview | null>(null)
  failure = $state.raw<CallFailure | null>(null)
  /** In any cell of a row. */
  find = $state('')
  /** State of the rows that are shown; '': all. */
  stateShown = $state('')
  isBusy = $state(false)
  /** Files that could not be attached, until others are chosen. */
  leftOut = $state.raw<MergeFilesOutcome['problems']>([])

  readonly #bridge: Bridge
  readonly #deps: MergeStateDeps
  #cancelSave: (() => void) | null = null
  #row = 1

  constructor(bridge: Bridge, deps: MergeStateDeps) {
    this.#bridge = bridge
    this.#deps = deps
  }

  /** Reads the list and follows it; returns the function that ends it. */
  start(): () => void {
    void this.#readJobs()
    const stops = [
      this.#bridge.on('merge.changed', ({ jobId }) => void this.#changed(jobId)),
      this.#bridge.on('outbox.changed', () => this.#moved()),
    ]
    return () => {
      void this.flush()
      for (const stop of stops) stop()
    }
  }

  async create(): Promise<void> {
    const made = await this.#bridge.merge.create()
    if (this.#keep(made)) await this.open(made.value.jobId)
  }

  async open(jobId: string): Promise<void> {
    const read = await this.#bridge.merge.get({ jobId })
    if (!this.#keep(read)) return
    this.find = ''
    this.stateShown = ''
    this.leftOut = []
    this.#row = 1
    this.#show(read.value, true)
    await this.readRows()
    await this.#look()
  }

  /** Back to the list; what was typed is saved first. */
  async close(): Promise<void> {
    await this.flush()
    this.job = null
    this.form = null
    this.check = null
    this.preview = null
    this.rows = []
    this.failure = null
    await this.#readJobs()
  }

  async remove(jobId: string): Promise<boolean> {
    const isGone = this.#keep(await this.#bridge.merge.remove({ jobId }))
    await this.#readJobs()
    return isGone
  }

  /** Something was typed or chosen. */
  touch(): void {
    this.#cancelSave?.()
    this.#cancelSave = this.#deps.later(pauseMs, () => void this.flush())
  }

  /** Saves what stands in the fields, and looks it through. */
  async flush(): Promise<boolean> {
    if (this.#cancelSave === null) return true
    this.#cancelSave()
    this.#cancelSave = null
    const { job, form } = this
    if (job?.state !== 'draft' || form === null) return true
    const saved = await this.#bridge.merge.save({ jobId: job.id, settings: form.settings })
    if (!this.#keep(saved)) return false
    if (this.job?.id === saved.value.id) this.job = saved.value
    await this.#look()
    return true
  }

  /** A call that changes the open job by itself. */
  async act(call: (input: { readonly jobId: string }) => Promise<Result<MergeView>>): Promise<boolean> {
    const jobId = this.job?.id
    if (jobId === undefined || !(await this.flush())) return false
    this.isBusy = true
    const result = await call({ jobId })
    this.isBusy = false
    if (!this.#keep(result)) return false
    this.#show(result.value, false)
    // What was told while the call ran was told of a job that had not started.
    if (result.value.state === 'draft') await this.readRows()
    else await this.#readProgress()
    await this.#look()
    return true
  }

  /** Chooses files for all; what cannot be attached is named in `leftOut`. */
  async attach(): Promise<void> {
    this.leftOut = []
    await this.act(async (input) => {
      const picked = await this.#bridge.merge.pickFiles(input)
      if (!picked.ok) return picked
      this.leftOut = picked.value.problems
      return { ok: true, value: picked.value.job }
    })
  }

  /** A new job with these people as its table, opened. */
  async createWith(people: MergePeople): Promise<void> {
    const made = await this.#bridge.merge.create()
    if (!this.#keep(made)) return
    const { jobId } = made.value
    const taken = await this.#bridge.merge.takeContacts({ jobId, people })
    await this.open(jobId)
    if (!taken.ok) this.failure = taken.failure
  }

  /** Where it was written; null: it was not. */
  async saveResult(): Promise<string | null> {
    if (this.job === null) return null
    const saved = await this.#bridge.merge.saveResult({ jobId: this.job.id })
    return this.#keep(saved) ? saved.value.path : null
  }

  /** From the first row on, or further ones. */
  async readRows(more = false): Promise<void> {
    if (this.job === null) return
    const after = more ? (this.rows.at(-1)?.row ?? 0) : 0
    // What is shown stays shown.
    const limit = more ? pageSize : Math.min(1_000, Math.max(pageSize, this.rows.length))
    const text = this.find.trim()
    const read = await this.#bridge.merge.rows({
      ...{ jobId: this.job.id, after, limit },
      ...(text === '' ? {} : { text }),
      ...(this.stateShown === '' ? {} : { state: this.stateShown }),
    })
    if (!this.#keep(read)) return
    this.rows = more ? [...this.rows, ...read.value] : read.value
    this.hasMore = read.value.length === limit
  }

  /** Shows the row as it will go. */
  async showRow(row: number): Promise<void> {
    if (this.job === null) return
    const read = await this.#bridge.merge.preview({ jobId: this.job.id, row })
    if (!this.#keep(read)) return
    this.preview = read.value
    if (read.value !== null) this.#row = row
  }

  /** The first row that holds what is looked for. */
  async findRow(): Promise<void> {
    await this.readRows()
    const [first] = this.rows
    if (first !== undefined) await this.showRow(first.row)
  }

  #show(job: MergeView, isNew: boolean): void {
    this.job = job
    if (isNew || this.form === null) {
      this.form = new MergeForm(job, { now: this.#deps.now(), zone: this.#deps.zone })
    } else this.form.take(job)
  }

  async #look(): Promise<void> {
    const { job } = this
    if (job === null) return
    if (job.rows > 0) await this.showRow(Math.min(this.#row, job.rows))
    if (job.state !== 'draft') return
    const check = await this.#bridge.merge.check({ jobId: job.id })
    if (this.#keep(check)) this.check = check.value
  }

  async #changed(jobId: string): Promise<void> {
    if (this.job?.id !== jobId) return this.#readJobs()
    // While it is set up, every change is our own.
    if (this.job.state !== 'draft') await this.#readProgress()
  }

  /** A message moved on: the numbers are read again, at most now and then. */
  #cancelRead: (() => void) | null = null
  #moved(): void {
    if (this.job === null || this.job.state === 'draft' || this.#cancelRead !== null) return
    this.#cancelRead = this.#deps.later(250, () => {
      this.#cancelRead = null
      void this.#readProgress()
    })
  }

  async #readProgress(): Promise<void> {
    const { job } = this
    if (job === null) return
    const read = await this.#bridge.merge.get({ jobId: job.id })
    if (!read.ok || this.job?.id !== job.id) return
    this.job = read.value
    await this.readRows()
  }

  async #readJobs(): Promise<void> {
    const read = await this.#bridge.merge.list()
    if (read.ok) this.jobs = read.value
    else this.failure = read.failure
    this.loaded = true
  }

  #keep<T>(result: Result<T>): result is Extract<Result<T>, { ok: true }> {
    this.failure = result.ok ? null : result.failure
    return result.ok
  }
}
