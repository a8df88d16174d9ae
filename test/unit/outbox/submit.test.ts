import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeEach, describe, expect, test } from 'vitest'
import type { Draft, DraftContent } from '../../../main/drafts/draft.ts'
import type { Identity } from '../../../main/identities/identity.ts'
import type { Entry } from '../../../main/outbox/entry.ts'
import { createQueue, type Queue } from '../../../main/outbox/queue.ts'
import { createRevisionFiles } from '../../../main/outbox/revision-files.ts'
import { ContentScan } from '../../../main/smtp/content-scan.ts'
import { redate } from '../../../main/outbox/redate.ts'
import { submit, type SubmitDeps } from '../../../main/outbox/submit.ts'
import type { PlannedFault } from '../../../main/storage/protocol.ts'
import { allEntries } from '../../support/all-entries.ts'
import { createSeededRandom } from '../../support/seeded-random.ts'
import { createTempProfile, type TempProfile } from '../../support/temp-profile.ts'

const content: DraftContent = {
  identityId: 'i1',
  serverId: null,
  to: ['Anna <anna@example.org>', 'bob@example.org'],
  cc: ['anna@EXAMPLE.org'],
  bcc: ['carl@example.org'],
  subject: 'Minutes',
  text: 'The minutes.\n',
  attachments: [],
}
const draft: Draft = { id: 'd1', createdAt: 1, savedAt: 1, version: 1, content }

let profile: TempProfile
let queue: Queue
let deps: SubmitDeps
let announced: string[]
const undoMs = 0

async function open(faults: readonly PlannedFault[] = []): Promise<void> {
  const { store } = await profile.open(faults)
  const { clock } = profile
  announced = []
  const changed = (id: string, entry: Entry | null) =>
    void announced.push(`${id} ${entry?.reason.kind ?? 'gone'}`)
  const news = { changed, manyChanged: () => undefined }
  queue = createQueue({ store: store.queue, clock, news })
  deps = {
    queue,
    spool: store.spool,
    files: store.files,
    identity: async (id) =>
      id === 'i1' ? { id, name: 'Marit', address: 'marit@example.org', serverId: 's1' } : undefined,
    rules: () => [],
    undoMs: () => undoMs,
    hasServer: async (id) => id === 's1' || id === 's2',
    readContent: createRevisionFiles({
      spool: store.spool,
      setAside: () => undefined,
      createScan: () => new ContentScan(),
    }).content,
    clock,
    random: createSeededRandom(),
  }
}

/** Each name ends in an id of its own. */
const plain = (name: string) => name.replace(/-[0-9a-f]{24}\./, '.')
const spoolDir = () => join(profile.dataDir, 'spool')
const spooled = async () => (await readdir(spoolDir())).map(plain)
const source = async (name: string) => {
  const found = (await readdir(spoolDir())).find((one) => plain(one) === name)
  return await readFile(join(spoolDir(), found ?? name), 'utf8')
}

beforeEach(async () => {
  profile = await createTempProfile()
})

