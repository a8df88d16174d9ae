import { DatabaseSync } from 'node:sqlite'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type {
  Entry,
  EntryState,
  Hold,
  LaterReport,
  Priority,
  Recipient,
  Route,
} from '../../../main/outbox/entry.ts'
import type { BulkEvent, NextQuery, PageQuery } from '../../../main/outbox/queue.ts'
import { transition } from '../../../main/outbox/transition.ts'
import { toAttemptRow } from '../../../main/storage/attempt-row.ts'
import { createEntryRows } from '../../../main/storage/entry-rows.ts'
import { readSearched } from '../../../main/storage/list-search.ts'
import { createListSections } from '../../../main/storage/list-sections.ts'
import { migrate } from '../../../main/storage/migrations.ts'
import { createOperations, type OperationTable } from '../../../main/storage/operations.ts'
import { createSql } from '../../../main/storage/sql.ts'
import {
  entriesInLane,
  isConcerned,
  lanesIn,
  missedOf,
  nextOf,
  pageOf,
  settledBefore,
  workOf,
} from '../../support/memory-queue.ts'
import { attemptOf } from './sample.ts'
import { entryWith, later, recipient, statuses, type StatusName } from '../outbox/sample.ts'

const knownAddresses = [0, 1].map((index) => recipient('pending', index).address.toUpperCase())
const lanes = ['s1', 's2', 'mx:example.org', '']
const times = [1, 5, 10, 50, 100]
const time = fc.constantFrom(...times)
const maybe = <T>(some: fc.Arbitrary<T>) => fc.option(some, { nil: undefined })

const anyRoute = fc.constantFrom<Route | undefined>(
  undefined,
  undefined,
  { kind: 'mx', ruleId: 'r1', tls: 'opportunistic' },
  { kind: 'server', ruleId: 'r2', serverId: 's2' },
)
const anyRecipient: fc.Arbitrary<Recipient> = fc
  .record({
    state: fc.constantFrom(...(Object.keys(statuses) as StatusName[])),
    index: fc.nat(3),
    route: anyRoute,
    retryAt: maybe(time),
    name: maybe(fc.constantFrom('Änne', 'Bob')),
  })
  .map(({ state, index, route, retryAt, name }) => {
    const { status, ...rest } = recipient(state, index)
    return {
      ...rest,
      ...(name === undefined ? {} : { name }),
      ...(route === undefined ? {} : { route }),
      status: status.state === 'deferred' && retryAt !== undefined ? { ...status, retryAt } : status,
    }
  })

const anyReports = fc.constantFrom<readonly LaterReport[]>(
  [later('failed')],
  [later('delayed')],
  [later('delayed'), { ...later('failed'), settledAt: 1 }],
)

const anyEntry: fc.Arbitrary<Entry> = fc
  .record({
    recipients: fc.array(anyRecipient, { minLength: 1, maxLength: 3 }),
    createdAt: time,
    updatedAt: time,
    identityId: fc.constantFrom('i1', 'i2'),
    serverId: fc.constantFrom('s1', 's1', 's2', ''),
    subject: fc.constantFrom('Minutes', 'RÜBE', '100% _sure_', ''),
    signInLanes: maybe(fc.constantFrom<readonly string[]>(['s1'], ['s2'], ['s1', 's2'])),
    hold: maybe(fc.constantFrom<Hold>('person', 'editing', 'sign-in', 'gave-up', 'missed', 'expired')),
    cancelledAt: fc.option(time, { nil: undefined, freq: 8 }),
    sendingAttemptId: fc.option(fc.constant('a1'), { nil: undefined, freq: 8 }),
    nextAttemptAt: maybe(time),
    scheduledAt: maybe(time),
    undoUntil: maybe(time),
    notAfter: maybe(time),
    priority: maybe(fc.constantFrom<Priority>('high', 'normal', 'low')),
    reports: fc.option(anyReports, { nil: undefined, freq: 4 }),
  })
  .map((over) => entryWith([], over))

