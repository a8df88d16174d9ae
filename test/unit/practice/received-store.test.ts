import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openReceivedStore, type Arrived } from '../../../main/practice/received-store.ts'

let dir: string
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'received-'))
})
afterEach(() => rmSync(dir, { recursive: true, force: true }))

const arrived = (number: number): Arrived => ({
  id: number.toString(16).toUpperCase().padStart(10, '0'),
  at: number,
  mailFrom: 'm@x.org',
  rcptTo: ['you@practice.test'],
  refused: [],
  source: Buffer.from(`Subject: =?utf-8?Q?Gr=C3=BC=C3=9Fe?= ${number}\r\n\r\ntext\r\n`),
})

describe('the received store', () => {
  it('keeps the newest, and removes the oldest from the disk', async () => {
    const store = await openReceivedStore(dir, 3)
    for (let number = 1; number <= 5; number += 1) await store.add(arrived(number))
    expect(store.list().map(({ subject }) => subject)).toEqual(['Grüße 5', 'Grüße 4', 'Grüße 3'])
    expect(readdirSync(dir)).toHaveLength(6)
    expect((await openReceivedStore(dir)).list()).toEqual(store.list())
  })

  it('passes over a row that names a file elsewhere, and one with no message', async () => {
    const store = await openReceivedStore(dir)
    await store.add(arrived(1))
    const row = store.list()[0]
    writeFileSync(join(dir, '00000000AA.json'), JSON.stringify({ ...row, id: '../../etc' }))
    writeFileSync(join(dir, '00000000AA.eml'), 'x')
    writeFileSync(join(dir, '00000000BB.json'), JSON.stringify({ ...row, id: '00000000BB' }))
    expect((await openReceivedStore(dir)).list()).toEqual([row])
  })

  it('rejects where the folder can not be written, and lists nothing that is not on disk', async () => {
    const store = await openReceivedStore(dir)
    rmSync(dir, { recursive: true })
    await expect(store.add(arrived(1))).rejects.toThrow('ENOENT')
    expect(store.list()).toEqual([])
  })
})
