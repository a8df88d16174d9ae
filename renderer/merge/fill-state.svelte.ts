import type { MergeCell, RowList } from '../../main/api.ts'
import type { Bridge } from '../../preload/contract.ts'
import type { MergeState } from './merge-state.svelte.ts'

/** One column in which rows lack something, while it is filled in. The rows stay until it is done, also those that are full by now. */
export class FillState {
  /** Index of the column. */
  readonly column: number
  /** Of the column, or what it is. */
  readonly name: string
  /** How many rows lack it; the first of them are filled in at once. */
  readonly count: number
  cells = $state.raw<readonly MergeCell[]>([])
  readonly #rows: readonly number[]
  readonly #bridge: Bridge
  readonly #merge: MergeState

  constructor(
    { bridge, merge }: { readonly bridge: Bridge; readonly merge: MergeState },
    about: { readonly column: number; readonly name: string; readonly rows: RowList },
  ) {
    this.#bridge = bridge
    this.#merge = merge
    this.column = about.column
    this.name = about.name
    this.count = about.rows.count
    this.#rows = about.rows.first
  }

  async read(): Promise<void> {
    const { job } = this.#merge
    if (job === null) return
    const input = { jobId: job.id, column: this.column, rows: [...this.#rows] }
    const read = await this.#bridge.merge.cells(input)
    if (read.ok) this.cells = read.value
    else this.#merge.failure = read.failure
  }

  /** Durable when it resolves with true. */
  async save(row: number, value: string): Promise<boolean> {
    const before = this.cells.find((cell) => cell.row === row)
    if (before === undefined || before.value === value) return true
    const { column } = this
    const isSaved = await this.#merge.act(({ jobId }) =>
      this.#bridge.merge.setCell({ jobId, row, column, value }),
    )
    if (isSaved) this.cells = this.cells.map((cell) => (cell.row === row ? { ...cell, value } : cell))
    return isSaved
  }
}