describe('a new message', () => {
  test('P1: bytes and entry are stored, then it is announced, and only then it resolves', async () => {
    await open()
    expect(await submit(deps, draft, content)).toEqual({ queued: true, entryId: 'd1', revision: 1 })
    expect(announced).toEqual(['d1 queued'])
    expect(await spooled()).toEqual(['d1-1.eml', 'd1-1.json'])
    const { store } = await profile.open()
    const entries = await allEntries(store)
    expect(entries).toMatchObject([
      { id: 'd1', subject: 'Minutes', serverId: 's1', reason: { kind: 'queued' } },
    ])
    const { revision } = entries[0]!
    await store.spool.verify(revision.spoolFile, revision)
  })

  test('P2, P29: every distinct recipient once, blind copies in no header', async () => {
    await open()
    await submit(deps, draft, content)
    expect((await queue.get('d1'))?.recipients.map(({ address, field }) => [address, field])).toEqual([
      ['anna@example.org', 'to'],
      ['bob@example.org', 'to'],
      ['carl@example.org', 'bcc'],
    ])
    const text = await source('d1-1.eml')
    expect(text).toMatch(/^To: Anna <anna@example\.org>, bob@example\.org\r$/m)
    expect(text).not.toContain('carl')
  })

  test('P29: an identity adds its blind copies, its reverse-path and headers; its copy waits for a hand-over', async () => {
    await open()
    const identity: Identity = {
      ...{ id: 'i1', name: 'Marit', address: 'marit@example.org', serverId: 's1' },
      ...{ replyTo: 'Crew <crew@example.org>', organisation: 'Rowing club' },
      ...{ alwaysBcc: ['log@example.org', 'bob@example.org'], envelopeSender: 'bounces@example.org' },
      sentCopy: { kind: 'eml', path: '/sent' },
    }
    deps = { ...deps, identity: async () => identity }
    await submit(deps, draft, content)
    const entry = await queue.get('d1')
    expect(entry).toMatchObject({
      from: { address: 'marit@example.org' },
      envelopeSender: 'bounces@example.org',
      sentCopy: { kind: 'eml', path: '/sent', state: 'waiting' },
    })
    expect(entry?.recipients.map(({ address, field }) => `${field} ${address}`)).toEqual([
      'to anna@example.org',
      'to bob@example.org',
      'bcc carl@example.org',
      'bcc log@example.org',
    ])
    const text = await source('d1-1.eml')
    expect(text).toMatch(/^Reply-To: Crew <crew@example\.org>\r$/m)
    expect(text).toMatch(/^Organization: Rowing club\r$/m)
    expect(text).not.toMatch(/log@|bounces@|^Bcc/m)
    // Only another date: the sender is as it was, though the identity is gone.
    deps = { ...deps, identity: async () => undefined }
    const schedule = { at: 0, local: '2099-01-05T08:00', zone: 'Europe/Berlin' }
    expect(await redate(deps, entry!, { schedule })).toEqual([])
    const again = await source('d1-2.eml')
    expect(again.replace(/^Date: .*$/m, '')).toBe(text.replace(/^Date: .*$/m, ''))
    expect(again).not.toBe(text)
    expect((await queue.get('d1'))?.recipients).toEqual(entry?.recipients)
  })

  test('on hold: it is stored with its reason, goes nowhere, and cannot be undone but released', async () => {
    await open()
    deps = { ...deps, undoMs: () => 10_000 }
    await submit(deps, draft, content, { onHold: true })
    const held = await queue.get('d1')
    expect(held).toMatchObject({ hold: 'person', reason: { kind: 'held-by-person' } })
    expect(held).not.toHaveProperty('undoUntil')
    await queue.apply('d1', { type: 'released' })
    expect(await queue.get('d1')).toMatchObject({ reason: { kind: 'queued' } })
    // An edit of it too.
    await submit(
      deps,
      { ...draft, id: 'd2', entryId: 'd1' },
      { ...content, subject: 'Next' },
      { onHold: true },
    )
    expect(await queue.get('d1')).toMatchObject({ hold: 'person', revision: { number: 2 } })
  })

  test('is not tried from an address that the server does not take', async () => {
    await open()
    const senderServer = () => ({ name: 'Strict', allowedSenders: ['@example.net'] })
    const outcome = await submit({ ...deps, senderServer }, draft, content)
    expect(outcome.queued ? [] : outcome.problems).toEqual([
      { field: 'from', message: expect.stringContaining('Strict does not take marit@example.org') as string },
    ])
    expect(await spooled()).toEqual([])
  })

  test('all findings come at once, each with its field', async () => {
    await open()
    const outcome = await submit(deps, draft, {
      ...content,
      identityId: 'gone',
      serverId: 'gone',
      to: ['nobody'],
      subject: 'a\nb',
    })
    expect(outcome.queued ? [] : outcome.problems.map(({ field }) => field).sort()).toEqual([
      'from',
      'serverId',
      'subject',
      'to[0]',
    ])
    expect(await spooled()).toEqual([])
  })
})

describe('a fault of the disk', () => {
  const faults: readonly (readonly [string, PlannedFault])[] = [
    ['writing the bytes', { at: 'write', nth: 1, code: 'ENOSPC' }],
    ['syncing the bytes', { at: 'fsync', nth: 1, code: 'EIO' }],
    ['renaming the file', { at: 'rename', nth: 1, code: 'EIO' }],
    ['syncing what was typed', { at: 'fsync', nth: 2, code: 'EIO' }],
    ['syncing the folder', { at: 'fsync', nth: 3, code: 'EIO' }],
    ['writing what was typed', { at: 'rename', nth: 2, code: 'ENOSPC' }],
    ['storing the row', { at: 'commit', nth: 1, code: 'ENOSPC' }],
  ]

  test.each(faults)('P1: %s: nothing is queued or announced, and it says so', async (_name, fault) => {
    await open([fault])
    await expect(submit(deps, draft, content)).rejects.toMatchObject({ failure: { code: 'storage' } })
    expect(announced).toEqual([])
    expect(await queue.get('d1')).toBeUndefined()
  })

  test.each(faults)('%s: no file stays that no entry names', async (_name, fault) => {
    await open([fault])
    await expect(submit(deps, draft, content)).rejects.toThrow()
    expect(await spooled()).toEqual([])
  })
})

