import type { Contact, ContactForm, FormProblem, GroupForm, GroupView } from '../../main/api.ts'
import { knownDetails, showAddressLabel, showDetailLabel, StoredLabels } from './detail-label.ts'
import { parseMemberLines } from './member-lines.ts'

/** A contact while it is edited. */
export class ContactFormState {
  readonly id: string | null
  name = $state('')
  given = $state('')
  family = $state('')
  organisation = $state('')
  addresses = $state<{ address: string; label: string; stored?: string }[]>([])
  note = $state('')
  details = $state<{ label: string; value: string; stored?: string }[]>([])
  problems = $state.raw<readonly FormProblem[]>([])
  readonly #addressLabels: StoredLabels
  readonly #detailLabels: StoredLabels

  constructor(contact: Contact | null) {
    this.id = contact?.id ?? null
    this.name = contact?.name ?? ''
    this.given = contact?.given ?? ''
    this.family = contact?.family ?? ''
    this.organisation = contact?.organisation ?? ''
    const labels = (contact?.addresses ?? []).map(({ label = '' }) => label)
    this.#addressLabels = new StoredLabels(labels, showAddressLabel)
    const names = (contact?.details ?? []).map(({ label }) => label)
    this.#detailLabels = new StoredLabels([...knownDetails, ...names], showDetailLabel)
    const addresses = (contact?.addresses ?? []).map(({ address, label = '' }) => ({
      address,
      label: this.#addressLabels.show(label),
      stored: label,
    }))
    this.addresses = addresses.length === 0 ? [{ address: '', label: '' }] : addresses
    this.note = contact?.note ?? ''
    this.details = (contact?.details ?? []).map(({ label, value }) => ({
      label: this.#detailLabels.show(label),
      value,
      stored: label,
    }))
  }

  get value(): ContactForm {
    return {
      id: this.id,
      name: this.name,
      given: this.given,
      family: this.family,
      organisation: this.organisation,
      addresses: this.addresses.map(({ address, label, stored }) => ({
        address,
        label: this.#addressLabels.of(label, stored),
      })),
      note: this.note,
      details: this.details.map(({ label, value, stored }) => ({
        label: this.#detailLabels.of(label, stored),
        value,
      })),
    }
  }

  problemAt(field: string): string | null {
    return this.problems.find((problem) => problem.field === field)?.message ?? null
  }

  addAddress(): void {
    this.addresses.push({ address: '', label: '' })
  }

  /** What main said of the others stands at their places no more. */
  removeAddress(index: number): void {
    this.addresses.splice(index, 1)
    this.problems = this.problems.filter(({ field }) => !field.startsWith('addresses'))
    if (this.addresses.length === 0) this.addAddress()
  }

  /** The first is used when the name is typed. */
  makeFirst(index: number): void {
    this.addresses.unshift(...this.addresses.splice(index, 1))
    this.problems = this.problems.filter(({ field }) => !field.startsWith('addresses'))
  }

  addDetail(label: string): void {
    this.details.push({ label: this.#detailLabels.show(label), value: '' })
  }

  removeDetail(index: number): void {
    this.details.splice(index, 1)
  }
}

/** A group while it is edited: its members as lines of text. */
export class GroupFormState {
  readonly id: string | null
  name = $state('')
  lines = $state('')
  field = $state<GroupForm['field']>('to')
  problems = $state.raw<readonly FormProblem[]>([])
  readonly #before: GroupView['members']
  readonly #identityId: GroupForm['identityId']

  constructor(view: GroupView | null) {
    this.id = view?.group.id ?? null
    this.name = view?.group.name ?? ''
    this.field = view?.group.field ?? 'to'
    this.#identityId = view?.group.identityId
    this.#before = view?.members ?? []
    this.lines = this.#before
      .map(({ name, address }) => (name === '' ? address : `${name} <${address}>`))
      .join('\n')
  }

  get value(): GroupForm {
    const members = parseMemberLines(this.lines, this.#before)
    const identityId = this.#identityId
    return {
      ...{ id: this.id, name: this.name, members, field: this.field },
      ...(identityId === undefined ? {} : { identityId }),
    }
  }

  problemAt(field: string): string | null {
    return this.problems.find((problem) => problem.field.startsWith(field))?.message ?? null
  }
}