const anyEntries = fc
  .array(anyEntry, { maxLength: 12 })
  .map((entries) => entries.map((entry, at) => ({ ...entry, id: `e${String(at).padStart(2, '0')}` })))

const ids = (entries: readonly Entry[]) => entries.map(({ id }) => id)
const someIds = fc.subarray(Array.from({ length: 12 }, (_, at) => `e${String(at).padStart(2, '0')}`))

/** One for all runs: what a run puts into it is taken back. */
const database = new DatabaseSync(':memory:')
migrate(database)
const sql = createSql(database)

function open(entries: readonly Entry[]): OperationTable {
  if (database.isTransaction) database.exec('ROLLBACK')
  database.exec('BEGIN')
  const report = ({ id }: { readonly id: string }) => expect.fail(`${id} is damaged`)
  // Sections so small that twelve entries fill some.
  const sections = createListSections(sql, 2)
  const rows = createEntryRows({ sql, report, readAttachments: () => [], sections })
  rows.derive()
  const operations = createOperations(sql, rows, () => ({ files: [], isDone: true }))
  for (const entry of entries) operations['queue.add']({ entry })
  return operations
}

const anyNext: fc.Arbitrary<NextQuery> = fc.record({
  hurried: someIds,
  running: someIds,
  now: time,
  floor: fc.constantFrom(0, ...times, Infinity),
})

test('what SQL takes next in a lane is what state.ts says is due', () => {
  fc.assert(
    fc.property(anyEntries, fc.constantFrom(...lanes), anyNext, (entries, lane, query) => {
      const found = open(entries)['queue.next']({ lane, query })
      const wanted = nextOf(entries, lane, query)
      expect(found && [found.entry.id, found.dueAt]).toEqual(
        wanted === undefined ? null : [wanted.entry.id, wanted.dueAt],
      )
    }),
    { numRuns: 400 },
  )
})

test('what is read ahead is what would be taken one after the other', () => {
  fc.assert(
    fc.property(anyEntries, fc.constantFrom(...lanes), anyNext, fc.nat(4), (entries, lane, query, ahead) => {
      const operations = open(entries)
      const quiet = { ...query, hurried: [] }
      const found = operations['queue.next']({ lane, query: { ...quiet, ahead } })
      let running = [...query.running, ...(found === null ? [] : [found.entry.id])]
      for (const { entry } of found?.further ?? []) {
        const { id } = JSON.parse(entry) as Entry
        const one = operations['queue.next']({ lane, query: { ...quiet, running } })
        expect(one?.entry.id).toBe(id)
        running = [...running, id]
      }
      const rest = operations['queue.next']({ lane, query: { ...quiet, running } })
      const isMore = rest !== null && rest.dueAt <= query.now
      if ((found?.further ?? []).length < ahead && (found?.dueAt ?? Infinity) <= query.now)
        expect(isMore).toBe(false)
    }),
    { numRuns: 400 },
  )
})

test('what is read ahead comes with the number of its own attempts', () => {
  const entries = ['e1', 'e2', 'e3'].map((id) => entryWith(['pending'], { id, createdAt: 1 }))
  const operations = open(entries)
  for (const number of [1, 2]) operations['queue.record']({ attempt: toAttemptRow(attemptOf('e2', number)) })
  const next = { hurried: [], running: [], now: 1_000, floor: 0, ahead: 2 }
  const found = operations['queue.next']({ lane: 's1', query: next })
  expect([found?.attempts, found?.further?.map(({ attempts }) => attempts)]).toEqual([0, [2, 0]])
})

const anyPage: fc.Arbitrary<PageQuery> = fc.record({
  list: fc.constantFrom('outbox', 'sent'),
  offset: fc.nat(4),
  limit: fc.nat(6),
  settledSince: time,
  filter: fc.record(
    {
      text: fc.constantFrom(' minutes ', 'rübe', '%', 'äNNE', 'deferred', 'nothing', ''),
      states: fc.subarray<EntryState>([
        'queued',
        'sent',
        'held',
        'deferred',
        'failed',
        'scheduled',
        'unconfirmed',
      ]),
      lane: fc.constantFrom(...lanes),
      addresses: fc.subarray([...knownAddresses, 'nobody@example.org']),
      bounced: fc.constant(true),
    },
    { requiredKeys: [] },
  ),
})

