import { mkdtemp, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Entry } from '../../../../main/outbox/entry.ts'
import { createCopyDisk } from '../../../../main/outbox/copy/copy-disk.ts'
import { toFileName } from '../../../../main/outbox/copy/copy-file.ts'
import { saveCopy, type CopyDisk } from '../../../../main/outbox/copy/save-copy.ts'
import { entryWith, now, recipient } from '../sample.ts'

const bytes = 'From: me@example.org\r\nTo: accepted0@example.org\r\n\r\nHello.\r\n'
const open = () => Readable.from([Buffer.from(bytes)])
const entry: Entry = entryWith(['accepted'], { subject: 'Minutes / of the: meeting' })

let folder: string

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sendoff-copy-'))
})
afterEach(async () => {
  await rm(folder, { recursive: true, force: true })
})

function save(
  kind: 'maildir' | 'eml',
  {
    of = entry,
    disk = {},
    source = open,
  }: { of?: Entry; disk?: Partial<CopyDisk>; source?: () => Readable } = {},
): Promise<string> {
  const deps = { disk: { ...createCopyDisk(), ...disk }, host: 'my:host', flagMark: ':' as const }
  return saveCopy(deps, of, { kind, path: join(folder, 'Sent'), state: 'pending' }, source)
}
const inSent = async (...names: string[]) => (await readdir(join(folder, 'Sent', ...names))).toSorted()
const read = (...names: string[]) => readFile(join(folder, 'Sent', ...names), 'utf8')

describe('as an .eml file', () => {
  test('has the octets that were sent, under time and subject', async () => {
    const name = await save('eml')
    expect(name).toBe('2026-01-05 09-00 Minutes of the meeting.eml')
    expect(await inSent()).toEqual([name])
    expect(await read(name)).toBe(bytes)
  })

  test('never takes the place of another file', async () => {
    await mkdir(join(folder, 'Sent'))
    await writeFile(join(folder, 'Sent', '2026-01-05 09-00 Minutes of the meeting.eml'), 'another')
    expect(await save('eml')).toBe('2026-01-05 09-00 Minutes of the meeting (2).eml')
    expect(await read('2026-01-05 09-00 Minutes of the meeting.eml')).toBe('another')
  })

  test('P8: tried again after a crash, it is found and not doubled', async () => {
    const first = await save('eml')
    await writeFile(join(folder, 'Sent', `.sendoff-${entry.id}-1.part`), 'half')
    expect(await save('eml')).toBe(first)
    expect(await inSent()).toEqual([first])
  })

  test('P29: names who got it blind, in the copy alone', async () => {
    const blind = { ...recipient('accepted', 1), field: 'bcc' as const, name: 'Bö' }
    const of = { ...entry, recipients: [...entry.recipients, blind] }
    expect(await read(await save('eml', { of }))).toBe(
      `Bcc: =?UTF-8?Q?B=C3=B6?= <accepted1@example.org>\r\n${bytes}`,
    )
  })

  test('that cannot be written leaves nothing behind and says why', async () => {
    await writeFile(join(folder, 'Sent'), 'a file')
    await expect(save('eml')).rejects.toMatchObject({ code: 'EEXIST' })
    const syncFolder = () => Promise.reject(Object.assign(new Error('full'), { code: 'ENOSPC' }))
    await rm(join(folder, 'Sent'))
    await expect(save('eml', { disk: { giveName: syncFolder } })).rejects.toMatchObject({ code: 'ENOSPC' })
    expect(await inSent()).toEqual([])
  })

  test('a message that cannot be read to its end is no copy', async () => {
    const source = () =>
      Readable.from(
        (async function* () {
          yield Buffer.from('From: me')
          throw new Error('the disk gave up')
        })(),
      )
    await expect(save('eml', { source })).rejects.toThrow('the disk gave up')
    await expect(save('maildir', { source })).rejects.toThrow('the disk gave up')
    expect(await inSent()).toEqual(['cur', 'new', 'tmp'])
    expect(await inSent('tmp')).toEqual([])
  })
})

describe('in a Maildir', () => {
  test('is made where it is missing; the copy is in cur, as read, with the line ends of a Maildir', async () => {
    const name = await save('maildir')
    expect(name).toBe(`${now / 1_000}.Ce1R1.my\\072host:2,S`)
    expect(await inSent()).toEqual(['cur', 'new', 'tmp'])
    expect(await inSent('cur')).toEqual([name])
    expect(await inSent('tmp')).toEqual([])
    expect(await read('cur', name)).toBe(bytes.replaceAll('\r\n', '\n'))
  })

  test('P8: tried again after a crash, it is found under the name that a reader gave it since', async () => {
    const name = await save('maildir')
    await rename(
      join(folder, 'Sent', 'cur', name),
      join(folder, 'Sent', 'cur', name.replace(':2,S', ':2,FRS')),
    )
    expect(await save('maildir')).toBe(name.replace(':2,S', ':2,FRS'))
    expect(await inSent('cur')).toHaveLength(1)
  })

  test('a half one from a crash makes room', async () => {
    await save('maildir')
    const [name = ''] = await inSent('cur')
    await rm(join(folder, 'Sent', 'cur', name))
    await writeFile(join(folder, 'Sent', 'tmp', name.replace(':2,S', '')), 'half')
    expect(await save('maildir')).toBe(name)
    expect(await inSent('tmp')).toEqual([])
  })

  test('the next version of a message is a copy of its own', async () => {
    await save('maildir')
    await save('maildir', { of: { ...entry, revision: { ...entry.revision, number: 2 } } })
    expect(await inSent('cur')).toHaveLength(2)
  })
})

test.each([
  ['', '2026-01-05 09-00'],
  ['..', '2026-01-05 09-00'],
  ['a\u0000b\u202Ec', '2026-01-05 09-00 a b c'],
  ['CON: <x>|"y"?*\\/', '2026-01-05 09-00 CON x y'],
  ['Grüße 👋', '2026-01-05 09-00 Grüße 👋'],
])('the subject %j gives a name that every file system takes', (subject, name) => {
  expect(toFileName(subject, now)).toBe(name)
})

test('a long subject is cut between two characters', () => {
  const name = toFileName('👋'.repeat(200), now)
  expect(Buffer.byteLength(name)).toBeLessThanOrEqual(120)
  expect(name.isWellFormed()).toBe(true)
})
