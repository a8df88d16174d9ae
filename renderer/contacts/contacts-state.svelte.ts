import type { ContactRow, ContactView, GroupRow, GroupView, ImportPreview } from '../../main/api.ts'
import type { CallFailure, Result } from '../../main/result.ts'
import type { Bridge } from '../../preload/contract.ts'
import { ContactFormState, GroupFormState } from './contact-forms.svelte.ts'

/** Rows that are read at once; more come as the list is scrolled. */
const pageSize = 200

export type ContactsKind = 'people' | 'groups'

/** The contacts page: lists, what is open, what can be taken back; no markup. */
export class ContactsState {
  kind = $state<ContactsKind>('people')
  text = $state('')
  rows = $state.raw<readonly ContactRow[]>([])
  total = $state(0)
  people = $state(0)
  groups = $state.raw<readonly GroupRow[]>([])
  open = $state.raw<ContactView | null>(null)
  openGroup = $state.raw<GroupView | null>(null)
  form = $state.raw<ContactFormState | null>(null)
  groupForm = $state.raw<GroupFormState | null>(null)
  preview = $state.raw<ImportPreview | null>(null)
  /** Of the import that is shown; null: it is not stored yet. */
  importUndo = $state<string | null>(null)
  /** What was done last and can be taken back, with what is said of it. */
  undoable = $state.raw<{ readonly undoId: string; readonly text: string } | null>(null)
  failure = $state.raw<CallFailure | null>(null)
  loaded = $state(false)

  readonly #bridge: Bridge
  #asked = 0
  #size = pageSize

  constructor(bridge: Bridge) {
    this.#bridge = bridge
  }

  /** Reads the lists and follows them. Returns the function that ends it. */
  start(): () => void {
    void this.#readAll()
    return this.#bridge.on('contacts.changed', () => void this.#readAll())
  }

  async search(text: string): Promise<void> {
    this.text = text
    this.#size = pageSize
    await this.#readRows()
  }

  async more(): Promise<void> {
    if (this.rows.length >= this.total) return
    this.#size += pageSize
    await this.#readRows()
  }

  get shownGroups(): readonly GroupRow[] {
    const wanted = this.text.trim().toLowerCase()
    return this.groups.filter(({ name }) => name.toLowerCase().includes(wanted))
  }

  async select(contactId: string | null): Promise<void> {
    this.#leave()
    if (contactId !== null) this.open = await this.#ask(this.#bridge.contacts.get({ contactId }))
  }

  async selectGroup(groupId: string | null): Promise<void> {
    this.#leave()
    if (groupId !== null) this.openGroup = await this.#ask(this.#bridge.contacts.getGroup({ groupId }))
  }

  add(): void {
    this.#leave()
    if (this.kind === 'people') this.form = new ContactFormState(null)
    else this.groupForm = new GroupFormState(null)
  }

  edit(): void {
    if (this.open !== null) this.form = new ContactFormState(this.open.contact)
    if (this.openGroup !== null) this.groupForm = new GroupFormState(this.openGroup)
  }

  cancel(): void {
    this.form = null
    this.groupForm = null
  }

  /** True where it is stored; else the form says what is wrong. */
  async save(): Promise<boolean> {
    const { form, groupForm } = this
    if (form !== null) {
      const outcome = await this.#ask(this.#bridge.contacts.save(form.value))
      if (outcome?.saved === false) form.problems = outcome.problems
      if (outcome?.saved !== true) return false
      await this.select(outcome.id)
      return true
    }
    if (groupForm === null) return false
    const outcome = await this.#ask(this.#bridge.contacts.saveGroup(groupForm.value))
    if (outcome?.saved === false) groupForm.problems = outcome.problems
    if (outcome?.saved !== true) return false
    await this.selectGroup(outcome.id)
    return true
  }

  async remove(say: (name: string) => string): Promise<void> {
    const { open, openGroup } = this
    if (open !== null) {
      const { id, name, addresses } = open.contact
      const done = await this.#ask(this.#bridge.contacts.remove({ contactIds: [id] }))
      if (done !== null) this.#did(done.undoId, say(name || (addresses[0]?.address ?? '')))
    } else if (openGroup !== null) {
      const { id, name } = openGroup.group
      const done = await this.#ask(this.#bridge.contacts.removeGroup({ groupId: id }))
      if (done !== null) this.#did(done.undoId, say(name))
    }
  }

  async forget(address: string, text: string): Promise<void> {
    const done = await this.#ask(this.#bridge.contacts.forget({ address }))
    if (done !== null) this.undoable = { undoId: done.undoId, text }
  }

