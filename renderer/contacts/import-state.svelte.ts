import type { ColumnKind, ImportPreview } from '../../main/api.ts'
import type { CallFailure, Result } from '../../main/result.ts'
import type { Bridge } from '../../preload/contract.ts'

/** A file of contacts: looked at, stored, taken back; no markup. */
export class ContactImport {
  preview = $state.raw<ImportPreview | null>(null)
  /** Of the import that is shown; null: it is not stored yet. */
  undoId = $state<string | null>(null)
  failure = $state.raw<CallFailure | null>(null)
  readonly #bridge: Bridge

  constructor(bridge: Bridge) {
    this.#bridge = bridge
  }

  async pickFile(): Promise<void> {
    const preview = await this.#ask(this.#bridge.contacts.readFile())
    if (preview === null) return
    this.preview = preview
    this.undoId = null
  }

  async mapColumns(columns: readonly (ColumnKind | null)[], hasHeader: boolean): Promise<void> {
    if (this.preview === null) return
    const previewId = this.preview.id
    const input = { previewId, columns: [...columns], hasHeader }
    const preview = await this.#ask(this.#bridge.contacts.mapColumns(input))
    if (preview !== null) this.preview = preview
  }

  async store(): Promise<void> {
    if (this.preview === null) return
    const done = await this.#ask(this.#bridge.contacts.import({ previewId: this.preview.id }))
    if (done === null) return
    this.preview = done
    this.undoId = done.undoId
  }

  async undo(): Promise<void> {
    if (this.undoId === null) return
    const undone = await this.#bridge.contacts.undo({ undoId: this.undoId })
    this.failure = undone.ok ? null : undone.failure
    if (undone.ok) this.close()
  }

  /** Writes the report where the person says. @returns the path; null: it was left, or could not be written. */
  async saveReport(text: string): Promise<string | null> {
    const saved = await this.#ask(this.#bridge.contacts.saveReport({ text }))
    return saved?.path ?? null
  }

  close(): void {
    this.preview = null
    this.undoId = null
    this.failure = null
  }

  async #ask<T>(call: Promise<Result<T>>): Promise<T | null> {
    const result = await call
    this.failure = result.ok ? null : result.failure
    return result.ok ? result.value : null
  }
}
