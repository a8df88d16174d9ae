import { mkdir, readdir, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { readMessage } from '../message/read.ts'
import type { ReceivedMessage, ReceivedSummary } from './practice.ts'
import { writeFileSafely } from '../write-file.ts'

const defaultMaxKept = 500

/** A message as the session hands it over; `source` with its Received field. */
export interface Arrived {
  readonly id: string
  readonly at: number
  readonly mailFrom: string
  readonly rcptTo: readonly string[]
  readonly refused: readonly string[]
  readonly source: Buffer
}

const rowSchema = z.strictObject({
  id: z.string().regex(/^[0-9A-F]{10}$/),
  at: z.number(),
  mailFrom: z.string(),
  rcptTo: z.array(z.string()),
  refused: z.array(z.string()),
  subject: z.string(),
  from: z.string(),
  size: z.number().int().nonnegative(),
})

export interface ReceivedStore {
  /** Resolves when message and row are synced to disk. */
  add(message: Arrived): Promise<void>
  /** Newest first. */
  list(): readonly ReceivedSummary[]
  /** Null where it is not there. */
  read(id: string): Promise<ReceivedMessage | null>
  clear(): Promise<void>
}

/** Opens the folder of what arrived: one .eml and one .json each. A row that is damaged, or has no message, is passed over. */
export async function openReceivedStore(dir: string, maxKept = defaultMaxKept): Promise<ReceivedStore> {
  await mkdir(dir, { recursive: true, mode: 0o700 })
  let rows = await loadRows(dir)
  const file = (id: string, ending: 'eml' | 'json') => join(dir, `${id}.${ending}`)

  async function remove(removed: readonly ReceivedSummary[]): Promise<void> {
    rows = rows.filter((row) => !removed.includes(row))
    // The row goes first: a message with no row is not listed, a row with no message would be.
    for (const { id } of removed) {
      await rm(file(id, 'json'), { force: true })
      await rm(file(id, 'eml'), { force: true })
    }
  }
  return {
    async add(message) {
      const { source, ...envelope } = message
      const { subject, from } = readMessage(source)
      const row: ReceivedSummary = { ...envelope, subject, from, size: source.length }
      await writeFileSafely(file(row.id, 'eml'), source)
      await writeFileSafely(file(row.id, 'json'), JSON.stringify(row))
      rows = [row, ...rows]
      await remove(rows.slice(maxKept))
    },
    list: () => rows,
    async read(id) {
      const row = rows.find((candidate) => candidate.id === id)
      if (row === undefined) return null
      const source = await readFile(file(row.id, 'eml'))
      return { ...row, source: source.toString('utf8'), text: readMessage(source).text }
    },
    clear: () => remove(rows),
  }
}

async function loadRows(dir: string): Promise<readonly ReceivedSummary[]> {
  const names = new Set(await readdir(dir))
  const rows: ReceivedSummary[] = []
  for (const name of names) {
    const id = /^([0-9A-F]{10})\.json$/.exec(name)?.[1]
    if (id === undefined || !names.has(`${id}.eml`)) continue
    const row = parseRow(await readFile(join(dir, name), 'utf8'))
    if (row?.id === id) rows.push(row)
  }
  return rows.sort((a, b) => b.at - a.at)
}

function parseRow(text: string): ReceivedSummary | null {
  try {
    return rowSchema.parse(JSON.parse(text))
  } catch {
    return null
  }
}