  async merge(goneId: string, text: string): Promise<void> {
    const keepId = this.open?.contact.id
    if (keepId === undefined) return
    const done = await this.#ask(this.#bridge.contacts.merge({ keepId, goneId }))
    if (done !== null) this.undoable = { undoId: done.undoId, text }
  }

  async undo(): Promise<boolean> {
    const { undoable } = this
    if (undoable === null) return false
    this.undoable = null
    return (await this.#ask(this.#bridge.contacts.undo({ undoId: undoable.undoId }).then(toTrue))) === true
  }

  async writeTo(to: readonly string[]): Promise<void> {
    await this.#ask(this.#bridge.app.compose({ draftId: null, to: [...to] }))
  }

  /** A group goes into the field that it is set to. */
  async writeToGroup(): Promise<void> {
    if (this.openGroup === null) return
    const { group, members } = this.openGroup
    const to = members.map(({ name, address }) =>
      name === '' ? address : `"${name.replaceAll(/["\\]/g, '\\$&')}" <${address}>`,
    )
    const draft = await this.#ask(this.#bridge.drafts.create({ content: { [group.field]: to }, asSet: true }))
    if (draft !== null) await this.#ask(this.#bridge.app.compose({ draftId: draft.id }))
  }

  async pickFile(): Promise<void> {
    const preview = await this.#ask(this.#bridge.contacts.readFile())
    if (preview === null) return
    this.#leave()
    this.preview = preview
    this.importUndo = null
  }

  async mapColumns(
    columns: NonNullable<ImportPreview['csv']>['columns'][number]['kind'][],
    hasHeader: boolean,
  ): Promise<void> {
    if (this.preview === null) return
    const previewId = this.preview.id
    const preview = await this.#ask(this.#bridge.contacts.mapColumns({ previewId, columns, hasHeader }))
    if (preview !== null) this.preview = preview
  }

  async import(): Promise<void> {
    if (this.preview === null) return
    const done = await this.#ask(this.#bridge.contacts.import({ previewId: this.preview.id }))
    if (done === null) return
    this.preview = done
    this.importUndo = done.undoId
  }

  async undoImport(): Promise<void> {
    if (this.importUndo === null) return
    const isDone = await this.#ask(this.#bridge.contacts.undo({ undoId: this.importUndo }).then(toTrue))
    if (isDone === true) this.closeImport()
  }

  closeImport(): void {
    this.preview = null
    this.importUndo = null
  }

  async export(format: 'vcard4' | 'vcard3' | 'csv', contactIds: readonly string[] | null) {
    return await this.#ask(
      this.#bridge.contacts.export({ format, contactIds: contactIds === null ? null : [...contactIds] }),
    )
  }

  #did(undoId: string, text: string): void {
    this.#leave()
    this.undoable = { undoId, text }
  }

  #leave(): void {
    this.open = null
    this.openGroup = null
    this.cancel()
  }

  async #ask<T>(call: Promise<Result<T>>): Promise<T | null> {
    const result = await call
    this.failure = result.ok ? null : result.failure
    return result.ok ? result.value : null
  }

  async #readAll(): Promise<void> {
    const [groups] = await Promise.all([this.#bridge.contacts.groups(), this.#readRows()])
    if (groups.ok) this.groups = groups.value
    const contactId = this.open?.contact.id
    if (contactId !== undefined) {
      const view = await this.#bridge.contacts.get({ contactId })
      this.open = view.ok ? view.value : null
    }
    const groupId = this.openGroup?.group.id
    if (groupId !== undefined) {
      const view = await this.#bridge.contacts.getGroup({ groupId })
      this.openGroup = view.ok ? view.value : null
    }
    this.loaded = true
  }

  /** One call holds at most a thousand. An answer that comes late is dropped. */
  async #readRows(): Promise<void> {
    const number = (this.#asked += 1)
    const rows: ContactRow[] = []
    for (let offset = 0; offset < this.#size; offset += 1_000) {
      const limit = Math.min(1_000, this.#size - offset)
      const result = await this.#bridge.contacts.list({ text: this.text, offset, limit })
      if (number !== this.#asked) return
      if (!result.ok) {
        this.failure = result.failure
        return
      }
      rows.push(...result.value.rows)
      this.total = result.value.total
      this.people = result.value.people
    }
    this.rows = rows
  }
}

function toTrue(result: Result<void>): Result<true> {
  return result.ok ? { ok: true, value: true } : result
}
