import { mkdir, mkdtemp, readdir, readFile, rename, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { isTransient } from '../../../../main/failure.ts'
import type { CourierHooks } from '../../../../main/outbox/courier.ts'
import type { Recipient } from '../../../../main/outbox/entry.ts'
import { createMaildirCourier, isDeliveredToMaildir } from '../../../../main/outbox/route/maildir-courier.ts'
import { createMaildirDisk, type MaildirDisk } from '../../../../main/outbox/route/maildir-disk.ts'
import { createLineEnds, formatName } from '../../../../main/outbox/route/maildir-file.ts'
import { createFakeClock } from '../../../support/fake-clock.ts'
import { entryWith } from '../sample.ts'

let folder: string
let path: string
let journal: string[]

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sendoff-maildir-'))
  path = join(folder, 'boathouse', 'Maildir')
  journal = []
})

afterEach(() => rm(folder, { recursive: true, force: true }))

const to = (address: string, field: Recipient['field'] = 'to'): Recipient => ({
  address,
  field,
  status: { state: 'pending' },
  route: { kind: 'maildir', ruleId: 'r', path },
})

/** The real disk that writes down what it does, and fails where it is told. */
function watched(failAt?: keyof MaildirDisk, code = 'EIO', within = ''): MaildirDisk {
  const disk = createMaildirDisk()
  const watch =
    <A extends unknown[], R>(name: keyof MaildirDisk, run: (...args: A) => Promise<R>) =>
    (...args: A): Promise<R> => {
      journal.push(name)
      return name === failAt && String(args[0]).includes(within)
        ? Promise.reject(Object.assign(new Error(code), { code }))
        : run(...args)
    }
  return {
    makeFolder: watch('makeFolder', disk.makeFolder),
    write: watch('write', disk.write),
    move: watch('move', disk.move),
    syncFolder: watch('syncFolder', disk.syncFolder),
    remove: watch('remove', disk.remove),
    list: watch('list', disk.list),
  }
}

interface Options {
  readonly disk?: MaildirDisk
  readonly recipients?: readonly Recipient[]
  readonly hooks?: Partial<CourierHooks>
  readonly attemptId?: string
  readonly message?: string
  readonly signal?: AbortSignal
}

async function put({ disk = watched(), recipients, hooks, attemptId = 'a1', message, signal }: Options = {}) {
  const courier = createMaildirCourier({
    disk,
    host: 'desk/top:1',
    pid: 812,
    recorder: {
      start: () => ({
        tap: (line) => void journal.push(line.text),
        flush: async () => void journal.push('flushed'),
        end: async () => void journal.push('ended'),
      }),
    },
    openSpool: async () => () => Readable.from([Buffer.from(message ?? 'Subject: Hi\r\n\r\n.one\r\n')]),
    clock: createFakeClock(),
  })
  const all: CourierHooks = {
    step: async (step) => void journal.push(`step ${step}`),
    aboutToComplete: async () => void journal.push('about to complete'),
    phase: () => undefined,
    progress: () => undefined,
    ...hooks,
  }
  const abort = signal ?? new AbortController().signal
  return courier.deliver(
    entryWith(['pending']),
    recipients ?? [to('keys@boathouse.example')],
    attemptId,
    all,
    abort,
  )
}

const files = async (name: string) => (await readdir(join(path, name))).sort()
const fault = (code: string) => Promise.reject(new Error(code))

