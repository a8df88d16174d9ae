// The tables of the store over the worker: rows are parsed on the way in.
import type { z } from 'zod'
import type { Attempt } from '../outbox/entry.ts'
import type { Draft } from '../drafts/draft.ts'
import {
  attemptSchema,
  contactGroupSchema,
  contactSchema,
  draftContentSchema,
  draftPlaceSchema,
  earlierRecipientSchema,
  identitySchema,
  lineSchema,
  serverSchema,
  templateSchema,
} from './schemas.ts'
import type { DraftRow } from './draft-operations.ts'
import { formatLines, inOrder, parseLines, type ReadLines } from './line-block.ts'
import type { DataRow, SmallTable } from './operations.ts'
import { parseJson } from './parse-row.ts'
import type {
  AttemptTable,
  DamagedRow,
  DraftTable,
  LeftoverTable,
  PeopleTables,
  RecordTable,
  ServerTable,
  SettingsTable,
  TranscriptTable,
} from './store.ts'
import type { WorkerClient } from './worker-client.ts'

type Sql = Pick<WorkerClient, 'sql'>
type ReportDamage = (row: DamagedRow) => void

/** Splits rows into those that are understood and those that are not; none stops the others. */
function parseRows<T>(
  table: string,
  rows: readonly DataRow[],
  schema: z.ZodType<T>,
): { readonly values: readonly T[]; readonly damaged: readonly DamagedRow[] } {
  const values: T[] = []
  const damaged: DamagedRow[] = []
  for (const row of rows) {
    const parsed = parseJson(row.data, schema)
    if (parsed.ok) values.push(parsed.value)
    else damaged.push({ table, id: row.id, problem: parsed.problem })
  }
  return { values, damaged }
}

export function createAttemptTable({ sql }: Sql, report: ReportDamage): AttemptTable {
  const parse = (rows: readonly DataRow[]): readonly Attempt[] => {
    const parsed = parseRows('attempts', rows, attemptSchema)
    parsed.damaged.forEach(report)
    return parsed.values
  }
  return {
    forEntry: async (entryId) => parse(await sql('attempts.forEntry', { entryId })),
    get: async (attemptId) => {
      const row = await sql('attempts.get', { attemptId })
      return parse(row === null ? [] : [row])[0]
    },
    accepted: async (serverId, before, limit) =>
      parse(await sql('attempts.accepted', { serverId, before, limit })),
    since: async (serverId, since, limit) => parse(await sql('attempts.since', { serverId, since, limit })),
  }
}

export function createTranscriptTable({ sql }: Sql, report: ReportDamage): TranscriptTable {
  const known = new Set<string>()
  const reportGap = (table: string, id: string, seq: number): void => {
    // A transcript is read again and again while it is looked at.
    if (known.has(`${table} ${id}`)) return
    known.add(`${table} ${id}`)
    report({ table, id, problem: `line ${seq} is not understood` })
  }
  return {
    // What must not wait for them is stored right behind, and takes them along.
    append: async (attemptId, lines) => {
      if (lines.length > 0) await sql('lines.append', { attemptId, block: formatLines(lines) }, true)
    },
    read: async (attemptId) => {
      const { blocks, rows } = await sql('lines.read', { attemptId })
      const old = rows.map((row): ReadLines => {
        const parsed = lineSchema.safeParse(row)
        return parsed.success ? { lines: [parsed.data] } : { lines: [], gap: row.seq }
      })
      const read = [...old, ...blocks.map(parseLines)]
      const gaps = read.flatMap(({ gap }, at) => {
        if (gap === undefined) return []
        reportGap(at < old.length ? 'lines' : 'line_blocks', attemptId, gap)
        return [gap]
      })
      return inOrder(
        read.flatMap(({ lines }) => lines),
        gaps,
      )
    },
  }
}

