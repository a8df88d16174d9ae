import type { Entry } from '../../main/outbox/entry.ts'
import type { Store } from '../../main/storage/store.ts'

/** Every entry that can be understood, oldest first. */
export async function allEntries({ queue }: Pick<Store, 'queue'>): Promise<readonly Entry[]> {
  const everything = { list: 'outbox', offset: 0, limit: 1_000_000, filter: {}, settledSince: 0 } as const
  const { entries } = await queue.page(everything)
  return entries.toSorted((a, b) => a.createdAt - b.createdAt || (a.id < b.id ? -1 : 1))
}
