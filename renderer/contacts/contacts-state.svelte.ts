import type { SvelteSet } from 'svelte/reactivity'
import type {
  ContactGroup,
  ContactView,
  Doubles,
  GroupRow,
  GroupView,
  MembersAdded,
  MessagesTo,
  ServerView,
} from '../../main/api.ts'
import type { Identity } from '../../main/identities/identity.ts'
import type { CallFailure, Result } from '../../main/result.ts'
import type { Bridge } from '../../preload/contract.ts'
import type { Later } from '../state/later.ts'
import { ContactFormState, GroupFormState } from './contact-forms.svelte.ts'
import { nameOf } from './contact-name.ts'
import { ContactImport } from './import-state.svelte.ts'
import { ContactListState } from './contact-list.svelte.ts'
import { toMailbox } from '../shared/mailbox.ts'

/** Between two looks at the messages of the open contact, ms. */
const pauseMs = 300

export type ContactsKind = 'people' | 'groups'

/** The contacts page: lists, what is open, what can be taken back; no markup. */
export class ContactsState {
  kind = $state<ContactsKind>('people')
  groups = $state.raw<readonly GroupRow[]>([])
  open = $state.raw<ContactView | null>(null)
  /** To the open contact; null while it is read. */
  messages = $state.raw<MessagesTo | null>(null)
  openGroup = $state.raw<GroupView | null>(null)
  /** Senders, and the servers that name them. */
  identities = $state.raw<readonly Identity[]>([])
  servers = $state.raw<readonly ServerView[]>([])
  form = $state.raw<ContactFormState | null>(null)
  groupForm = $state.raw<GroupFormState | null>(null)
  /** Contacts that look the same, in place of the lists; null: they are not shown. */
  doubles = $state.raw<Doubles | null>(null)
  /** Several people are chosen; null: one is opened at a time. */
  chosen = $state.raw<SvelteSet<string> | null>(null)
  /** What was done last and can be taken back, with what is said of it. */
  undoable = $state.raw<{ readonly undoId: string; readonly text: string } | null>(null)
  failure = $state.raw<CallFailure | null>(null)

  readonly list: ContactListState
  readonly import: ContactImport
  readonly #bridge: Bridge
  readonly #later: Later
  #opened = 0
  #askedDoubles = 0
  #cancelRead: (() => void) | null = null

  constructor(bridge: Bridge, later: Later) {
    this.#bridge = bridge
    this.#later = later
    this.list = new ContactListState(bridge)
    this.import = new ContactImport(bridge)
  }

  /** Reads the lists and follows them. Returns the function that ends it. */
  start(): () => void {
    void this.#readAll()
    void this.#readSenders()
    const stops = [
      this.#bridge.on('identities.changed', () => void this.#readSenders()),
      this.#bridge.on('contacts.changed', () => void this.#readAll()),
      this.#bridge.on('outbox.changed', () => this.#moved()),
    ]
    return () => {
      this.#cancelRead?.()
      for (const stop of stops) stop()
    }
  }

