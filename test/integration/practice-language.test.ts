// What "Try it" makes is in the language that is spoken, and its names follow when that changes.
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createHarness, isSettled, type Harness } from '../support/core-harness.ts'

let harness: Harness
beforeEach(async () => {
  harness = await createHarness({ systemLanguage: 'en' })
})
afterEach(async () => {
  await harness.api.settings.set({ language: 'en' })
  await harness.close()
})

test('the letter, the scenarios and the names are German in German', async () => {
  const { api } = harness
  await api.practice.tryIt({ scenarioId: null })
  expect((await api.servers.list()).map(({ name }) => name)).toEqual(['Practice server'])
  await api.settings.set({ language: 'de' })
  expect((await api.servers.list()).map(({ name }) => name)).toEqual(['Übungsserver'])
  expect((await api.identities.list()).map(({ name }) => name)).toEqual(['Sie'])
  const scenarios = await api.practice.scenarios()
  expect(scenarios.map(({ shows }) => shows)).toContain('Beim zweiten Versuch angenommen')
  const { draftId } = await api.practice.tryIt({ scenarioId: 'greylisted' })
  const { content } = await api.drafts.get({ draftId })
  expect(content.subject).toBe('Übung: Beim zweiten Versuch angenommen')
  expect(content.text).toMatch(/^Diese Nachricht geht an den Übungsserver/)
})

test('a session of the past names the practice server as it is called now', async () => {
  const { api } = harness
  const { draftId } = await api.practice.tryIt({ scenarioId: 'greylisted' })
  const { content } = await api.drafts.get({ draftId })
  const entryId = await harness.send(content)
  await harness.until(entryId, isSettled)
  await api.settings.set({ language: 'de' })
  const detail = await api.outbox.get({ entryId })
  expect([detail.serverName, ...detail.attempts.map(({ serverName }) => serverName)]).toEqual([
    'Übungsserver',
    'Übungsserver',
  ])
  // P12: what the lesson teaches is what is said of it.
  expect(detail.explanations[0]).toMatchObject({
    cause: 'greylisted',
    isKnown: true,
    title: 'Der Server bittet, später wiederzukommen',
  })
})
