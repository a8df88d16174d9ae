import { expect, it } from 'vitest'
import { createRevisionFiles } from '../../../main/outbox/revision-files.ts'
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
  return { open: () => createRevisionFiles(spool, () => undefined).open(revision), aside, revision }
}

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
