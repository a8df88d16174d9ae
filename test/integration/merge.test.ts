// A mail merge from the table to the server, at the level of the Api.
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { MergeSettings, MergeView } from '../../main/api.ts'
import { createHarness, type Harness } from '../support/core-harness.ts'
import { startCountingServer, type CountingServer } from '../support/counting-server.ts'
import { makeCertificate } from '../support/crash-profile.ts'
import { settle } from '../support/fake-clock.ts'

let core: Harness
let counting: CountingServer
let identityId: string
let jobId: string

beforeEach(async () => {
  core = await createHarness()
  await core.api.settings.set({ undoSeconds: 0 })
  counting = await startCountingServer({ ...(await makeCertificate()), startTls: false })
  const outcome = await core.api.servers.save({
    ...{ id: null, name: 'Club', yourName: 'Marit', email: 'marit@example.org', host: '127.0.0.1' },
    ...{ port: counting.port, security: 'none', user: '', password: null, ehloName: '' },
    ...{ allowInsecureAuth: false, isDefault: true },
  })
  if (!outcome.saved) throw new Error(JSON.stringify(outcome.problems))
  identityId = outcome.server.identity?.id ?? ''
  jobId = (await core.api.merge.create()).jobId
})
afterEach(async () => {
  await core.close()
  await counting.close()
})

const people = (count: number, more = '') =>
  `Email;First${more === '' ? '' : ';File'}\n${Array.from({ length: count }, (_, n) => `p${n + 1}@example.org;Anna ${n + 1}${more}`).join('\n')}\n`

const settingsOf = ({ name, roles, missing, duplicates, perMinute, list }: MergeView): MergeSettings => ({
  ...{ name, roles, missing, duplicates, perMinute, list, schedule: null, identityId },
  subject: 'Your season, {{First}}',
  text: 'Dear {{First}},\nit begins.',
})

async function prepare(table: string, over: Partial<MergeSettings> = {}): Promise<MergeView> {
  const view = await core.api.merge.readTable({ jobId, name: 'members.csv', bytes: Buffer.from(table) })
  return core.api.merge.save({ jobId, settings: { ...settingsOf(view), ...over } })
}

const get = () => core.api.merge.get({ jobId })
/** Looks again until it is so; the clock of the core stands still. */
async function until(isSo: (view: MergeView) => boolean): Promise<MergeView> {
  for (;;) {
    const view = await get()
    if (isSo(view)) return view
    await settle()
  }
}

test('P9: 200 rows are 200 entries under one job, each accounted for', async () => {
  await prepare(people(200), { list: { id: 'news.example.org', unsubscribe: ['mailto:leave@example.org'] } })
  expect(await core.api.merge.check({ jobId })).toMatchObject({ rows: 200, messages: 200, problems: [] })
  expect(await core.api.merge.preview({ jobId, row: 7 })).toMatchObject({
    to: ['p7@example.org'],
    subject: 'Your season, Anna 7',
    text: 'Dear Anna 7,\nit begins.',
  })
  await core.api.merge.start({ jobId })
  const view = await until(({ counts }) => counts.sent === 200)
  expect(view).toMatchObject({ state: 'done', counts: { sent: 200 } })
  const [found] = await core.api.merge.rows({ jobId, after: 0, limit: 10, text: 'p150@' })
  expect(found).toMatchObject({ row: 150, address: 'p150@example.org', state: 'sent', isReply: true })
  const { source } = await core.api.outbox.source({ entryId: found?.entryId ?? '' })
  expect(source).toMatch(/^List-Id: .*<news\.example\.org>/m)
  expect(source).toContain('List-Unsubscribe: <mailto:leave@example.org>')
  await core.api.merge.saveResult({ jobId })
  const [saved] = core.shell.saved
  expect(saved?.name).toBe('members-result.csv')
  expect(saved?.text.match(/,sent,250,/g)).toHaveLength(200)
})

test('rows without an address and duplicates are left out, and say why', async () => {
  await prepare(`${people(2)}nobody;Bo\np1@example.org;Again\n`)
  await core.api.merge.start({ jobId })
  await until(({ counts }) => counts.sent === 2)
  const rows = await core.api.merge.rows({ jobId, after: 0, limit: 10, state: 'skipped' })
  expect(rows.map(({ row, note }) => [row, note])).toEqual([
    [3, expect.stringContaining('nobody')],
    [4, 'The same address stands in row 1.'],
  ])
})

test('a row that lacks a field stops the start until it is settled', async () => {
  const view = await prepare(`${people(1)}b@example.org;\n`)
  await expect(core.api.merge.start({ jobId })).rejects.toThrow(/“First” is empty/)
  await core.api.merge.save({ jobId, settings: { ...settingsOf(view), missing: { first: { do: 'empty' } } } })
  await core.api.merge.start({ jobId })
  await until(({ counts }) => counts.sent === 2)
})