describe('delivery', () => {
  test('puts one file into new, as a local MTA would, and leaves none in tmp', async () => {
    const recipients = [to('keys@boathouse.example'), to('hull@boathouse.example', 'cc')]
    expect(await put({ recipients })).toMatchObject({
      overall: 'accepted',
      recipients: [{ outcome: 'accepted' }, { outcome: 'accepted' }],
      notes: [`Put into the Maildir ${path}.`],
      answered: true,
    })
    const [name = '', ...more] = await files('new')
    expect(more).toEqual([])
    expect(name).toBe('1767603600.P812Q1Aa1.desk\\057top\\0721')
    expect(await files('tmp')).toEqual([])
    expect(await files('cur')).toEqual([])
    expect(await readFile(join(path, 'new', name), 'utf8')).toBe(
      'Return-Path: <me@example.org>\nDelivered-To: keys@boathouse.example\nDelivered-To: hull@boathouse.example\n' +
        'Subject: Hi\n\n.one\n',
    )
    expect((await stat(join(path, 'new', name))).mode & 0o777).toBe(0o600)
  })

  test('P29: a blind recipient is named to nobody', async () => {
    await put({ recipients: [to('keys@boathouse.example'), to('blind@boathouse.example', 'bcc')] })
    const [name = ''] = await files('new')
    expect(await readFile(join(path, 'new', name), 'utf8')).not.toContain('blind')
  })

  test('P3: file and folder are synced and the step is stored before the message can be seen', async () => {
    await put()
    expect(journal.filter((line) => !line.startsWith('writing') && line !== 'makeFolder')).toEqual([
      'step content',
      'write',
      'syncFolder',
      'flushed',
      'about to complete',
      'move',
      expect.stringMatching(/^moved to new\//),
      'syncFolder',
      'ended',
    ])
  })

  test('goes into a Maildir that is there, beside what it holds', async () => {
    await put({ attemptId: 'a1' })
    await put({ attemptId: 'a2' })
    expect(await files('new')).toHaveLength(2)
  })
})

describe('faults', () => {
  test.each<[keyof MaildirDisk, string, string]>([
    ['makeFolder', 'ENOSPC', ''],
    ['write', 'ENOSPC', ''],
    ['write', 'EIO', ''],
    ['syncFolder', 'EIO', 'tmp'],
    ['move', 'EIO', ''],
  ])('%s with %s puts it off, and leaves nothing half', async (failAt, code, within) => {
    const report = await put({ disk: watched(failAt, code, within) })
    expect(report).toMatchObject({
      overall: 'deferred',
      recipients: [{ outcome: 'deferred' }],
      failure: {
        phase: 'message',
        errorCode: 'MAILDIR_FAULT',
        detail: `The Maildir ${path} did not take the message (${code}).`,
      },
    })
    expect(report.failure !== undefined && isTransient(report.failure)).toBe(true)
    for (const name of failAt === 'makeFolder' ? [] : ['tmp', 'new']) expect(await files(name)).toEqual([])
  })

  test.each(['EACCES', 'EROFS', 'ENOTDIR', 'EEXIST'])('%s waits for the person', async (code) => {
    const report = await put({ disk: watched('write', code) })
    expect(report).toMatchObject({ overall: 'refused-locally', failure: { errorCode: 'MAILDIR_REFUSED' } })
  })

  test('a path that is a file is refused with a sentence', async () => {
    await mkdir(join(path, '..'), { recursive: true })
    await rm(path, { force: true })
    path = '/dev/null/Maildir'
    const report = await put({ recipients: [to('keys@boathouse.example')] })
    expect(report.failure?.detail).toBe('The Maildir /dev/null/Maildir did not take the message (ENOTDIR).')
  })

  test('a folder that is not confirmed after the move is unconfirmed: it may be seen', async () => {
    const report = await put({ disk: watched('syncFolder', 'EIO', 'new') })
    expect(report).toMatchObject({ overall: 'unconfirmed', recipients: [{ outcome: 'unconfirmed' }] })
    expect(await files('new')).toHaveLength(1)
  })

  test('P6: where the step cannot be stored nothing is delivered', async () => {
    const report = await put({ hooks: { aboutToComplete: () => fault('disk full') } })
    expect(report.overall).not.toBe('unconfirmed')
    expect([...(await files('new')), ...(await files('tmp'))]).toEqual([])
  })

  test('P21: cancelled before the move, nothing is delivered', async () => {
    const abort = new AbortController()
    const report = await put({
      signal: abort.signal,
      hooks: { aboutToComplete: async () => abort.abort('cancelled') },
    })
    expect(report).toMatchObject({ overall: 'deferred', failure: { detail: 'cancelled' } })
    expect(await files('new')).toEqual([])
  })
})

describe('P3: after a crash in the last step', () => {
  const isDelivered = (
    id: string,
    where = path,
    step: 'content' | 'about-to-complete' = 'about-to-complete',
  ) =>
    isDeliveredToMaildir(createMaildirDisk(), {
      id,
      step,
      route: { kind: 'maildir', ruleId: 'r', path: where },
    })

  test('before that step nothing was delivered, and over SMTP there is nothing to look at', async () => {
    await put({ attemptId: 'a1' })
    expect(await isDelivered('a1', path, 'content')).toBe(false)
    const smtp = { id: 'a1', step: 'about-to-complete' } as const
    expect(await isDeliveredToMaildir(createMaildirDisk(), smtp)).toBe(false)
  })

  test('the file in new is the proof, and in cur under the name that a reader gave it', async () => {
    await put({ attemptId: 'a1' })
    expect(await isDelivered('a1')).toBe(true)
    const [name = ''] = await files('new')
    await rename(join(path, 'new', name), join(path, 'cur', `${name}:2,S`))
    expect(await isDelivered('a1')).toBe(true)
  })

  test('what another attempt put there is none, nor is what stayed in tmp', async () => {
    await put({ attemptId: 'a12' })
    expect(await isDelivered('a1')).toBe(false)
    expect(await isDelivered('12')).toBe(false)
    expect(await isDelivered('a1', join(folder, 'nowhere'))).toBe(false)
  })
})

test.each([
  [['a\r\nb\r\n'], 'a\nb\n'],
  [['a\r', '\nb'], 'a\nb'],
  [['a\r', 'b\r'], 'a\rb\r'],
  [['\r', '\r', '\n'], '\r\n'],
  [['a\nb'], 'a\nb'],
])('line ends of %j become %j', async (pieces, expected) => {
  const chunks: Buffer[] = []
  for await (const chunk of Readable.from(pieces.map((piece) => Buffer.from(piece))).pipe(createLineEnds()))
    chunks.push(chunk as Buffer)
  expect(Buffer.concat(chunks).toString()).toBe(expected)
})

test('names differ by time, process, count, attempt and host', () => {
  const parts = { now: 1_000, pid: 1, counter: 1, attemptId: 'a', host: 'h' }
  const names = [{}, { now: 2_000 }, { pid: 2 }, { counter: 2 }, { attemptId: 'b' }, { host: 'i' }]
  expect(new Set(names.map((over) => formatName({ ...parts, ...over }))).size).toBe(names.length)
})