describe('a revision', () => {
  const edit: Draft = { ...draft, id: 'd2', entryId: 'd1' }

  beforeEach(async () => {
    await open()
    await submit(deps, draft, content)
  })

  test('P2: other addresses alone keep Message-ID and date, and make a new header', async () => {
    await profile.clock.advance(3_600_000)
    const outcome = await submit(deps, edit, { ...content, to: ['dora@example.org'], cc: [] })
    expect(outcome).toEqual({ queued: true, entryId: 'd1', revision: 2 })
    const [first, second] = [await source('d1-1.eml'), await source('d1-2.eml')]
    const field = (text: string, name: string) => new RegExp(`^${name}: (.*)$`, 'm').exec(text)?.[1]
    expect(field(second, 'Message-ID')).toBe(field(first, 'Message-ID'))
    expect(field(second, 'Date')).toBe(field(first, 'Date'))
    expect(field(second, 'To')).toBe('dora@example.org')
    expect((await queue.get('d1'))?.history).toHaveLength(1)
  })

  test('P2: another sender is an address too', async () => {
    const before = (await queue.get('d1'))?.revision.messageId
    await submit(deps, edit, { ...content, serverId: 's2' })
    expect(await queue.get('d1')).toMatchObject({
      serverId: 's2',
      revision: { number: 2, messageId: before },
    })
  })

  test.each<[string, Partial<DraftContent>, RegExp]>([
    ['From', { from: 'Shop <shop@example.org>' }, /^From: Shop <shop@example\.org>\r$/m],
    ['Reply-To', { options: { replyTo: 'crew@example.org' } }, /^Reply-To: crew@example\.org\r$/m],
  ])('P2: another typed %s is an address too', async (_name, change, header) => {
    const before = (await queue.get('d1'))?.revision.messageId
    await submit(deps, edit, { ...content, ...change })
    expect(await queue.get('d1')).toMatchObject({ revision: { number: 2, messageId: before } })
    expect(await source('d1-2.eml')).toMatch(header)
  })

  test('P2: a priority that was set in the outbox makes no other message of it', async () => {
    const before = (await queue.get('d1'))?.revision.messageId
    await queue.apply('d1', { type: 'prioritised', priority: 'low' })
    await submit(deps, edit, { ...content, to: ['dora@example.org'], priority: 'low' })
    expect(await queue.get('d1')).toMatchObject({
      priority: 'low',
      revision: { number: 2, messageId: before },
    })
  })

  test('no word is lost where rich text was wished and no window wrote it', async () => {
    await submit(deps, { ...draft, id: 'd3' }, { ...content, html: '' })
    expect(await source('d3-1.eml')).toMatch(/^Content-Type: text\/plain[\s\S]*The minutes\.\r\n/m)
  })

  test.each<[string, Partial<DraftContent>]>([
    ['subject', { subject: 'Minutes, corrected' }],
    ['text', { text: 'Other.\n' }],
    ['priority', { priority: 'high' }],
  ])('P2: another %s is a new Message-ID', async (_name, change) => {
    const before = (await queue.get('d1'))?.revision.messageId
    await submit(deps, edit, { ...content, ...change })
    expect((await queue.get('d1'))?.revision.messageId).not.toBe(before)
  })

  test('P2: a recipient keeps what became of it, however its domain is written', async () => {
    const entry = (await queue.get('d1'))!
    const status = { state: 'accepted', at: 1, attemptId: 'a1' } as const
    await queue.remove('d1')
    await queue.add({
      ...entry,
      recipients: entry.recipients.map((one, at) => (at === 0 ? { ...one, status } : one)),
    })
    await submit(deps, edit, { ...content, to: ['anna@Example.ORG', 'dora@example.org'], cc: [], bcc: [] })
    expect(
      (await queue.get('d1'))?.recipients.map(({ address, status: { state } }) => [address, state]),
    ).toEqual([
      ['anna@example.org', 'accepted'],
      ['dora@example.org', 'pending'],
    ])
  })

  test('is refused while the entry is being sent, and leaves no file', async () => {
    await queue.apply('d1', { type: 'attempt-started', attemptId: 'a1' })
    await expect(submit(deps, edit, { ...content, text: 'Other.\n' })).rejects.toMatchObject({
      failure: { code: 'not-possible' },
    })
    expect(await spooled()).toEqual(['d1-1.eml', 'd1-1.json'])
  })

  test('P2: the same draft sent by two processes is one entry, with the bytes of the first', async () => {
    const before = await readFile(join(spoolDir(), (await queue.get('d1'))!.revision.spoolFile))
    expect(await submit(deps, draft, { ...content, text: 'Later.\n' })).toMatchObject({ entryId: 'd1' })
    const { revision } = (await queue.get('d1'))!
    expect(await readFile(join(spoolDir(), revision.spoolFile))).toEqual(before)
    expect(await spooled()).toEqual(['d1-1.eml', 'd1-1.json'])
  })

  test('of an entry that was deleted is a new message: nothing typed is lost', async () => {
    await queue.remove('d1')
    expect(await submit(deps, edit, content)).toMatchObject({ queued: true, entryId: 'd2', revision: 1 })
  })
})
