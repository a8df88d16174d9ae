import type { Attempt, Entry } from '../outbox/entry.ts'
import type { TranscriptLine } from '../smtp/types.ts'

/** Attempts that are read at most before it is said that none is known. */
const MAX_READ = 200

export interface GoodSession {
  readonly attempt: Attempt
  readonly lines: readonly TranscriptLine[]
}

export interface LastGoodDeps {
  readonly entries: Iterable<Entry>
  readonly readAttempt: (attemptId: string) => Promise<Attempt | undefined>
  readonly readLines: (attemptId: string) => Promise<readonly TranscriptLine[]>
}

/** Ids of attempts that handed something over before `before`, the newest first. */
function toCandidates(entries: Iterable<Entry>, before: number): readonly string[] {
  const at = new Map<string, number>()
  for (const { recipients } of entries) {
    for (const { status } of recipients) {
      if (status.state === 'accepted' && status.at < before) at.set(status.attemptId, status.at)
    }
  }
  return [...at].toSorted(([, a], [, b]) => b - a).map(([id]) => id)
}

/**
 * The last session of the same server, before this attempt, in which everything went well. One with its own
 * connection goes before one that was reused, which has no greeting, TLS and sign-in to compare.
 */
export async function findLastGood(attempt: Attempt, deps: LastGoodDeps): Promise<GoodSession | undefined> {
  let reused: GoodSession | undefined
  for (const id of toCandidates(deps.entries, attempt.startedAt).slice(0, MAX_READ)) {
    const other = await deps.readAttempt(id)
    if (other?.serverId !== attempt.serverId || other.overall !== 'accepted' || other.id === attempt.id)
      continue
    const lines = await deps.readLines(id)
    if (lines.some(({ phase }) => phase === 'greeting')) return { attempt: other, lines }
    if (lines.length > 0) reused ??= { attempt: other, lines }
  }
  return reused
}
