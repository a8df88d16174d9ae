// Forms of the contacts page as what is stored; each problem names its field.
import { parseMailbox } from '../message/address.ts'
import { findForbiddenInAddress } from '../message/forbidden.ts'
import { keyOf, type Contact, type ContactGroup } from './contact.ts'

export interface ContactForm {
  readonly id: string | null
  readonly name: string
  /** '' in both: they are guessed from the name. */
  readonly given: string
  readonly family: string
  readonly organisation: string
  readonly addresses: readonly { readonly address: string; readonly label: string }[]
  readonly note: string
  readonly details: readonly { readonly label: string; readonly value: string }[]
}

export interface GroupForm {
  readonly id: string | null
  readonly name: string
  readonly members: ContactGroup['members']
  readonly field: ContactGroup['field']
  readonly identityId?: ContactGroup['identityId']
}

export interface FormProblem {
  /** `name`, `addresses[1]`, `members[3]` */
  readonly field: string
  readonly message: string
}

export type Parsed<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problems: readonly FormProblem[] }

/** A name on one line, without control characters (P28). */
export function cleanName(text: string): string {
  return text.replace(/[\p{Cc}\u2028\u2029\s]+/gu, ' ').trim()
}

export function parseContactForm(
  form: ContactForm,
  { id, before, now }: { readonly id: string; readonly before: Contact | undefined; readonly now: number },
): Parsed<Contact> {
  const problems: FormProblem[] = []
  const addresses: { address: string; label?: string }[] = []
  const seen = new Set<string>()
  form.addresses.forEach(({ address, label }, at) => {
    if (address.trim() === '') return
    const parsed = parseMailbox(address)
    if (!parsed.ok) {
      problems.push({ field: `addresses[${at}]`, message: parsed.message })
      return
    }
    const key = keyOf(parsed.mailbox.address)
    if (seen.has(key)) return
    seen.add(key)
    const labelled = cleanName(label)
    addresses.push({ address: parsed.mailbox.address, ...(labelled === '' ? {} : { label: labelled }) })
  })
  const [given, family] = [cleanName(form.given), cleanName(form.family)]
  const name = cleanName(form.name) || `${given} ${family}`.trim()
  for (const [field, text] of Object.entries({ name, given, family })) {
    if (findForbiddenInAddress(text) === null) continue
    const message = 'The name has a character in it that turns text around or hides.'
    problems.push({ field, message })
  }
  if (name === '' && addresses.length === 0 && problems.length === 0)
    problems.push({ field: 'name', message: 'A contact has a name or an address.' })
  if (problems.length > 0) return { ok: false, problems }
  const organisation = cleanName(form.organisation)
  const details = form.details.filter(({ value }) => value.trim() !== '')
  return {
    ok: true,
    value: {
      id,
      name,
      ...(given === '' ? {} : { given }),
      ...(family === '' ? {} : { family }),
      ...(organisation === '' ? {} : { organisation }),
      addresses,
      ...(form.note.trim() === '' ? {} : { note: form.note }),
      ...(details.length === 0 ? {} : { details }),
      ...(before?.distinctFrom === undefined ? {} : { distinctFrom: before.distinctFrom }),
      createdAt: before?.createdAt ?? now,
      changedAt: now,
    },
  }
}

export function parseGroupForm(
  form: GroupForm,
  id: string,
  others: readonly ContactGroup[],
): Parsed<ContactGroup> {
  const problems: FormProblem[] = []
  const name = cleanName(form.name)
  if (name === '') problems.push({ field: 'name', message: 'A group has a name.' })
  if (others.some((group) => group.id !== id && keyOf(group.name) === keyOf(name)))
    problems.push({ field: 'name', message: `There is a group ${name} already.` })
  const members: { address: string; name?: string; contactId?: string }[] = []
  const seen = new Set<string>()
  form.members.forEach((member, at) => {
    const parsed = parseMailbox(member.address)
    if (!parsed.ok) {
      problems.push({ field: `members[${at}]`, message: parsed.message })
      return
    }
    const { address } = parsed.mailbox
    if (seen.has(keyOf(address))) return
    seen.add(keyOf(address))
    const called = cleanName(member.name ?? parsed.mailbox.name ?? '')
    members.push({
      address,
      ...(called === '' ? {} : { name: called }),
      ...(member.contactId === undefined ? {} : { contactId: member.contactId }),
    })
  })
  if (problems.length > 0) return { ok: false, problems }
  const { field, identityId } = form
  return {
    ok: true,
    value: { id, name, members, field, ...(identityId === undefined ? {} : { identityId }) },
  }
}
