// What a person does to a message in the outbox, at the level of the Api, against a server that stops where the test says.
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { ServerView } from '../../main/api.ts'
import type { DraftContent } from '../../main/drafts/draft.ts'
import { createHarness, isSettled, type Harness } from '../support/core-harness.ts'
import { startCountingServer, type CountingServer, type StallPoint } from '../support/counting-server.ts'
import { makeCertificate } from '../support/crash-profile.ts'

let core: Harness
let counting: CountingServer
let server: ServerView
let identityId: string

beforeEach(async () => {
  core = await createHarness()
  counting = await startCountingServer({ ...(await makeCertificate()), startTls: false })
  server = await saveServer('Work')
  identityId = server.identity?.id ?? ''
})
afterEach(async () => {
  await core.close()
  await counting.close()
})

async function saveServer(name: string): Promise<ServerView> {
  const outcome = await core.api.servers.save({
    id: null,
    name,
    yourName: 'Marit',
    email: `${name.toLowerCase()}@example.org`,
    host: '127.0.0.1',
    port: counting.port,
    security: 'none',
    user: '',
    password: null,
    ehloName: '',
    allowInsecureAuth: false,
    isDefault: true,
  })
  if (!outcome.saved) throw new Error(JSON.stringify(outcome.problems))
  return outcome.server
}

const send = (over: Partial<DraftContent> = {}) =>
  core.send({ identityId, to: ['anna@example.org'], subject: 'Minutes', text: 'The minutes.\n', ...over })
const letter = (from: ServerView) => ({
  identityId: from.identity?.id ?? '',
  to: ['anna@example.org'],
  subject: 'Minutes',
  text: 'The minutes.\n',
})
const get = (entryId: string) => core.api.outbox.get({ entryId })
const inAnHour = { at: Date.UTC(2026, 0, 5, 10), local: '2026-01-05T10:00', zone: 'UTC' }
const hourMs = 3_600_000

/** Sent until the server falls silent there. */
async function sendUntil(point: StallPoint): Promise<string> {
  const stalled = counting.stallAt(point)
  const entryId = await send()
  await stalled
  return entryId
}

describe('Cancel', () => {
  test.each<StallPoint>(['connect', 'mail', 'rcpt', 'data'])(
    'P21: while the server is silent at %s it is in time',
    async (point) => {
      const entryId = await sendUntil(point)
      expect(await core.api.outbox.cancel({ entryId })).toEqual({ outcome: 'in-time' })
      expect((await get(entryId)).state).toBe('cancelled')
      await core.clock.advance(24 * hourMs)
      expect(counting.copies.size).toBe(0)
    },
  )

  test('P21: before it is due it is in time, and its time sends nothing', async () => {
    const entryId = await send({ schedule: inAnHour })
    expect(await core.api.outbox.cancel({ entryId })).toEqual({ outcome: 'in-time' })
    await core.clock.advance(2 * hourMs)
    expect([(await get(entryId)).state, counting.copies.size]).toEqual(['cancelled', 0])
  })

  test('P21, P3: behind the final dot, without a reply, it says that it does not know', async () => {
    const entryId = await sendUntil('dot')
    const answer = core.api.outbox.cancel({ entryId })
    await core.clock.advance(hourMs)
    expect(await answer).toEqual({ outcome: 'unknown' })
    expect([(await get(entryId)).state, counting.copies.size]).toEqual(['unconfirmed', 1])
  })

  test('P21: what was handed over cannot be cancelled', async () => {
    const entryId = await send()
    await core.until(entryId, isSettled)
    await expect(core.api.outbox.cancel({ entryId })).rejects.toMatchObject({
      failure: { code: 'not-possible' },
    })
  })
})

describe('Undo and Make draft', () => {
  test('Undo within its time: a draft again, opened, and nothing is sent', async () => {
    await core.api.settings.set({ undoSeconds: 30 })
    const entryId = await send()
    expect((await get(entryId)).reason.kind).toBe('undo-window')
    const { draftId } = await core.api.outbox.undo({ entryId })
    expect(core.shell.composed).toEqual([draftId])
    expect((await core.api.drafts.get({ draftId })).content).toMatchObject({
      to: ['anna@example.org'],
      subject: 'Minutes',
    })
    await core.clock.advance(hourMs)
    expect(counting.copies.size).toBe(0)
    await expect(get(entryId)).rejects.toMatchObject({ failure: { code: 'not-found' } })
  })

  test('P21: after it, Undo is not possible and the message is sent once', async () => {
    await core.api.settings.set({ undoSeconds: 30 })
    const entryId = await send()
    await core.clock.advance(31_000)
    await core.until(entryId, isSettled)
    await expect(core.api.outbox.undo({ entryId })).rejects.toMatchObject({
      failure: { code: 'not-possible' },
    })
    expect(counting.copies.size).toBe(1)
  })

  test('P2: a message that somebody has cannot become a draft', async () => {
    const entryId = await send()
    await core.until(entryId, isSettled)
    await expect(core.api.outbox.makeDraft({ entryId })).rejects.toMatchObject({
      failure: { code: 'not-possible' },
    })
  })

  test('Edit as new outlives the message that it came from', async () => {
    const entryId = await send()
    await core.until(entryId, isSettled)
    const { draftId } = await core.api.outbox.editAsNew({ entryId })
    await core.api.outbox.delete({ entryId })
    const { content } = await core.api.drafts.get({ draftId })
    expect(content).toMatchObject({ subject: 'Minutes', text: 'The minutes.\n' })
  })
})

