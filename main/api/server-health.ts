// How the outgoing servers did, read from what the store kept of their attempts.
import type { HealthCause, HealthView, RecentAttempts } from '../api.ts'
import type { Clock } from '../clock.ts'
import { toCauseTitle } from '../diagnosis/explain.ts'
import { toHealth, toOutcome, type CauseShare, type MeasuredAttempt } from '../health/health.ts'
import { toStarts, type HealthSpan } from '../health/span.ts'
import type { Attempt } from '../outbox/entry.ts'
import { listOf } from './entry-views.ts'
import { CallError } from '../result.ts'
import type { Servers } from '../servers/servers.ts'
import type { Store } from '../storage/store.ts'
import { toStops } from '../transcript/stops.ts'

export interface HealthDeps {
  readonly store: Pick<Store, 'attempts' | 'transcripts' | 'queue'>
  readonly servers: Servers
  readonly clock: Clock
}

/** Attempts that are counted at most, and those whose transcripts are read for the time of each stop. */
const maxCounted = 20_000
const maxTimed = 500
const maxTicks = 24
const maxMessages = 10

/** @throws CallError `not-found` where there is no such server. */
export async function readHealth(
  { store, servers, clock }: HealthDeps,
  { serverId, span }: { readonly serverId: string; readonly span: HealthSpan },
): Promise<HealthView> {
  const server = servers.get(serverId)
  if (server === undefined) throw new CallError('not-found', 'The server is not there any more.')
  const now = clock.now()
  const starts = toStarts(span, now)
  const found = await store.attempts.since(serverId, starts[0] ?? now, maxCounted + 1)
  const attempts = found.slice(0, maxCounted)
  const timed = await Promise.all(attempts.slice(0, maxTimed).map((attempt) => measure(store, attempt)))
  const untimed = attempts.slice(maxTimed).map((attempt): MeasuredAttempt => ({ attempt, stops: [] }))
  const health = toHealth([...timed, ...untimed], starts, now + 1)
  const causes = await Promise.all(health.causes.map((cause) => toCause(store, cause, server.name)))
  return { ...health, causes, isCut: found.length > maxCounted }
}

async function measure({ transcripts }: HealthDeps['store'], attempt: Attempt): Promise<MeasuredAttempt> {
  return { attempt, stops: toStops(await transcripts.read(attempt.id), attempt) }
}

async function toCause(
  { queue }: HealthDeps['store'],
  cause: CauseShare,
  serverName: string,
): Promise<HealthCause> {
  const entries = await queue.getMany(cause.entryIds.slice(0, maxMessages))
  return {
    ...cause,
    title: toCauseTitle(cause.cause, serverName),
    messages: entries.map((entry) => ({
      entryId: entry.id,
      subject: entry.subject,
      view: listOf(entry),
    })),
  }
}

/** The last attempts of each server, for its ticks in the list. */
export async function readRecent({ store, servers }: HealthDeps): Promise<readonly RecentAttempts[]> {
  return Promise.all(
    servers.all().map(async ({ id }) => {
      const attempts = await store.attempts.since(id, 0, maxTicks * 2)
      const outcomes = attempts.flatMap((attempt) => toOutcome(attempt) ?? [])
      return { serverId: id, outcomes: outcomes.slice(0, maxTicks).reverse() }
    }),
  )
}
