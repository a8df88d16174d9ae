import { expect, it } from 'vitest'
import { createRevisionFiles } from '../../../main/outbox/revision-files.ts'
import { ContentScan } from '../../../main/smtp/content-scan.ts'
import { CallError } from '../../../main/result.ts'
import type { FileStore } from '../../../main/storage/store.ts'
import { entryWith } from './sample.ts'

function opened(fault: Error) {
  const { revision } = entryWith(['pending'])
  const aside: string[] = []
  const spool = {
    readSmall: () => Promise.resolve(undefined),
    verify: () => Promise.reject(fault),
    list: () => Promise.resolve([revision.spoolFile]),
    setAside: (name: string) => {
      aside.push(name)
      return Promise.resolve(`${name}.damaged`)
    },
  } as unknown as FileStore
  const files = createRevisionFiles({ spool, setAside: () => undefined, createScan: () => new ContentScan() })
  return { open: () => files.open(revision), aside, revision }
}

it('looks at a large message while it is checked, for who sends it', async () => {
  const { revision } = entryWith(['pending'])
  const spool = {
    readSmall: () => Promise.resolve(undefined),
    verify: (_name: string, _expected: unknown, look?: (piece: Buffer) => void) => {
      for (const piece of ['Subject: a\r\n\r', '\n.a\r\nb\n']) look?.(Buffer.from(piece))
      return Promise.resolve()
    },
  } as unknown as FileStore
  const files = createRevisionFiles({ spool, setAside: () => undefined, createScan: () => new ContentScan() })
  const { facts, octets } = await files.open(revision)
  expect(facts).toEqual({
    ...{ sourceOctets: 20, octets: 21, isHeaderUtf8: false },
    ...{ needsLineEnds: true, hasDotLines: true },
  })
  expect(octets).toBeUndefined()
})

it('sets bytes aside that are not what was written', async () => {
  const { open, aside, revision } = opened(new CallError('file', 'The stored file is damaged.'))
  await expect(open()).rejects.toThrow('damaged')
  expect(aside).toEqual([revision.spoolFile])
})

it('P1: leaves bytes where they are that could not be read', async () => {
  const { open, aside } = opened(Object.assign(new Error('EMFILE: too many open files'), { code: 'EMFILE' }))
  await expect(open()).rejects.toThrow('EMFILE')
  expect(aside).toEqual([])
})