test('a page, its counts and its filters are what state.ts says of each entry', () => {
  fc.assert(
    fc.property(anyEntries, anyPage, (entries, query) => {
      const found = open(entries)['queue.page']({ query })
      const wanted = pageOf(entries, query)
      expect({ ...found, entries: ids(found.entries) }).toEqual({ ...wanted, entries: ids(wanted.entries) })
    }),
    { numRuns: 400 },
  )
})

test('a search in which much is found gives the same', () => {
  fc.assert(
    fc.property(anyEntries, anyPage, (entries, query) => {
      open(entries)
      const found = readSearched(sql, query, 1)
      const wanted = pageOf(entries, query)
      expect([found.rows.map(({ id }) => id), found.counts]).toEqual([ids(wanted.entries), wanted.counts])
    }),
    { numRuns: 200 },
  )
})

test('what waits in the lanes, what was missed, what is settled: the same', () => {
  fc.assert(
    fc.property(anyEntries, time, fc.nat(4), (entries, at, limit) => {
      const operations = open(entries)
      const works = lanesIn(entries).map((lane) => workOf(entries, lane))
      expect(operations['queue.lanes'](null)).toEqual(works.toSorted((a, b) => (a.lane < b.lane ? -1 : 1)))
      for (const lane of lanes) expect(operations['queue.lane']({ lane })).toEqual(workOf(entries, lane))
      expect(operations['queue.missed']({ limit })).toEqual(missedOf(entries, limit) ?? null)
      expect(operations['queue.settledBefore']({ at, limit })).toEqual(settledBefore(entries, at, limit))
      const query = { dueBy: at, identityIds: ['i2'], after: 'e01', limit }
      expect(ids(operations['queue.inLane']({ lane: 's1', query }))).toEqual(
        ids(entriesInLane(entries, 's1', query)),
      )
    }),
    { numRuns: 200 },
  )
})

const bulkEvents: readonly BulkEvent[] = [
  { type: 'sign-in-needed' },
  { type: 'signed-in' },
  { type: 'server-deleted' },
  { type: 'network-back' },
  { type: 'clock-set-back', byMs: 20 },
]

test('changed rules reach every entry that may still be sent', () => {
  fc.assert(
    fc.property(anyEntries, time, (entries, now) => {
      const operations = open(entries)
      const event = { type: 'rerouted', rules: [] } as const
      const { entryIds } = operations['queue.applyToMany']({ lane: null, event, now, told: 100 })
      const changed = entries.filter((entry) => transition(entry, event, now) !== entry)
      expect([...entryIds].sort()).toEqual(ids(changed))
    }),
  )
})

test('an event for a lane changes exactly what transition changes, and every table follows', () => {
  fc.assert(
    fc.property(
      anyEntries,
      fc.constantFrom(...bulkEvents),
      fc.constantFrom('s1', 's2', 'mx:example.org'),
      time,
      (entries, event, lane, now) => {
        const operations = open(entries)
        const change = operations['queue.applyToMany']({ lane, event, now, told: 100 })
        const after = entries.map((entry) =>
          isConcerned(event, lane)(entry) ? transition(entry, event, now) : entry,
        )
        const changed = after.filter((entry, at) => entry !== entries[at])
        expect([...change.entryIds].sort()).toEqual(ids(changed))
        for (const one of lanes) expect(operations['queue.lane']({ lane: one })).toEqual(workOf(after, one))
        const all = { list: 'outbox', offset: 0, limit: 99, filter: {}, settledSince: 0 } as const
        expect(operations['queue.page']({ query: all }).entries.map(({ reason }) => reason)).toEqual(
          pageOf(after, all).entries.map(({ reason }) => reason),
        )
      },
    ),
    { numRuns: 400 },
  )
})
