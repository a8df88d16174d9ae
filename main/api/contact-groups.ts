// Calls about groups of contacts and their members.
import type { ContactsApi, MembersAdded } from '../api.ts'
import {
  keyOf,
  peopleLimits,
  type Contact,
  type ContactGroup,
  type GroupMember,
  type People,
} from '../contacts/contact.ts'
import type { Contacts } from '../contacts/contacts.ts'
import { membersOf } from '../contacts/members.ts'
import { parseGroupForm } from '../contacts/parse-form.ts'
import { checkAddresses } from '../message/address.ts'
import type { Outbox } from '../outbox/outbox.ts'
import { CallError } from '../result.ts'
import { spokenLocale } from '../text/t.ts'
import { statesOf } from './contact-messages.ts'

interface Deps {
  readonly contacts: Contacts
  readonly outbox: Pick<Outbox, 'page'>
}

type Calls = Pick<
  ContactsApi,
  'groups' | 'getGroup' | 'saveGroup' | 'removeGroup' | 'addMembers' | 'removeMembers'
>

/** Problems that are named at most. */
const maxProblems = 20

export function createGroupCalls(deps: Deps): Calls {
  const { contacts } = deps
  return {
    groups: async () => {
      const { groups } = await contacts.people()
      return groups
        .map(({ id, name, members, field }) => ({ id, name, members: members.length, field }))
        .toSorted((a, b) => a.name.localeCompare(b.name, spokenLocale()))
    },
    getGroup: async ({ groupId }) => {
      const people = await contacts.people()
      const group = find(people.groups, groupId)
      const used = new Map(people.earlier.map(({ id, count, lastAt }) => [id, count > 0 ? lastAt : null]))
      const members = membersOf(group, people.contacts)
      const states = await statesOf(
        deps,
        members.map(({ address }) => address),
      )
      return {
        group,
        members: members.map((member, at) => ({
          ...member,
          lastAt: used.get(keyOf(member.address)) ?? null,
          state: states[at] ?? null,
        })),
      }
    },
    saveGroup: (form) => saveGroup(deps, form),
    removeGroup: async ({ groupId }) => ({
      undoId: await contacts.change({ groups: { put: [], remove: [groupId] } }),
    }),
    addMembers: ({ groupId, text }) => addMembers(deps, groupId, text),
    removeMembers: async ({ groupId, addresses }) => ({
      undoId: await contacts.change(({ groups, contacts: all }) => {
        const gone = new Set(addresses.map(keyOf))
        const group = find(groups, groupId)
        // What is shown of a member is the address that its contact has by now.
        const shown = membersOf(group, all)
        const members = group.members.filter((_, at) => !gone.has(keyOf(shown[at]?.address ?? '')))
        return { groups: { put: [{ ...group, members }], remove: [] } }
      }),
    }),
  }
}

/** @throws CallError `not-found`. */
function find(groups: readonly ContactGroup[], groupId: string): ContactGroup {
  const group = groups.find(({ id }) => id === groupId)
  if (group === undefined) throw new CallError('not-found', 'This group is not there any more.')
  return group
}

async function saveGroup(
  { contacts }: Deps,
  form: Parameters<ContactsApi['saveGroup']>[0],
): ReturnType<ContactsApi['saveGroup']> {
  const id = form.id ?? contacts.newId()
  const parse = ({ groups }: People) => {
    if (form.id !== null) find(groups, form.id)
    return parseGroupForm(form, id, groups)
  }
  const parsed = parse(await contacts.people())
  if (!parsed.ok) return { saved: false, problems: parsed.problems }
  const undoId = await contacts.change((people) => {
    const now = parse(people)
    // Another process was faster: it has a group of this name by now.
    if (!now.ok) throw new CallError('not-possible', now.problems[0]?.message ?? '')
    const owner = ownersOf(now.value.members, people.contacts)
    const members = now.value.members.map((member) => ({ ...owner(member.address), ...member }))
    return { groups: { put: [{ ...now.value, members }], remove: [] } }
  })
  return { saved: true, id, undoId }
}

/** Whose contact an address is, if anybody's. */
function ownersOf(wanted: readonly { readonly address: string }[], contacts: readonly Contact[]) {
  const keys = new Set(wanted.map(({ address }) => keyOf(address)))
  const owners = new Map<string, string>()
  for (const { id, addresses } of contacts) {
    for (const { address } of addresses) {
      const key = keyOf(address)
      if (keys.has(key) && !owners.has(key)) owners.set(key, id)
    }
  }
  return (address: string): Pick<GroupMember, 'contactId'> => {
    const contactId = owners.get(keyOf(address))
    return contactId === undefined ? {} : { contactId }
  }
}

async function addMembers({ contacts }: Deps, groupId: string, text: string): Promise<MembersAdded> {
  const checks = checkAddresses(text)
  const problems = checks.flatMap((check) =>
    check.ok ? [] : [{ text: check.text, message: check.message ?? '' }],
  )
  const given = checks.flatMap(({ ok, address, name }) =>
    ok && address !== undefined ? [{ address, ...(name === undefined ? {} : { name }) }] : [],
  )
  let added = 0
  const join = (people: People): ContactGroup => {
    const group = find(people.groups, groupId)
    const members = newMembers(given, group, people)
    added = members.length
    if (group.members.length + added > peopleLimits.members)
      throw new CallError('not-possible', `A group has at most ${peopleLimits.members} members.`)
    return { ...group, members: [...group.members, ...members] }
  }
  join(await contacts.people())
  const undoId =
    added === 0 ? null : await contacts.change((people) => ({ groups: { put: [join(people)], remove: [] } }))
  return { added, problems: problems.slice(0, maxProblems), undoId }
}

/** Who has the address of a contact is that contact; who is in the group already is not added. */
function newMembers(
  given: readonly { readonly address: string; readonly name?: string }[],
  group: ContactGroup,
  { contacts }: People,
): readonly GroupMember[] {
  const known = new Set(membersOf(group, contacts).map(({ address }) => keyOf(address)))
  const owner = ownersOf(given, contacts)
  return given.flatMap((member) => {
    const key = keyOf(member.address)
    if (known.has(key)) return []
    known.add(key)
    return [{ ...member, ...owner(member.address) }]
  })
}
