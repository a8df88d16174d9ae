import { expect, it } from 'vitest'
import { follow, noProgress, type LessonEntry, type Progress } from '../../../main/practice/lessons.ts'

const entry = (to: string, state: string, id = to): LessonEntry => ({
  id,
  state,
  recipients: [{ address: `${to}@practice.test` }],
})
const after = (...entries: readonly LessonEntry[]): Progress => entries.reduce(follow, noProgress)

it('sending is done when the message is handed over', () => {
  expect(after(entry('anna', 'queued'))).toMatchObject({ done: ['send.queued'] })
  expect(after(entry('anna', 'queued'), entry('anna', 'sent')).done).toContain('send.handed-over')
})

it('a refusal is done when that very message is corrected and handed over', () => {
  const refused = after(entry('unknown', 'queued'), entry('unknown', 'failed'))
  expect(refused.done).toEqual(['refused.queued', 'refused.refused'])
  expect(follow(refused, entry('anna', 'sent', 'another')).done).not.toContain('refused.corrected')
  expect(follow(refused, entry('anna', 'sent', 'unknown')).done).toContain('refused.corrected')
})

it('greylisting is done when it was deferred first', () => {
  expect(after(entry('greylisted', 'sent')).done).toEqual(['greylisted.queued'])
  expect(after(entry('greylisted', 'deferred'), entry('greylisted', 'sent')).done).toEqual([
    'greylisted.queued',
    'greylisted.deferred',
    'greylisted.handed-over',
  ])
})

it('a lost reply is done when the person said what became of it', () => {
  const lost = after(entry('drops-after-dot', 'unconfirmed'))
  expect(lost.done).not.toContain('lost-reply.resolved')
  expect(follow(lost, entry('drops-after-dot', 'sent')).done).toContain('lost-reply.resolved')
})

it('nothing new leaves the progress as it is', () => {
  const done = after(entry('anna', 'sent'))
  expect(follow(done, entry('anna', 'sent'))).toBe(done)
})