export function createDraftTable({ sql }: Sql, report: ReportDamage): DraftTable {
  const toDraft = (row: DraftRow): readonly Draft[] => {
    const parsed = parseJson(row.data, draftContentSchema)
    if (!parsed.ok) {
      report({ table: 'drafts', id: row.id, problem: parsed.problem })
      return []
    }
    const { id, entryId, createdAt, savedAt, discardedAt, version } = row
    // One that is not understood is no harm: the window opens at the top.
    const place = row.place === null ? undefined : parseJson(row.place, draftPlaceSchema)
    return [
      {
        ...{ id, createdAt, savedAt, version, content: parsed.value },
        ...(place?.ok === true ? { place: place.value } : {}),
        ...(entryId === null ? {} : { entryId }),
        ...(discardedAt === null ? {} : { discardedAt }),
      },
    ]
  }
  return {
    all: async () => (await sql('drafts.all', null)).flatMap(toDraft),
    discarded: async () => (await sql('drafts.discarded', null)).flatMap(toDraft),
    setDiscarded: (draftId, at) => sql('drafts.setDiscarded', { draftId, at }),
    get: async (draftId) => {
      const row = await sql('drafts.get', { draftId })
      return row === null ? undefined : toDraft(row)[0]
    },
    put: (draft, versions) => sql('drafts.put', { draft, versions }),
    setPlace: (draftId, place) => sql('drafts.setPlace', { draftId, place }),
    versions: async (draftId) => {
      const rows = await sql('drafts.versions', { draftId })
      return rows.flatMap(({ data, ...row }) => {
        const parsed = parseJson(data, draftContentSchema)
        return parsed.ok ? [{ ...row, content: parsed.value }] : []
      })
    },
    remove: (draftId) => sql('drafts.remove', { draftId }),
    erase: (draftId) => sql('drafts.erase', { draftId }),
  }
}

function createRecordTable<T extends { readonly id: string }>(
  { sql }: Sql,
  table: SmallTable,
  schema: z.ZodType<T>,
  report: ReportDamage,
): RecordTable<T> & { putAll(records: readonly T[]): Promise<void> } {
  return {
    all: async () => {
      const parsed = parseRows(table, await sql('small.all', { table }), schema)
      parsed.damaged.forEach(report)
      return parsed.values
    },
    put: (record) => sql('small.put', { table, records: [record] }),
    putAll: (records) => sql('small.put', { table, records }),
    remove: (id) => sql('small.remove', { table, id }),
  }
}

export function createServerTable(worker: Sql, report: ReportDamage): ServerTable {
  return createRecordTable(worker, 'servers', serverSchema, report)
}

export function createIdentityTable(worker: Sql, report: ReportDamage) {
  return createRecordTable(worker, 'identities', identitySchema, report)
}

export function createPeopleTables(worker: Sql, report: ReportDamage): PeopleTables {
  const contacts = createRecordTable(worker, 'contacts', contactSchema, report)
  const groups = createRecordTable(worker, 'contact_groups', contactGroupSchema, report)
  const earlier = createRecordTable(worker, 'earlier_recipients', earlierRecipientSchema, report)
  const none = { put: [], remove: [] }
  return {
    all: async () => {
      // What another process stores in between has a later revision: it is read again then.
      const revision = await worker.sql('people.revision', null)
      const [people, groupList, used] = await Promise.all([contacts.all(), groups.all(), earlier.all()])
      return { revision, people: { contacts: people, groups: groupList, earlier: used } }
    },
    revision: () => worker.sql('people.revision', null),
    change: (change, since) =>
      worker.sql('people.change', {
        since,
        changes: [
          { table: 'contacts', ...(change.contacts ?? none) },
          { table: 'contact_groups', ...(change.groups ?? none) },
          { table: 'earlier_recipients', ...(change.earlier ?? none) },
        ],
      }),
  }
}

export function createTemplateTable(worker: Sql, report: ReportDamage) {
  return createRecordTable(worker, 'templates', templateSchema, report)
}

export function createLeftoverTable({ sql }: Sql): LeftoverTable {
  return {
    next: () => sql('files.leftovers', null),
    forget: (files) => sql('files.forget', { files }),
  }
}

export function createSettingsTable({ sql }: Sql): SettingsTable {
  return {
    all: async () => {
      const rows = await sql('settings.all', null)
      return Object.fromEntries(rows.map(([key, text]) => [key, parseValue(text)]))
    },
    put: (values) => sql('settings.put', { values }),
  }
}

/** A value that is not JSON is like none: its default is taken. */
function parseValue(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
