// What an import does: new contacts, what goes into contacts that are there, groups, and what is left out. Pure.
import { parseMailbox } from '../../message/address.ts'
import { findForbiddenInAddress } from '../../message/forbidden.ts'
import {
  keyOf,
  peopleLimits,
  type Contact,
  type ContactGroup,
  type GroupMember,
  type People,
} from '../contact.ts'
import type { PeopleChange } from '../contact.ts'
import { mergeContacts } from '../duplicates.ts'
import { namePartsOf, type NameParts } from '../name-parts.ts'
import { cleanName } from '../parse-form.ts'
import { nearDomain } from '../../message/near-domain.ts'
import { addressIn } from './vcard.ts'
import { excerpt, maxNotes, type ImportNote, type RawContact, type RawFile } from './raw-contact.ts'

export interface ImportPlan {
  readonly change: PeopleChange
  readonly total: number
  readonly added: number
  /** With a contact of the person, or with one of the file. */
  readonly merged: number
  readonly leftOut: number
  readonly notes: readonly ImportNote[]
  readonly groups: readonly { readonly name: string; readonly members: number; readonly isNew: boolean }[]
}

export interface PlanDeps {
  readonly newId: () => string
  /** epoch ms */
  readonly now: number
  /** A contact that has a name alone is taken too. */
  readonly takesUnaddressed?: boolean
}

/** Nothing of the person's is changed or deleted: what is new is added to it. */
export function planImport(file: RawFile, people: People, deps: PlanDeps): ImportPlan {
  return new Planner(file, people, deps).run()
}

interface FoundGroup {
  readonly name: string
  readonly ids: Set<string>
  readonly members: GroupMember[]
  field?: ContactGroup['field']
}

class Planner {
  readonly #file: RawFile
  readonly #people: People
  readonly #deps: PlanDeps
  readonly #byKey = new Map<string, string>()
  readonly #contacts: Map<string, Contact>
  readonly #touched = new Set<string>()
  readonly #new = new Set<string>()
  readonly #notes: ImportNote[]
  readonly #byLine = new Map<number, string>()
  readonly #byUid = new Map<string, string>()
  readonly #unaddressed = new Map<string, string>()
  readonly #groups = new Map<string, FoundGroup>()
  #merged = 0
  #leftOut: number

  constructor(file: RawFile, people: People, deps: PlanDeps) {
    this.#file = file
    this.#people = people
    this.#deps = deps
    this.#notes = [...file.notes]
    this.#contacts = new Map(people.contacts.map((contact) => [contact.id, contact]))
    this.#leftOut = file.total - file.contacts.length
    for (const contact of people.contacts) this.#noteKeys(contact)
  }

