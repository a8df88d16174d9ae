import type { EntrySummary, Group } from '../../main/api.ts'

/** A row with the heading that stands inside it when it is the first of its group. */
export interface Row {
  readonly entry: EntrySummary
  readonly heading: string | null
  readonly group: string
}

const groupOrder: readonly Group[] = ['your-move', 'moving', 'settled']

/** Where rows stand: entry id to its group. The order of the map is the order of the rows. */
export type Places = ReadonlyMap<string, string>

/** Order of the outbox: by whose move it is, in a group the newest change first. */
export function placeByGroup(entries: readonly EntrySummary[]): Places {
  const sorted = entries.toSorted(
    (a, b) => groupOrder.indexOf(a.group) - groupOrder.indexOf(b.group) || b.at - a.at,
  )
  return new Map(sorted.map((entry) => [entry.id, entry.group]))
}

/** Order of what was sent: the newest first, by day. */
export function placeByDay(entries: readonly EntrySummary[], toDay: (at: number) => string): Places {
  const sorted = entries.toSorted((a, b) => b.at - a.at)
  return new Map(sorted.map((entry) => [entry.id, toDay(entry.at)]))
}

/**
 * Keeps rows where they stand while the pointer is over the list: known rows keep their place and group, those that
 * are gone go, new ones stand where they belong.
 */
export function holdPlaces(held: Places, fresh: Places): Places {
  const kept = [...held].filter(([id]) => fresh.has(id))
  const places = [...kept]
  for (const [id, group] of fresh) {
    if (held.has(id)) continue
    const index = places.findIndex(([, other]) => other === group)
    places.splice(index === -1 ? places.length : index, 0, [id, group])
  }
  return new Map(places)
}

/** Rows in their places, each group's name on its first row. */
export function toRows(
  places: Places,
  entries: readonly EntrySummary[],
  toHeading: (group: string) => string,
): readonly Row[] {
  const byId = new Map(entries.map((entry) => [entry.id, entry]))
  let last: string | null = null
  return [...places].flatMap(([id, group]) => {
    const entry = byId.get(id)
    if (entry === undefined) return []
    const heading = group === last ? null : toHeading(group)
    last = group
    return [{ entry, heading, group }]
  })
}
