// Contacts, groups, completion, import and export.
import type { Completion } from '../../contacts/complete.ts'
import type { Contact, ContactGroup } from '../../contacts/contact.ts'
import type { Duplicate } from '../../contacts/duplicates.ts'
import type { ColumnKind } from '../../contacts/import/csv-columns.ts'
import type { ImportPlan } from '../../contacts/import/plan.ts'
import type { Member } from '../../contacts/members.ts'
import type { EntryState, RecipientStatus } from '../../outbox/entry.ts'
import type { ContactForm, FormProblem, GroupForm } from '../../contacts/parse-form.ts'

/** A line of the list of people. */
export interface ContactRow {
  readonly id: string
  readonly name: string
  /** The first; '' where there is none. */
  readonly address: string
  /** Addresses beyond the first. */
  readonly more: number
  /** The heading under which it stands. */
  readonly letter: string
}

export interface ContactPage {
  readonly total: number
  /** Headings in the whole list, and those that stand before the first of `rows`. */
  readonly letters: number
  readonly lettersBefore: number
  /** The first of `rows` is the first under its letter. */
  readonly startsLetter: boolean
  /** Of all, whatever is searched for. */
  readonly people: number
  readonly groups: number
  readonly rows: readonly ContactRow[]
}

export interface ContactView {
  readonly contact: Contact
  /** What is known of its addresses, in their order; null: no mail went there. */
  readonly used: readonly ({
    readonly count: number
    readonly lastAt: number
    readonly isForgotten: boolean
  } | null)[]
  readonly groups: readonly { readonly id: string; readonly name: string; readonly members: number }[]
  readonly duplicates: readonly (Duplicate & {
    readonly name: string
    readonly addresses: readonly string[]
  })[]
}

export interface GroupRow {
  readonly id: string
  readonly name: string
  readonly members: number
  readonly field: ContactGroup['field']
}

export interface GroupView {
  readonly group: ContactGroup
  /** As they are now. */
  readonly members: readonly (Member & {
    /** When mail was last queued for the address; null: never. */
    readonly lastAt: number | null
    /** What became of the last message to it; null: none is kept, or it is not among the newest or the first members that are looked at. */
    readonly state: AddressState | null
  })[]
}

/** A message to somebody, for a short list. */
export interface MessageTo {
  readonly entryId: string
  readonly subject: string
  readonly at: number
  readonly state: EntryState
  readonly list: 'outbox' | 'sent'
}

/** What became of the last message to an address. */
export interface AddressState {
  readonly state: RecipientStatus['state']
  readonly at: number
  /** What the server said when it refused or put it off; '' where it said nothing. */
  readonly reply: string
  readonly entryId: string
  readonly list: 'outbox' | 'sent'
  readonly entryState: EntryState
}

export interface MessagesTo {
  readonly sent: number
  readonly outbox: number
  /** The newest few. */
  readonly latest: readonly MessageTo[]
  /** By address of the contact, in their order; null: no message to it is kept. */
  readonly states: readonly (AddressState | null)[]
}

/** Members that were added, and what was no address. */
export interface MembersAdded {
  readonly added: number
  readonly problems: readonly { readonly text: string; readonly message: string }[]
  /** Null where nothing was added. */
  readonly undoId: string | null
}

/** One of two contacts that may be the same person. */
export interface Double extends ContactRow {
  readonly addresses: readonly string[]
  readonly organisation: string
}

export type SaveOutcome =
  | { readonly saved: true; readonly id: string; readonly undoId: string }
  | { readonly saved: false; readonly problems: readonly FormProblem[] }

/** What can be taken back with `contacts.undo`, until the program ends or twenty changes later. */
export interface Undoable {
  readonly undoId: string
}

export interface Doubles {
  /** All pairs that may be the same person. */
  readonly total: number
  /** The first hundred. */
  readonly pairs: readonly {
    readonly a: Double
    readonly b: Double
    readonly why: Duplicate['why']
  }[]
}

/** A file as it was read; nothing is stored yet. */
export interface ImportPreview extends Omit<ImportPlan, 'change'> {
  readonly id: string
  readonly fileName: string
  readonly octets: number
  readonly encoding: string
  readonly kind: 'vcard' | 'csv'
  /** The first contacts that would come. */
  readonly sample: readonly { readonly name: string; readonly address: string }[]
  /** Of a CSV file: what each column holds, and its first cells. */
  readonly csv?: {
    readonly hasHeader: boolean
    readonly columns: readonly {
      readonly heading: string
      readonly cells: readonly string[]
      readonly kind: ColumnKind | null
    }[]
  }
}

export interface ContactsApi {
  /** People whose name, address, organisation or note has all the words; by name. */
  list(input: {
    readonly text: string
    readonly offset: number
    readonly limit: number
  }): Promise<ContactPage>
  get(input: { readonly contactId: string }): Promise<ContactView>
  save(input: ContactForm): Promise<SaveOutcome>
  remove(input: { readonly contactIds: readonly string[] }): Promise<Undoable>
  groups(): Promise<readonly GroupRow[]>
  getGroup(input: { readonly groupId: string }): Promise<GroupView>
  saveGroup(input: GroupForm): Promise<SaveOutcome>
  /** What was typed or pasted: addresses of contacts become members that follow them. @throws `not-found`. */
  addMembers(input: { readonly groupId: string; readonly text: string }): Promise<MembersAdded>
  /** @throws `not-found`. */
  removeMembers(input: { readonly groupId: string; readonly addresses: readonly string[] }): Promise<Undoable>
  /** Messages to a contact that are kept, and how its addresses fare. @throws `not-found`. */
  messages(input: { readonly contactId: string }): Promise<MessagesTo>
  removeGroup(input: { readonly groupId: string }): Promise<Undoable>
  /** What fits a recipient that is being typed, the most likely first. */
  complete(input: {
    readonly text: string
    readonly limit: number
    readonly exclude: readonly string[]
  }): Promise<readonly Completion[]>
  /** The address is not offered again until a message goes there. */
  forget(input: { readonly address: string }): Promise<Undoable>
  /** Makes two contacts one: `keepId` stays, with all that `goneId` has. */
  merge(input: { readonly keepId: string; readonly goneId: string }): Promise<Undoable>
  /** The two are different people: they are named as doubles no more. */
  part(input: { readonly contactId: string; readonly otherId: string }): Promise<Undoable>
  doubles(): Promise<Doubles>
  /** @throws CallError `not-found` where it is too long ago. */
  undo(input: Undoable): Promise<void>
  /** Reads a vCard or CSV file that the person picks; null: none was picked. @throws CallError `file`. */
  readFile(): Promise<ImportPreview | null>
  /** The same CSV file with other columns. */
  mapColumns(input: {
    readonly previewId: string
    readonly columns: readonly (ColumnKind | null)[]
    readonly hasHeader: boolean
  }): Promise<ImportPreview>
  /** Stores what the preview shows. */
  import(input: { readonly previewId: string }): Promise<ImportPreview & Undoable>
  /** Writes the report of an import, as the window words it, to a file where the person says; `path` null: it was left. */
  saveReport(input: { readonly text: string }): Promise<{ readonly path: string | null }>
  /** Writes contacts (null: all) to a file where the person says; `path` null: it was left. */
  export(input: {
    readonly format: 'vcard4' | 'vcard3' | 'csv'
    readonly contactIds: readonly string[] | null
  }): Promise<{ readonly path: string | null; readonly count: number }>
}

export type { Completion, Contact, ContactForm, ContactGroup, FormProblem, GroupForm, Member, ColumnKind }
