// What is offered while a recipient is typed. Pure; 20 000 candidates are looked through in a few milliseconds.
import type { EarlierRecipient, People } from './contact.ts'
import { keyOf } from './contact.ts'
import { fold, wordsOf } from './fold.ts'
import { membersOf } from './members.ts'

/** One line of the list. */
export interface Completion {
  readonly kind: 'contact' | 'earlier' | 'group'
  /** '' where none is known. */
  readonly name: string
  /** '' for a group. */
  readonly address: string
  /** Of a group. */
  readonly members?: readonly { readonly name: string; readonly address: string }[]
  /** Identity that a message to this group alone comes from. */
  readonly identityId?: string
}

export interface Query {
  readonly text: string
  readonly limit: number
  /** Addresses that stand in the message already. */
  readonly exclude: readonly string[]
}

interface Candidate {
  readonly kind: Completion['kind']
  readonly name: string
  readonly address: string
  readonly key: string
  readonly groupId?: string
  /** Folded name and address, each behind a space: a prefix of a word is found as ` prefix`. */
  readonly words: string
  readonly foldedName: string
  readonly used: EarlierRecipient | undefined
  /** Place of the address in its contact. */
  readonly order: number
}

/** Candidates that are ready to be looked through; made anew after each change. */
export interface CompletionIndex {
  readonly candidates: readonly Candidate[]
  readonly people: People
}

const halfLifeMs = 60 * 86_400_000

/** Makes the index. An address of a contact is offered once, under the contact's name. */
export function indexPeople(people: People): CompletionIndex {
  const used = new Map(people.earlier.map((earlier) => [earlier.id, earlier]))
  const candidates: Candidate[] = []
  const seen = new Set<string>()
  for (const contact of people.contacts) {
    contact.addresses.forEach(({ address }, order) => {
      const key = keyOf(address)
      if (used.get(key)?.forgotten === true || seen.has(key)) return
      seen.add(key)
      const more = contact.organisation ?? ''
      candidates.push(toCandidate('contact', contact.name, address, used.get(key), order, more))
    })
  }
  for (const earlier of people.earlier) {
    if (earlier.forgotten === true || seen.has(earlier.id)) continue
    candidates.push(toCandidate('earlier', earlier.name ?? '', earlier.address, earlier, 0, ''))
  }
  for (const { id, name } of people.groups) {
    candidates.push({ ...toCandidate('group', name, '', undefined, 0, ''), groupId: id })
  }
  return { candidates, people }
}

function toCandidate(
  kind: Candidate['kind'],
  name: string,
  address: string,
  used: EarlierRecipient | undefined,
  order: number,
  more: string,
): Candidate {
  const foldedName = fold(name)
  const key = keyOf(address)
  const at = key.lastIndexOf('@')
  const parts = [...wordsOf(foldedName), key, ...key.slice(0, Math.max(0, at)).split(/[._+-]/)]
  if (at >= 0) parts.push(key.slice(at + 1))
  parts.push(...wordsOf(fold(more)))
  return { kind, name, address, key, words: ` ${parts.join(' ')}`, foldedName, used, order }
}

/**
 * What fits the text, the most likely first: the beginning of the name or the address, then of any word; among these, how often
 * and how lately mail went there. An empty text gives those that mail goes to most.
 * @param now epoch ms
 */
export function complete(index: CompletionIndex, query: Query, now: number): readonly Completion[] {
  const text = fold(query.text)
  const words = wordsOf(text).map((word) => ` ${word}`)
  const left = new Set(query.exclude.map(keyOf))
  const hits: { readonly candidate: Candidate; readonly tier: number; readonly score: number }[] = []
  if (text !== '' && words.length === 0) return []
  for (const candidate of index.candidates) {
    if (text === '' ? candidate.used === undefined : !fits(candidate, text, words)) continue
    if (candidate.kind !== 'group' && left.has(candidate.key)) continue
    const starts = candidate.foldedName.startsWith(text) || candidate.key.startsWith(text)
    hits.push({ candidate, tier: starts ? 0 : 1, score: scoreOf(candidate.used, now) })
  }
  hits.sort(
    (a, b) =>
      a.tier - b.tier ||
      b.score - a.score ||
      rank(a.candidate) - rank(b.candidate) ||
      compareText(a.candidate.foldedName, b.candidate.foldedName) ||
      a.candidate.order - b.candidate.order ||
      compareText(a.candidate.key, b.candidate.key),
  )
  return hits.slice(0, query.limit).map(({ candidate }) => toCompletion(candidate, index.people))
}

function fits(candidate: Candidate, text: string, words: readonly string[]): boolean {
  if (candidate.key !== '' && candidate.key.startsWith(text)) return true
  return words.every((word) => candidate.words.includes(word))
}

/** Messages, of which one of two months ago counts half. */
function scoreOf(used: EarlierRecipient | undefined, now: number): number {
  if (used === undefined) return 0
  return used.count * 0.5 ** (Math.max(0, now - used.lastAt) / halfLifeMs)
}

const rank = ({ kind }: Candidate): number => ({ contact: 0, group: 1, earlier: 2 })[kind]

const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

function toCompletion({ kind, name, address, groupId }: Candidate, people: People): Completion {
  if (kind !== 'group') return { kind, name, address }
  const group = people.groups.find(({ id }) => id === groupId)
  const members = group === undefined ? [] : membersOf(group, people.contacts)
  const identityId = group?.identityId
  return { kind, name, address, members, ...(identityId === undefined ? {} : { identityId }) }
}