test('P23: files of rows are frozen at start; one that is not there stops it', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'sendoff-merge-'))
  await writeFile(join(folder, 'a.txt'), 'first')
  core.shell.picked = [folder]
  const view = await prepare(people(2, ';a.txt'), { perMinute: 1 })
  expect(view.roles.files).toBe(2)
  await core.api.merge.pickFolder({ jobId })
  await core.api.merge.start({ jobId })
  await until(({ counts }) => counts.sent === 1)
  await writeFile(join(folder, 'a.txt'), 'changed')
  await core.clock.advance(60_000)
  await until(({ counts }) => counts.sent === 2)
  const rows = await core.api.merge.rows({ jobId, after: 0, limit: 10 })
  const sources = await Promise.all(
    rows.map(({ entryId }) => core.api.outbox.source({ entryId: entryId ?? '' })),
  )
  for (const { source } of sources) expect(source).toContain(Buffer.from('first').toString('base64'))
  const other = (await core.api.merge.create()).jobId
  jobId = other
  await prepare(people(1, ';none.txt'))
  await core.api.merge.pickFolder({ jobId })
  await expect(core.api.merge.start({ jobId })).rejects.toThrow(/none\.txt is not in the folder/)
  await rm(folder, { recursive: true })
})

test('pacing makes so many a minute; pause holds, resume goes on, over a restart too', async () => {
  await prepare(people(4), { perMinute: 60 })
  await core.api.merge.start({ jobId })
  await until(({ counts }) => counts.sent === 1)
  await core.clock.advance(1_000)
  await until(({ counts }) => counts.sent === 2)
  await core.api.merge.pause({ jobId })
  await core.restart()
  await core.clock.advance(10_000)
  expect(await get()).toMatchObject({ state: 'paused', counts: { sent: 2, waiting: 2 } })
  await core.api.merge.resume({ jobId })
  await until(({ counts }) => counts.sent === 3)
  await core.clock.advance(1_000)
  expect(await until(({ state }) => state === 'done' || state === 'running')).toBeDefined()
  await until(({ counts }) => counts.sent === 4)
})

test('P21: pause holds what was made, and cancel stops what is left', async () => {
  await core.api.settings.set({ sending: 'paused' })
  await prepare(people(40))
  await core.api.merge.start({ jobId })
  await until(({ counts }) => counts.queued === 40)
  expect((await core.api.merge.pause({ jobId })).counts).toEqual({ held: 40 })
  expect((await core.api.merge.resume({ jobId })).counts).toEqual({ queued: 40 })
  await until(({ state }) => state === 'done')
  expect((await core.api.merge.cancel({ jobId })).counts).toEqual({ cancelled: 40 })
  expect(counting.copies.size).toBe(0)
})

test('a scheduled job starts at its time; one that was missed waits for the person', async () => {
  const schedule = { at: Date.UTC(2026, 0, 5, 10), local: '2026-01-05T10:00', zone: 'UTC' }
  await prepare(people(3), { schedule })
  await core.api.merge.start({ jobId })
  await settle()
  expect((await get()).counts).toEqual({ waiting: 3 })
  await core.restart(() => core.clock.jumpTo(Date.UTC(2026, 0, 5, 12)))
  const view = await until(({ state }) => state === 'paused')
  expect(view).toMatchObject({ problem: 'It was due while Sendoff was closed.', counts: { waiting: 3 } })
  await core.api.merge.resume({ jobId })
  await until(({ counts }) => counts.sent === 3)
})

test('a job that is removed leaves its messages; a started one is not changed', async () => {
  const view = await prepare(people(2))
  await core.api.merge.start({ jobId })
  await until(({ state, counts }) => state === 'done' && counts.sent === 2)
  await expect(core.api.merge.save({ jobId, settings: settingsOf(view) })).rejects.toThrow(/started/)
  await core.api.merge.remove({ jobId })
  expect(await core.api.merge.list()).toEqual([])
  expect((await core.api.outbox.list({ list: 'sent', offset: 0, limit: 10 })).total).toBe(2)
})

test('a table is read again in another encoding, and a draft gives the letter with copies of its files', async () => {
  const table = await core.api.merge.readTable({
    jobId,
    name: 'a.csv',
    bytes: Buffer.from('Email;First\na@example.org;Zoë\n', 'latin1'),
  })
  expect(table.table).toMatchObject({ encoding: 'windows-1252', delimiter: ';', rows: 1 })
  const other = await core.api.merge.reread({ jobId, encoding: 'utf-8', delimiter: null })
  expect(other.table?.encoding).toBe('utf-8')
  const draft = await core.api.drafts.create({
    content: { subject: 'Hello {{First}}', text: 'x', html: '<p>{{First}}</p>' },
  })
  const { added } = await core.api.drafts.attachBytes({
    ...{ draftId: draft.id, name: 'a.txt', type: 'text/plain' },
    bytes: Buffer.from('a'),
  })
  await core.api.drafts.save({ draftId: draft.id, content: { ...draft.content, attachments: added } })
  const view = await core.api.merge.takeDraft({ jobId, draftId: draft.id })
  await core.api.drafts.discard({ draftId: draft.id })
  expect(view).toMatchObject({ subject: 'Hello {{First}}', isRich: true, attachments: [{ name: 'a.txt' }] })
  await core.api.merge.save({
    jobId,
    settings: { ...settingsOf(view), subject: view.subject, text: '' },
  })
  await core.restart()
  await core.api.merge.start({ jobId })
  await until(({ counts }) => counts.sent === 1)
})
