// Messages to a contact, and how its addresses fare.
import type { AddressState, MessagesTo } from '../api.ts'
import { keyOf } from '../contacts/contact.ts'
import type { Contacts } from '../contacts/contacts.ts'
import type { Entry, Recipient } from '../outbox/entry.ts'
import type { Outbox } from '../outbox/outbox.ts'
import { stateOf } from '../outbox/state.ts'
import { CallError } from '../result.ts'
import { listOf } from './entry-views.ts'

interface Deps {
  readonly contacts: Contacts
  readonly outbox: Pick<Outbox, 'page'>
}

/** Messages that are named. */
const shown = 5
/** Of one address that are looked at for its state, in each list. */
const looked = 10
/** Addresses whose state is told; a contact has seldom more. */
const maxAddresses = 20

/** @throws CallError `not-found`. */
export async function messagesTo({ contacts, outbox }: Deps, contactId: string): Promise<MessagesTo> {
  const contact = (await contacts.people()).contacts.find(({ id }) => id === contactId)
  if (contact === undefined) throw new CallError('not-found', 'This contact is not there any more.')
  const addresses = contact.addresses.map(({ address }) => address)
  if (addresses.length === 0) return { sent: 0, outbox: 0, latest: [], states: [] }
  const read = (list: 'outbox' | 'sent', of: readonly string[], limit: number) =>
    outbox.page({ list, offset: 0, limit, filter: { addresses: of }, settledSince: 0 })
  const [waiting, sent, ...each] = await Promise.all([
    read('outbox', addresses, 100),
    read('sent', addresses, shown),
    ...addresses.slice(0, maxAddresses).map(async (address) => {
      const pages = await Promise.all([read('outbox', [address], looked), read('sent', [address], looked)])
      return stateOfAddress(
        address,
        pages.flatMap(({ entries }) => entries),
      )
    }),
  ])
  // The list of the outbox has what was sent too, where that is new.
  const open = waiting.entries.filter((entry) => stateOf(entry) !== 'sent')
  return {
    sent: sent.total,
    outbox: waiting.total - sent.total,
    latest: newest([...open, ...sent.entries])
      .slice(0, shown)
      .map(toMessage),
    states: addresses.map((_, at) => each[at] ?? null),
  }
}

/** Members whose state is told, and messages in each list that are looked at for it. */
const lookedMembers = { members: 200, messages: 300 } as const

/** What became of the last message to each of these addresses, in their order; null: nothing is told. */
export async function statesOf(
  { outbox }: Pick<Deps, 'outbox'>,
  addresses: readonly string[],
): Promise<readonly (AddressState | null)[]> {
  const looked = addresses.slice(0, lookedMembers.members)
  if (looked.length === 0) return []
  const read = (list: 'outbox' | 'sent') =>
    outbox.page({
      list,
      offset: 0,
      limit: lookedMembers.messages,
      filter: { addresses: looked },
      settledSince: 0,
    })
  const pages = await Promise.all([read('outbox'), read('sent')])
  const entries = newest(pages.flatMap((page) => page.entries))
  return looked.map((address) => stateOfAddress(address, entries))
}

const newest = (entries: readonly Entry[]) => entries.toSorted((a, b) => b.updatedAt - a.updatedAt)

function toMessage(entry: Entry) {
  const { id: entryId, subject, updatedAt: at } = entry
  return { entryId, subject, at, state: stateOf(entry), list: listOf(entry) }
}

/** What the newest of these entries that tells something says of the address; null: none does. Pure. */
export function stateOfAddress(address: string, entries: readonly Entry[]): AddressState | null {
  const key = keyOf(address)
  const told = newest(entries).flatMap((entry) => {
    const recipient = entry.recipients.find((one) => keyOf(one.address) === key)
    if (recipient === undefined) return []
    const { at, ...said } = saysOf(entry, recipient)
    return [{ ...said, at, entryId: entry.id, list: listOf(entry), entryState: stateOf(entry) }]
  })
  return told.find(({ state }) => state !== 'pending') ?? told[0] ?? null
}

function saysOf(entry: Entry, { address, status }: Recipient): Pick<AddressState, 'state' | 'at' | 'reply'> {
  const report = entry.reports?.findLast((one) => one.address === address && one.action === 'failed')
  if (report !== undefined) return { state: 'rejected', at: report.readAt, reply: report.lines.join(' ') }
  if (status.state === 'pending') return { state: 'pending', at: entry.updatedAt, reply: '' }
  if (status.state === 'accepted') return { state: 'accepted', at: status.at, reply: '' }
  const { reply, detail } = status.failure
  return { state: status.state, at: status.at, reply: reply?.lines.join(' ') ?? detail }
}