describe('Time', () => {
  test('P2: sent later goes at its time, with that time as its date', async () => {
    const entryId = await send({ schedule: inAnHour })
    await core.clock.advance(hourMs - 1_000)
    expect([(await get(entryId)).state, counting.copies.size]).toEqual(['scheduled', 0])
    await core.clock.advance(2_000)
    await core.until(entryId, ({ state }) => state === 'sent')
    const { source } = await core.api.outbox.source({ entryId })
    expect(source).toContain('Date: Mon, 05 Jan 2026 10:00:00 +0000')
  })

  test('P17: Send now does not wait for its time', async () => {
    const entryId = await send({ schedule: inAnHour })
    await core.api.outbox.sendNow({ entryId })
    await core.until(entryId, ({ state }) => state === 'sent')
  })

  test('another time that has passed is refused with its field, and changes nothing', async () => {
    const entryId = await send({ schedule: inAnHour })
    const past = { local: '2026-01-05T08:00', zone: 'UTC' }
    await expect(
      core.api.outbox.reschedule({ entryId, schedule: past, notAfter: null }),
    ).rejects.toMatchObject({ failure: { code: 'invalid-argument' } })
    expect((await get(entryId)).reason).toMatchObject({ kind: 'scheduled', at: Date.UTC(2026, 0, 5, 10) })
  })

  test('P15: not sent by its latest time it is held with the reason, and Send now sends it all the same', async () => {
    await core.api.settings.set({ sending: 'paused' })
    const entryId = await send({ notAfter: core.clock.now() + hourMs })
    await core.clock.advance(2 * hourMs)
    await core.api.settings.set({ sending: 'on' })
    await core.clock.advance(1_000)
    expect(await core.until(entryId, ({ state }) => state === 'held')).toMatchObject({
      reason: { kind: 'expired' },
    })
    expect(counting.copies.size).toBe(0)
    await core.api.outbox.sendNow({ entryId })
    await core.until(entryId, ({ state }) => state === 'sent')
  })
})

describe('Server and recipients', () => {
  test('moved to another server, the lane of the new one sends it', async () => {
    const other = await saveServer('Society')
    await core.api.settings.set({ sending: 'paused' })
    const entryId = await send()
    await core.api.outbox.move({ entryId, serverId: other.id })
    await core.api.settings.set({ sending: 'on' })
    const sent = await core.until(entryId, isSettled)
    expect([sent.state, sent.attempts.map(({ serverName }) => serverName)]).toEqual(['sent', ['Society']])
    await expect(core.api.outbox.move({ entryId, serverId: 'gone' })).rejects.toMatchObject({
      failure: { code: 'not-found' },
    })
  })

  test('P15: a server that is switched off sends nothing and says so; on again, it does', async () => {
    await core.api.servers.setEnabled({ serverId: server.id, enabled: false })
    const entryId = await send()
    await core.clock.advance(hourMs)
    expect((await get(entryId)).reason).toEqual({ kind: 'paused', scope: 'disabled' })
    expect(counting.copies.size).toBe(0)
    await core.api.servers.setEnabled({ serverId: server.id, enabled: true })
    await core.until(entryId, isSettled)
    expect(counting.copies.size).toBe(1)
  })

  test('where its server goes, what waits goes over the one that was named, or is held', async () => {
    const other = await saveServer('Other')
    const at = inAnHour
    const moved = await send({ schedule: at })
    await core.api.servers.delete({ serverId: server.id, moveTo: other.id })
    expect(await get(moved)).toMatchObject({ serverId: other.id, state: 'scheduled' })
    await core.clock.advance(2 * hourMs)
    await core.until(moved, ({ state }) => state === 'sent')
    expect(counting.copies.size).toBe(1)
    const held = await core.send({
      ...letter(other),
      schedule: { at: Date.UTC(2026, 0, 5, 15), local: '2026-01-05T15:00', zone: 'UTC' },
    })
    await core.api.servers.delete({ serverId: other.id, moveTo: null })
    await core.clock.advance(9 * hourMs)
    expect([(await get(held)).serverId, counting.copies.size]).toEqual(['', 1])
  })

  test('a server that is not there takes nothing over, and nothing is deleted', async () => {
    await expect(core.api.servers.delete({ serverId: server.id, moveTo: server.id })).rejects.toMatchObject({
      failure: { code: 'not-found' },
    })
    expect((await core.api.servers.list()).map(({ id }) => id)).toEqual([server.id])
  })

  test('a recipient that is dropped gets nothing; the last one cannot be dropped', async () => {
    await core.api.settings.set({ sending: 'paused' })
    const entryId = await send({ to: ['anna@example.org', 'ben@example.org'] })
    await core.api.outbox.dropRecipient({ entryId, address: 'ben@example.org' })
    await expect(
      core.api.outbox.dropRecipient({ entryId, address: 'anna@example.org' }),
    ).rejects.toMatchObject({ failure: { code: 'not-possible' } })
    await core.api.settings.set({ sending: 'on' })
    await core.until(entryId, isSettled)
    expect([...counting.copies.values()].flat(2)).toEqual(['anna@example.org'])
  })

  test('of what waits, the one that is important goes first', async () => {
    await core.api.settings.set({ sending: 'paused' })
    const first = await send({ to: ['first@example.org'] })
    const urgent = await send({ to: ['urgent@example.org'] })
    await core.api.outbox.setPriority({ entryId: urgent, priority: 'high' })
    await core.api.settings.set({ sending: 'on' })
    await core.until(first, isSettled)
    await core.until(urgent, isSettled)
    expect(counting.transactions.map(({ recipients }) => recipients[0])).toEqual([
      'urgent@example.org',
      'first@example.org',
    ])
  })
})