  /** A message moved on: what is said of the open contact or group is read again, at most now and then. */
  #moved(): void {
    if ((this.open ?? this.openGroup) === null || this.#cancelRead !== null) return
    this.#cancelRead = this.#later(pauseMs, () => {
      this.#cancelRead = null
      void this.#readMessages()
      void this.#readOpenGroup()
    })
  }

  get shownGroups(): readonly GroupRow[] {
    const wanted = this.list.text.trim().toLowerCase()
    return this.groups.filter(({ name }) => name.toLowerCase().includes(wanted))
  }

  /** What is opened while another answer is on its way goes first. */
  async select(contactId: string | null): Promise<void> {
    const number = (this.#opened += 1)
    if (contactId === null) {
      this.#leave()
      return
    }
    const view = await this.#ask(this.#bridge.contacts.get({ contactId }))
    if (number !== this.#opened) return
    this.#leave()
    this.open = view
    await this.#readMessages()
  }

  async selectGroup(groupId: string): Promise<void> {
    const number = (this.#opened += 1)
    const view = await this.#ask(this.#bridge.contacts.getGroup({ groupId }))
    if (number !== this.#opened) return
    this.#leave()
    this.openGroup = view
  }

  /** Shows the group among the groups. */
  async goToGroup(groupId: string): Promise<void> {
    this.kind = 'groups'
    await this.selectGroup(groupId)
  }

  /** Shows the person among the people. */
  async goToContact(contactId: string): Promise<void> {
    this.kind = 'people'
    this.doubles = null
    this.import.close()
    await this.select(contactId)
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
      const { contact } = open
      const call = this.#bridge.contacts.remove({ contactIds: [contact.id] })
      if (await this.#do(call, say(nameOf(contact)))) this.#leave()
    } else if (openGroup !== null) {
      const { id, name } = openGroup.group
      if (await this.#do(this.#bridge.contacts.removeGroup({ groupId: id }), say(name))) this.#leave()
    }
  }

  async removeChosen(text: string): Promise<void> {
    const contactIds = [...(this.chosen ?? [])]
    if (!(await this.#do(this.#bridge.contacts.remove({ contactIds }), text))) return
    this.#leave()
    this.chosen = null
  }

  async forget(address: string, text: string): Promise<void> {
    await this.#do(this.#bridge.contacts.forget({ address }), text)
  }

  async merge(keepId: string, goneId: string, text: string): Promise<void> {
    await this.#do(this.#bridge.contacts.merge({ keepId, goneId }), text)
  }

  async part(contactId: string, otherId: string, text: string): Promise<void> {
    await this.#do(this.#bridge.contacts.part({ contactId, otherId }), text)
  }

  async showDoubles(): Promise<void> {
    this.#leave()
    this.doubles = await this.#ask(this.#bridge.contacts.doubles())
  }

  /** What was typed or pasted becomes members; the answer names what could not. */
  async addMembers(
    groupId: string,
    text: string,
    say: (added: number) => string,
  ): Promise<MembersAdded | null> {
    const done = await this.#ask(this.#bridge.contacts.addMembers({ groupId, text }))
    if (done?.undoId != null) this.undoable = { undoId: done.undoId, text: say(done.added) }
    return done
  }

  async removeMember(groupId: string, address: string, text: string): Promise<void> {
    await this.#do(this.#bridge.contacts.removeMembers({ groupId, addresses: [address] }), text)
  }

  /** How messages to the group are begun; the rest of it stays. */
  async setWriting(
    group: ContactGroup,
    change: Partial<Pick<ContactGroup, 'field' | 'identityId'>>,
    text: string,
  ): Promise<void> {
    const { members, identityId, ...rest } = { ...group, ...change }
    const form = { ...rest, members: [...members], ...(identityId === undefined ? {} : { identityId }) }
    const outcome = await this.#ask(this.#bridge.contacts.saveGroup(form))
    if (outcome?.saved === true) this.undoable = { undoId: outcome.undoId, text }
  }

  async undo(): Promise<boolean> {
    const { undoable } = this
    if (undoable === null) return false
    this.undoable = null
    const undone = await this.#bridge.contacts.undo({ undoId: undoable.undoId })
    this.failure = undone.ok ? null : undone.failure
    return undone.ok
  }

  /** A message to the open contact, or to the open group in the field that it is set to. */
  async write(): Promise<void> {
    const { open, openGroup } = this
    if (open !== null) {
      const { name, addresses } = open.contact
      const address = addresses[0]?.address
      if (address === undefined) return
      await this.#ask(this.#bridge.app.compose({ draftId: null, to: [toMailbox({ name, address })] }))
    } else if (openGroup !== null) {
      const { group, members } = openGroup
      const { identityId } = group
      const content = {
        [group.field]: members.map(toMailbox),
        ...(identityId === undefined ? {} : { identityId }),
      }
      const draft = await this.#ask(this.#bridge.drafts.create({ content, asSet: true }))
      if (draft !== null) await this.#ask(this.#bridge.app.compose({ draftId: draft.id }))
    }
  }

  async export(format: 'vcard4' | 'vcard3' | 'csv', contactIds: readonly string[] | null) {
    return await this.#ask(
      this.#bridge.contacts.export({ format, contactIds: contactIds === null ? null : [...contactIds] }),
    )
  }

  /** What can be taken back. True: it is done. @param text What is said of it beside Undo. */
  async #do(call: Promise<Result<{ readonly undoId: string }>>, text: string): Promise<boolean> {
    const done = await this.#ask(call)
    if (done !== null) this.undoable = { undoId: done.undoId, text }
    return done !== null
  }

  #leave(): void {
    this.open = null
    this.messages = null
    this.openGroup = null
    this.cancel()
  }

  async #ask<T>(call: Promise<Result<T>>): Promise<T | null> {
    const result = await call
    this.failure = result.ok ? null : result.failure
    return result.ok ? result.value : null
  }

  async #readMessages(): Promise<void> {
    const contactId = this.open?.contact.id
    if (contactId === undefined) return
    const read = await this.#bridge.contacts.messages({ contactId })
    if (this.open?.contact.id === contactId) this.messages = read.ok ? read.value : null
  }

  async #readAll(): Promise<void> {
    const [groups] = await Promise.all([this.#bridge.contacts.groups(), this.list.read()])
    if (groups.ok) this.groups = groups.value
    await Promise.all([this.#readDoubles(), this.#readOpen(), this.#readOpenGroup()])
  }

  async #readSenders(): Promise<void> {
    const [identities, servers] = await Promise.all([
      this.#bridge.identities.list(),
      this.#bridge.servers.list(),
    ])
    if (identities.ok) this.identities = identities.value
    if (servers.ok) this.servers = servers.value
  }

  async #readDoubles(): Promise<void> {
    if (this.doubles === null) return
    const number = (this.#askedDoubles += 1)
    const doubles = await this.#bridge.contacts.doubles()
    if (doubles.ok && number === this.#askedDoubles && !this.#areDoublesClosed()) this.doubles = doubles.value
  }

  #areDoublesClosed(): boolean {
    return this.doubles === null
  }

  async #readOpen(): Promise<void> {
    const contactId = this.open?.contact.id
    if (contactId === undefined) return
    const view = await this.#bridge.contacts.get({ contactId })
    if (this.open?.contact.id !== contactId) return
    this.open = view.ok ? view.value : null
    await this.#readMessages()
  }

  async #readOpenGroup(): Promise<void> {
    const groupId = this.openGroup?.group.id
    if (groupId === undefined) return
    const view = await this.#bridge.contacts.getGroup({ groupId })
    if (this.openGroup?.group.id === groupId) this.openGroup = view.ok ? view.value : null
  }
}
