// Files of a draft at the level of the Api: copied, read, opened, changed on the disk, taken anew.
import { readFile, rm, stat, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { CopyProgress } from '../../main/api.ts'
import { createHarness, type Harness } from '../support/core-harness.ts'

let core: Harness

beforeEach(async () => {
  core = await createHarness()
})
afterEach(async () => {
  await core.close()
  expect(core.faults).toEqual([])
})

async function attached(name: string, bytes: string | Buffer) {
  const path = join(core.dataDir, name)
  await writeFile(path, bytes)
  // Older than the copy by the clock of the test.
  await utimes(path, 1_000, 1_000)
  const draft = await core.api.drafts.create({ content: {} })
  const { added } = await core.api.drafts.attachPaths({ draftId: draft.id, paths: [path] })
  const [file] = added
  if (file === undefined) throw new Error('not attached')
  await core.api.drafts.save({ draftId: draft.id, content: { ...draft.content, attachments: [file] } })
  return { path, file, draftId: draft.id, id: file.id }
}

describe('a file that is attached', () => {
  test('tells how its copy goes, from the beginning to the end', async () => {
    const { file, draftId } = await attached('film.mov', Buffer.alloc(3_000_000, 7))
    const told: readonly CopyProgress[] = core.events['attachments.copying'] ?? []
    expect(told[0]).toEqual({
      draftId,
      id: file.id,
      name: 'film.mov',
      doneOctets: 0,
      totalOctets: 3_000_000,
      ended: false,
    })
    expect(told.at(-1)).toMatchObject({ doneOctets: 3_000_000, ended: true })
  })

  test('is read for a picture in the window, and is refused where it is not in the draft', async () => {
    const { draftId, id } = await attached('a.png', 'octets')
    expect(Buffer.from((await core.api.attachments.read({ draftId, id })).bytes).toString()).toBe('octets')
    await expect(core.api.attachments.read({ draftId, id: 'other' })).rejects.toMatchObject({
      failure: { code: 'not-found' },
    })
  })

  test('P23: is opened as a copy that does not lead back to the draft', async () => {
    const { draftId, id, file } = await attached('plan.txt', 'the plan')
    await core.api.attachments.open({ draftId, id })
    const path = core.shell.opened.at(-1) ?? ''
    expect(path.endsWith('/plan.txt')).toBe(true)
    expect(await readFile(path, 'utf8')).toBe('the plan')
    expect((await stat(path)).mode & 0o777).toBe(0o400)
    expect(path).not.toContain(join('files', file.file))
  })

  test('is not run where it is a program', async () => {
    const { draftId, id } = await attached('setup.exe', 'MZ')
    await expect(core.api.attachments.open({ draftId, id })).rejects.toMatchObject({
      failure: { code: 'not-possible', message: 'setup.exe is a program. Sendoff does not run it.' },
    })
    expect(core.shell.opened).toEqual([])
  })

  test('P23: that changes on the disk is said, stays what it was, and is taken anew on wish', async () => {
    const { path, draftId, id, file } = await attached('crew.csv', 'one')
    expect(await core.api.attachments.changed({ draftId })).toEqual([])
    await writeFile(path, 'two, longer')
    await utimes(path, 2_000_000_000, 2_000_000_000)
    expect(await core.api.attachments.changed({ draftId })).toEqual([{ id, changedAt: 2_000_000_000_000 }])
    expect(Buffer.from((await core.api.attachments.read({ draftId, id })).bytes).toString()).toBe('one')
    const taken = await core.api.attachments.retake({ draftId, id })
    expect(taken).toMatchObject({ name: 'crew.csv', size: 11, sourcePath: path })
    expect(taken.id).not.toBe(file.id)
  })

  test('whose original is gone keeps its copy', async () => {
    const { path, draftId, id } = await attached('gone.txt', 'kept')
    await rm(path)
    expect(await core.api.attachments.changed({ draftId })).toEqual([{ id, changedAt: null }])
    await expect(core.api.attachments.retake({ draftId, id })).rejects.toMatchObject({
      failure: { code: 'file' },
    })
    expect(Buffer.from((await core.api.attachments.read({ draftId, id })).bytes).toString()).toBe('kept')
  })
})

test('pre-flight knows what the server listed when a message went over it', async () => {
  const { draftId } = await core.api.practice.tryIt({ scenarioId: null })
  const { content } = await core.api.drafts.get({ draftId })
  expect((await core.api.preflight.check({ content })).size.limit).toBeUndefined()
  const outcome = await core.api.outbox.enqueue({ draftId, content: { ...content, subject: 'Hello' } })
  if (!outcome.queued) throw new Error('not queued')
  await core.until(outcome.entryId, ({ state }) => state === 'sent')
  const { size } = await core.api.preflight.check({ content })
  expect(size.limit).toBeGreaterThan(1_000_000)
  await core.restart()
  expect((await core.api.preflight.check({ content })).size).toEqual(size)
})
