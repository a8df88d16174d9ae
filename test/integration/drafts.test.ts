// Drafts over the whole core: earlier versions, and what is discarded and taken back.
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createHarness, type Harness } from '../support/core-harness.ts'

let core: Harness
const dayMs = 86_400_000

beforeEach(async () => {
  core = await createHarness()
})
afterEach(() => core.close())

/** A message that waits for its time. */
async function schedule(): Promise<string> {
  const outcome = await core.api.servers.save({
    ...{ id: null, name: 'Work', yourName: 'Marit', email: 'marit@example.org', isDefault: true },
    ...{ host: '127.0.0.1', port: 9, security: 'none', user: '', password: null },
    ...{ ehloName: '', allowInsecureAuth: false },
  })
  if (!outcome.saved) throw new Error(JSON.stringify(outcome.problems))
  return await core.send({
    identityId: outcome.server.identity?.id ?? '',
    to: ['anna@example.org'],
    subject: 'Minutes',
    text: 'The minutes.',
    schedule: { at: Date.UTC(2026, 0, 5, 10), local: '2026-01-05T10:00', zone: 'UTC' },
  })
}

const discarded = async () => (await core.api.drafts.discarded()).map(({ id }) => id)

describe('P24: earlier versions', () => {
  test('one is brought back, the one before it is kept, and its window is told', async () => {
    const { drafts } = core.api
    const { id: draftId, content } = await drafts.create({ content: { text: 'one' } })
    await core.clock.advance(61_000)
    await drafts.save({ draftId, content: { ...content, text: 'two' } })
    const restored = await drafts.restore({ draftId, version: 1 })
    expect(restored).toMatchObject({ before: 2, goneFiles: [] })
    expect((await drafts.get({ draftId })).content.text).toBe('one')
    expect((await drafts.version({ draftId, version: 2 })).content.text).toBe('two')
    expect(core.events['drafts.restored']).toMatchObject([{ draftId, version: 1, before: 2 }])
    const told = await drafts.versions({ draftId })
    expect(told.map(({ version, isCurrent }) => [version, isCurrent])).toEqual([
      [3, true],
      [2, false],
      [1, false],
    ])
  })

  test('one is opened as a draft of its own, of a discarded draft too', async () => {
    const { drafts } = core.api
    const { id: draftId } = await drafts.create({ content: { text: 'one' } })
    await drafts.discard({ draftId })
    const copy = await drafts.duplicate({ draftId })
    expect(copy.content.text).toBe('one')
    expect(copy.id).not.toBe(draftId)
    await expect(drafts.version({ draftId, version: 7 })).rejects.toMatchObject({
      failure: { code: 'not-found' },
    })
  })
})

describe('a discarded draft', () => {
  test('is kept for seven days, over a restart, and not longer', async () => {
    const { id: draftId } = await core.api.drafts.create({ content: { text: 'Dear all' } })
    await core.api.drafts.discard({ draftId })
    await core.restart()
    await core.clock.advance(6 * dayMs)
    expect(await discarded()).toEqual([draftId])
    await core.clock.advance(2 * dayMs)
    await expect.poll(discarded).toEqual([])
  })

  test('P22: that edits a message lets it go, and holds it again when it is taken back', async () => {
    const entryId = await schedule()
    const { draftId } = await core.api.outbox.edit({ entryId, addressOnly: false })
    await core.api.drafts.discard({ draftId })
    expect((await core.api.outbox.get({ entryId })).state).toBe('scheduled')
    await core.api.drafts.undoDiscard({ draftId })
    expect((await core.api.outbox.get({ entryId })).state).toBe('held')
    expect((await core.api.drafts.get({ draftId })).entryId).toBe(entryId)
  })

  test('that edited a message which is gone is not taken back; its text is had as a new draft', async () => {
    const entryId = await schedule()
    const { draftId } = await core.api.outbox.edit({ entryId, addressOnly: false })
    await core.api.drafts.discard({ draftId })
    await core.api.outbox.delete({ entryId })
    await expect(core.api.drafts.undoDiscard({ draftId })).rejects.toMatchObject({
      failure: { code: 'not-possible' },
    })
    expect(await discarded()).toEqual([draftId])
    const copy = await core.api.drafts.duplicate({ draftId })
    expect(copy).toMatchObject({ content: { text: 'The minutes.' } })
    expect(copy.entryId).toBeUndefined()
  })
})