  run(): ImportPlan {
    const [groups, persons] = [true, false].map((isGroup) =>
      this.#file.contacts.filter(({ members }) => (members !== undefined) === isGroup),
    )
    for (const raw of persons ?? []) this.#take(raw)
    for (const raw of groups ?? []) this.#takeGroup(raw)
    const put = [...this.#touched].flatMap((id) => this.#contacts.get(id) ?? [])
    const made = this.#madeGroups()
    return {
      change: { contacts: { put, remove: [] }, groups: { put: made.map(({ group }) => group), remove: [] } },
      total: this.#file.total,
      added: this.#new.size,
      merged: this.#merged,
      leftOut: this.#leftOut,
      notes: this.#notes.map((note) => this.#withContact(note)).toSorted((a, b) => a.line - b.line),
      groups: made.map(({ group, isNew }) => ({ name: group.name, members: group.members.length, isNew })),
    }
  }

  #take(raw: RawContact): void {
    const contact = this.#judge(raw)
    if (contact === null) {
      this.#leftOut += 1
      return
    }
    const known =
      contact.addresses.length === 0
        ? this.#unaddressed.get(contentOf(contact))
        : contact.addresses
            .map(({ address }) => this.#byKey.get(keyOf(address)))
            .find((id) => id !== undefined)
    const before = known === undefined ? undefined : this.#contacts.get(known)
    const id = before?.id ?? contact.id
    if (before === undefined) {
      this.#new.add(id)
      this.#put(contact)
    } else this.#merge(raw, before, contact)
    this.#byLine.set(raw.line, id)
    if (raw.uid !== undefined) this.#byUid.set(raw.uid.replace(/^urn:uuid:/i, '').toLowerCase(), id)
    for (const name of raw.groups) this.#join(name, id)
  }

  #merge(raw: RawContact, before: Contact, contact: Contact): void {
    this.#merged += 1
    if (this.#new.has(before.id)) {
      this.#note({
        line: raw.line,
        what: 'same-address',
        text: contact.addresses[0]?.address ?? '',
        done: 'merged',
      })
    }
    const merged = mergeContacts(before, contact, before.changedAt)
    const isSame = JSON.stringify(merged) === JSON.stringify({ ...before, createdAt: merged.createdAt })
    if (!isSame) this.#put({ ...merged, changedAt: this.#deps.now })
  }

  #put(contact: Contact): void {
    this.#contacts.set(contact.id, contact)
    this.#touched.add(contact.id)
    this.#noteKeys(contact)
  }

  #noteKeys(contact: Contact): void {
    const { id, addresses } = contact
    if (addresses.length === 0) this.#unaddressed.set(contentOf(contact), id)
    for (const { address } of addresses) {
      const key = keyOf(address)
      if (!this.#byKey.has(key)) this.#byKey.set(key, id)
    }
  }

  #judge(raw: RawContact): Contact | null {
    const { line } = raw
    const said = raw.addresses.filter(({ address }) => address.trim() !== '')
    const addresses = said.slice(0, peopleLimits.addresses).flatMap(({ address, label }) => {
      const parsed = parseMailbox(address)
      if (!parsed.ok) {
        this.#note({
          line,
          what: 'bad-address',
          text: excerpt(address),
          done: 'left-out',
          detail: parsed.message,
        })
        return []
      }
      const near = nearDomain(parsed.mailbox.domain)
      const text = parsed.mailbox.address
      if (near !== null) this.#note({ line, what: 'near-domain', text, done: 'taken', detail: near })
      const cleaned = cleanName(label).slice(0, 100)
      return [{ address: text, ...(cleaned === '' ? {} : { label: cleaned }) }]
    })
    const written = safeName(raw.name)
    // A card has to have a name (RFC 6350 6.2.1): without one it is the address.
    const isAddress = addresses.some(({ address }) => keyOf(cleanName(address)) === keyOf(written))
    const name = isAddress ? '' : written
    const isTaken = this.#deps.takesUnaddressed === true && said.length === 0 && name !== ''
    if (addresses.length === 0 && !isTaken) {
      if (said.length === 0)
        this.#note({ line, what: 'no-address', text: excerpt(name || raw.organisation), done: 'left-out' })
      return null
    }
    return this.#toContact(raw, name, addresses)
  }

  #toContact(raw: RawContact, name: string, addresses: Contact['addresses']): Contact {
    const organisation = safeName(raw.organisation)
    const details = raw.details
      .slice(0, peopleLimits.details)
      .map(({ label, value }) => ({ label: label.slice(0, 200), value: value.slice(0, peopleLimits.text) }))
    const note = raw.note.slice(0, peopleLimits.text)
    return {
      id: this.#deps.newId(),
      name,
      ...apartFromName(raw, name, organisation),
      ...(organisation === '' ? {} : { organisation }),
      addresses,
      ...(note.trim() === '' ? {} : { note }),
      ...(details.length === 0 ? {} : { details }),
      createdAt: this.#deps.now,
      changedAt: this.#deps.now,
    }
  }

  /** KIND:group (RFC 6350 6.1.4, 6.6.5). */
  #takeGroup({ name, members = [], field, line }: RawContact): void {
    const called = safeName(name)
    if (called === '') {
      this.#leftOut += 1
      this.#note({ line, what: 'not-understood', text: 'KIND:group', done: 'left-out' })
      return
    }
    for (const { uri, name: member } of members) {
      const id = this.#byUid.get(uri.replace(/^urn:uuid:/i, '').toLowerCase())
      if (id !== undefined) this.#join(called, id)
      const parsed = /^mailto:/i.test(uri) ? parseMailbox(addressIn(uri)) : null
      if (parsed?.ok === true)
        this.#groupOf(called).members.push(this.#toMember(parsed.mailbox.address, member))
    }
    const group = this.#groupOf(called)
    if (field !== undefined) group.field = field
  }

  #toMember(address: string, name: string): GroupMember {
    const contactId = this.#byKey.get(keyOf(address))
    const called = safeName(name)
    if (contactId !== undefined) return { address, contactId }
    return { address, ...(called === '' ? {} : { name: called }) }
  }

  #join(name: string, contactId: string): void {
    const called = safeName(name)
    if (called !== '') this.#groupOf(called).ids.add(contactId)
  }

  #groupOf(name: string): FoundGroup {
    const group = this.#groups.get(keyOf(name)) ?? { name, ids: new Set<string>(), members: [] }
    this.#groups.set(keyOf(name), group)
    return group
  }

  #madeGroups(): readonly { readonly group: ContactGroup; readonly isNew: boolean }[] {
    const there = new Map(this.#people.groups.map((group) => [keyOf(group.name), group]))
    return [...this.#groups.values()]
      .slice(0, peopleLimits.groups)
      .map(({ name, ids, members, field = 'to' }) => {
        const before = there.get(keyOf(name))
        const known = new Set(before?.members.map(({ address }) => keyOf(address)))
        const joined = [...ids].flatMap((contactId) => {
          const address = this.#contacts.get(contactId)?.addresses[0]?.address
          return address === undefined ? [] : [{ address, contactId }]
        })
        const added: GroupMember[] = []
        for (const member of [...joined, ...members]) {
          if (known.has(keyOf(member.address))) continue
          known.add(keyOf(member.address))
          added.push(member)
        }
        const all = [...(before?.members ?? []), ...added].slice(0, peopleLimits.members)
        const group: ContactGroup = {
          id: before?.id ?? this.#deps.newId(),
          name: before?.name ?? name,
          members: all,
          field: before?.field ?? field,
        }
        return { group, isNew: before === undefined }
      })
  }

  #withContact(note: ImportNote): ImportNote {
    const contactId = this.#byLine.get(note.line)
    return contactId === undefined ? note : { ...note, contactId }
  }

  #note(note: ImportNote): void {
    if (this.#notes.length < maxNotes) this.#notes.push(note)
  }
}

/** First and last name, where they are not what would be guessed of the name anyway. */
function apartFromName(raw: RawContact, name: string, organisation: string): Partial<NameParts> {
  const [given, family] = [safeName(raw.given ?? ''), safeName(raw.family ?? '')]
  const guessed = namePartsOf({ name, organisation })
  if (name === '' || (given === guessed.given && family === guessed.family)) return {}
  return { ...(given === '' ? {} : { given }), ...(family === '' ? {} : { family }) }
}

/** What a contact without an address is compared by: all that it says. */
function contentOf({ name, given, family, organisation, note, details }: Contact): string {
  return JSON.stringify([name, given, family, organisation, note, details])
}

/** A name that may stand in a header (P28): what hides or turns text round is taken out. */
function safeName(text: string): string {
  const name = cleanName(text).slice(0, peopleLimits.name)
  if (findForbiddenInAddress(name) === null) return name
  return name.replace(/[\p{Cs}\u202A-\u202E\u2066-\u2069]/gu, '').trim()
}
