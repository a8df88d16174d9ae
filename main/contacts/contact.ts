// People, groups, and whom mail went to.

/** An address of a contact; `label` as the person or the file named it: `work`, `privat` … */
export interface ContactAddress {
  readonly address: string
  readonly label?: string
}

/** What has no use here and is kept as it came: telephone numbers, postal addresses, birthdays … */
export interface ContactDetail {
  /** As in the file or as typed: `TEL`, `Note` … */
  readonly label: string
  readonly value: string
}

export interface Contact {
  readonly id: string
  /** May be empty where there is an address. */
  readonly name: string
  /** First and last name, where the person or the file told them apart. */
  readonly given?: string
  readonly family?: string
  readonly organisation?: string
  /** The first is used when the name is chosen. */
  readonly addresses: readonly ContactAddress[]
  readonly note?: string
  readonly details?: readonly ContactDetail[]
  /** Ids of contacts that look the same and are not, as the person said. */
  readonly distinctFrom?: readonly string[]
  readonly createdAt: number
  readonly changedAt: number
}

/** A member by its address; with `contactId` it follows that contact where the address changes. */
export interface GroupMember {
  readonly address: string
  readonly name?: string
  readonly contactId?: string
}

export interface ContactGroup {
  readonly id: string
  readonly name: string
  readonly members: readonly GroupMember[]
  /** Where its addresses go when a person writes to it. */
  readonly field: 'to' | 'cc' | 'bcc'
  /** Identity that a message to this group alone comes from; absent: as any other message. */
  readonly identityId?: string
}

/** An address that mail went to; its id is the key of the address. */
export interface EarlierRecipient {
  readonly id: string
  readonly address: string
  readonly name?: string
  /** Messages. */
  readonly count: number
  readonly lastAt: number
  /** Not offered until a message goes there again. */
  readonly forgotten?: true
}

/** Everything that the room keeps. */
export interface People {
  readonly contacts: readonly Contact[]
  readonly groups: readonly ContactGroup[]
  readonly earlier: readonly EarlierRecipient[]
}

/** What is stored and removed in one transaction. */
export interface PeopleChange {
  readonly contacts?: Change<Contact>
  readonly groups?: Change<ContactGroup>
  readonly earlier?: Change<EarlierRecipient>
}

export interface Change<T> {
  readonly put: readonly T[]
  /** Ids. */
  readonly remove: readonly string[]
}

/** Limits of what is kept; what comes from outside and goes beyond is refused with a sentence. */
export const peopleLimits = {
  contacts: 100_000,
  addresses: 50,
  details: 200,
  name: 500,
  text: 20_000,
  members: 10_000,
  groups: 5_000,
} as const

/** The address to be compared: people and providers take local parts without case. */
export function keyOf(address: string): string {
  return address.normalize('NFC').toLowerCase()
}
