import { expect, test } from 'vitest'
import type { MergeSettings, MergeView } from '../../../main/api.ts'
import { MergeState } from '../../../renderer/merge/merge-state.svelte.ts'
import { listRows, messagesOf, viewRowState } from '../../../renderer/merge/merge-text.ts'
import { createFakeBridge, ok } from './fake-bridge.ts'

const view: MergeView = {
  ...{ id: 'j', name: '', createdAt: 0, state: 'draft', rows: 3, counts: { waiting: 3 } },
  table: { name: 'a.csv', encoding: 'utf-8', delimiter: ',', rows: 3 },
  ...{ canReread: true, columns: ['Email'], missing: {}, duplicates: 'skip', folder: null },
  roles: { address: 0, name: null, cc: null, bcc: null, files: null },
  ...{ perMinute: null, identityId: 'i', subject: 'Old', text: '', isRich: false, attachments: [], list: {} },
}

async function open() {
  let now = view
  const timers: (() => void)[] = []
  const fake = createFakeBridge({
    'merge.list': () => ok([]),
    'merge.get': () => ok(now),
    'merge.rows': () => ok([]),
    'merge.check': () => ok({ rows: 3, messages: 3 }),
    'merge.preview': ({ row }: { readonly row: number }) => ok({ row }),
    'merge.save': ({ settings }: { readonly settings: MergeSettings }) => {
      const { schedule: _schedule, ...rest } = settings
      now = { ...now, ...rest }
      return ok(now)
    },
    'merge.start': () => {
      now = { ...now, state: 'running' }
      return ok({ ...now, counts: { waiting: 3 } })
    },
  })
  const later = (_ms: number, run: () => void) => {
    timers.push(run)
    return () => void timers.splice(timers.indexOf(run), 1)
  }
  const state = new MergeState(fake.bridge, { now: () => 0, zone: 'UTC', later })
  state.start()
  await state.open('j')
  const named = (name: string) => fake.calls.filter((call) => call.name === name)
  return { state, fake, timers, named }
}

test('P24: what is typed is saved after a pause, and before the job starts', async () => {
  const { state, timers, named, fake } = await open()
  if (state.form !== null) state.form.subject = 'New'
  state.touch()
  state.touch()
  expect(timers).toHaveLength(1)
  await state.act((job) => fake.bridge.merge.start(job))
  expect(named('merge.save')).toHaveLength(1)
  expect(named('merge.save')[0]?.input).toMatchObject({ settings: { subject: 'New' } })
  const names = fake.calls.map(({ name }) => name)
  expect(names.indexOf('merge.save')).toBeLessThan(names.indexOf('merge.start'))
  expect(state.job?.state).toBe('running')
})

test('list fields, pace and time are made of what stands in the fields', async () => {
  const { form } = (await open()).state
  if (form === null) throw new Error('no form')
  form.unsubscribeMail = ' leave@example.org '
  form.unsubscribeWeb = 'https://example.org/u'
  form.oneClick = true
  form.perMinute = '30'
  expect(form.settings).toMatchObject({
    perMinute: 30,
    schedule: null,
    list: { unsubscribe: ['https://example.org/u', 'mailto:leave@example.org'], oneClick: true },
  })
  form.perMinute = '1.5'
  form.isLater = true
  form.date = ''
  expect([form.badPace, form.lacksTime]).toEqual([true, true])
})

test('a running job is read again when its messages move, once for many changes', async () => {
  const { state, fake, timers, named } = await open()
  await state.act((job) => fake.bridge.merge.start(job))
  const before = named('merge.get').length
  fake.emit('outbox.changed', {})
  fake.emit('outbox.changed', {})
  expect(timers).toHaveLength(1)
  timers[0]?.()
  await expect.poll(() => named('merge.get').length).toBe(before + 1)
})

test('rows are counted and named', () => {
  expect(messagesOf({ ...view, counts: { skipped: 1, sent: 2 } })).toBe(2)
  expect(listRows({ count: 12, first: [1, 2, 3, 4, 5, 6, 7, 8, 9] })).toBe(
    'row 1, 2, 3, 4, 5, 6, 7, 8 and 4 more',
  )
  expect(viewRowState('sent').word).toBe('Handed over')
  expect(viewRowState('waiting').tone).toBe('idle')
})
