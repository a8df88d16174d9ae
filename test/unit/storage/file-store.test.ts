import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { describe, expect, test } from 'vitest'
import { createTempProfile } from '../../support/temp-profile.ts'

const bytes = Buffer.from('Subject: Grüße\r\n\r\nText\r\n'.repeat(5000))
const sha256 = createHash('sha256').update(bytes).digest('hex')
const inParts = () =>
  Readable.from(Array.from({ length: 40 }, (_, at) => bytes.subarray(at * 4000, (at + 1) * 4000)))

describe('a file that is written', () => {
  test('comes back byte for byte, with its size and SHA-256', async () => {
    const { store } = await (await createTempProfile()).open()
    expect(await store.spool.write('a.eml', inParts())).toEqual({ size: bytes.length, sha256 })
    expect(await buffer(store.spool.open('a.eml'))).toEqual(bytes)
    expect(Buffer.from(await store.spool.read('a.eml'))).toEqual(bytes)
    await store.spool.verify('a.eml', { size: bytes.length, sha256 })
  })

  test('a stream that breaks leaves nothing under the name, and no temp file', async () => {
    const { store } = await (await createTempProfile()).open()
    const broken = Readable.from(
      (function* () {
        yield bytes
        throw new Error('the builder failed')
      })(),
    )
    await expect(store.spool.write('a.eml', broken)).rejects.toThrow('the builder failed')
    expect(await store.spool.list()).toEqual([])
  })

  test('a name that would leave the folder is refused', async () => {
    const { store } = await (await createTempProfile()).open()
    for (const name of ['../evil', 'a/b', '', '.', '..', '.hidden', '/etc/passwd']) {
      await expect(store.spool.write(name, Readable.from(['x']))).rejects.toThrow(/name of a stored file/)
    }
  })

  test('removal is for good, and removing twice is no error', async () => {
    const { store } = await (await createTempProfile()).open()
    await store.files.write('one', Readable.from(['x']))
    await store.files.remove('one')
    await store.files.remove('one')
    expect(await store.files.list()).toEqual([])
  })
})

describe('P23: a file copied in', () => {
  test('does not change when its source does', async () => {
    const profile = await createTempProfile()
    const { store } = await profile.open()
    const source = join(profile.dataDir, 'letter.txt')
    writeFileSync(source, bytes)
    expect(await store.files.copyIn('f1', source)).toEqual({ size: bytes.length, sha256 })
    writeFileSync(source, 'changed')
    expect(readFileSync(join(profile.dataDir, 'files', 'f1'))).toEqual(bytes)
  })

  test('that is gone leaves nothing behind', async () => {
    const profile = await createTempProfile()
    const { store } = await profile.open()
    const source = join(profile.dataDir, 'gone.txt')
    await expect(store.files.copyIn('f1', source)).rejects.toThrow(source)
    expect(await store.files.list()).toEqual([])
  })
})

describe('a spool file that is damaged', () => {
  test('is told from a sound one by one changed octet of the same length, naming the file', async () => {
    const profile = await createTempProfile()
    const { store } = await profile.open()
    const stored = await store.spool.write('a.eml', inParts())
    const path = join(profile.dataDir, 'spool', 'a.eml')
    const changed = Buffer.from(bytes)
    changed[100] = (changed[100] ?? 0) ^ 1
    writeFileSync(path, changed)
    await expect(store.spool.verify('a.eml', stored)).rejects.toMatchObject({
      failure: { code: 'file', field: 'a.eml', message: expect.stringContaining(path) as string },
    })
  })

  test('P23: a small one is given only where its octets are those that were written', async () => {
    const profile = await createTempProfile()
    const { store } = await profile.open()
    const small = bytes.subarray(0, 2_000)
    const stored = await store.spool.write('a.eml', Readable.from([small]))
    expect(await store.spool.readSmall('a.eml', stored)).toEqual(small)
    const changed = Buffer.from(small)
    changed[100] = (changed[100] ?? 0) ^ 1
    writeFileSync(join(profile.dataDir, 'spool', 'a.eml'), changed)
    expect(await store.spool.readSmall('a.eml', stored)).toBeUndefined()
  })

  test('that is gone is named', async () => {
    const { store } = await (await createTempProfile()).open()
    expect(await store.spool.readSmall('a.eml', { size: 1, sha256 })).toBeUndefined()
    await expect(store.spool.verify('a.eml', { size: 1, sha256 })).rejects.toMatchObject({
      failure: { code: 'file', field: 'a.eml', message: expect.stringContaining('gone') as string },
    })
  })

  test('is set aside under a new name each time, never over another', async () => {
    const profile = await createTempProfile()
    const { store } = await profile.open()
    const names: string[] = []
    for (const text of ['first', 'second']) {
      await store.spool.write('a.eml', Readable.from([text]))
      names.push(await store.spool.setAside('a.eml'))
    }
    expect(existsSync(join(profile.dataDir, 'spool', 'a.eml'))).toBe(false)
    expect(names.map((name) => readFileSync(join(profile.dataDir, 'spool', name), 'utf8'))).toEqual([
      'first',
      'second',
    ])
  })
})
