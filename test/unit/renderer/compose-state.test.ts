import { describe, expect, it } from 'vitest'
import type { DraftView } from '../../../main/api.ts'
import type { DraftContent } from '../../../main/drafts/draft.ts'
import { ComposeState } from '../../../renderer/compose/compose-state.svelte.ts'
import type { Timers } from '../../../renderer/compose/autosave.ts'
import { createFakeBridge, ok } from './fake-bridge.ts'

const empty: DraftContent = {
  identityId: 'i1',
  serverId: null,
  to: [],
  cc: [],
  bcc: [],
  subject: '',
  text: '',
  attachments: [],
}

/** Timers that never fire by themselves. */
const still: Timers = { setTimeout: () => 1, clearTimeout: () => undefined, now: () => 0 }

function createCompose(
  content: Partial<DraftContent>,
  handlers: Parameters<typeof createFakeBridge>[0] = {},
  timers = still,
) {
  const fake = createFakeBridge({
    'addresses.check': ({ text }: { text: string }) => ok([{ text, ok: true, address: text }]),
    'drafts.save': () => ok({ savedAt: 5, found: { findings: [], size: { octets: 1 } } }),
    ...handlers,
  })
  const draft: DraftView = {
    id: 'd1',
    createdAt: 0,
    savedAt: 0,
    version: 1,
    content: { ...empty, ...content },
    refused: [],
  }
  const compose = new ComposeState({ bridge: fake.bridge, timers, draft, identities: [], servers: [] })
  return { compose, ...fake }
}

describe('ComposeState', () => {
  it('P1: is closed only after the answer that the message is queued', async () => {
    let answer: (value: unknown) => void = () => undefined
    const { compose } = createCompose(
      { to: ['a@example.org'] },
      { 'outbox.enqueue': () => new Promise((resolve) => (answer = resolve)) },
    )
    const sending = compose.send()
    await new Promise((resolve) => setImmediate(resolve))
    expect(compose.status).toBe('sending')
    answer(ok({ queued: true, entryId: 'e1', revision: 1 }))
    expect(await sending).toBe(true)
    expect(compose.status).toBe('closed')
  })

  it('P2: a second press of Send while the first is under way does nothing', async () => {
    const { compose, calls } = createCompose(
      { to: ['a@example.org'] },
      { 'outbox.enqueue': () => ok({ queued: true, entryId: 'e1', revision: 1 }) },
    )
    await Promise.all([compose.send(), compose.send()])
    expect(calls.filter(({ name }) => name === 'outbox.enqueue')).toHaveLength(1)
  })

  it('stays open with the problems when the message was not queued', async () => {
    const problem = { field: 'to', message: 'There is no recipient.' }
    const { compose } = createCompose(
      {},
      { 'outbox.enqueue': () => ok({ queued: false, problems: [problem] }) },
    )
    expect(await compose.send()).toBe(false)
    expect(compose.status).toBe('editing')
    expect(compose.problemAt('to')).toEqual(problem)
  })

  it('sends an address that was not yet a chip', async () => {
    const { compose, calls } = createCompose(
      {},
      { 'outbox.enqueue': () => ok({ queued: true, entryId: 'e1', revision: 1 }) },
    )
    compose.to.type('late@example.org')
    await compose.send()
    const sent = calls.find(({ name }) => name === 'outbox.enqueue')
    expect(sent?.input).toMatchObject({ content: { to: ['late@example.org'] } })
  })

  it('an untouched new message leaves no draft behind when its window closes', async () => {
    const { compose, calls } = createCompose({}, { 'drafts.discard': () => ok(undefined) })
    await compose.closing()
    expect(calls.map(({ name }) => name)).toEqual(['drafts.discard'])
  })

  it('an untouched new message is still there when its page is loaded anew', async () => {
    const { compose, calls } = createCompose({}, { 'drafts.discard': () => ok(undefined) })
    expect(await compose.closing(true)).toBe(true)
    expect(calls.map(({ name }) => name)).not.toContain('drafts.discard')
  })

  it('a written message is saved when its window closes', async () => {
    const { compose, calls } = createCompose({ text: 'Dear all' })
    expect(await compose.closing()).toBe(true)
    expect(calls.map(({ name }) => name)).toContain('drafts.save')
  })

  it('P24: a message that cannot be saved keeps its window, and says so', async () => {
    const failure = { code: 'storage', message: 'The disk is full.' } as const
    let isFull = true
    const { compose } = createCompose(
      { text: 'Dear all' },
      { 'drafts.save': () => (isFull ? { ok: false, failure } : ok({ savedAt: 9 })) },
    )
    expect(await compose.closing()).toBe(false)
    expect(compose.closeTrouble).toBe('failed')
    expect(compose.failure).toEqual(failure)
    isFull = false
    expect(await compose.closing()).toBe(true)
    expect(compose.closeTrouble).toBeNull()
  })

  it('shows a failed save instead of losing it silently', async () => {
    const failure = { code: 'storage', message: 'The profile folder /x cannot be written.' } as const
    const { compose } = createCompose({ text: 'x' }, { 'drafts.save': () => ({ ok: false, failure }) })
    await compose.saveNow()
    expect(compose.failure).toEqual(failure)
    expect(compose.unsaved).toBe(true)
  })

  it('P24: what could not be saved is tried again where nobody types, and the failure is over with it', async () => {
    const failure = { code: 'storage', message: 'The disk is full.' } as const
    let isFull = true
    const waiting: { readonly run: () => void; readonly ms: number }[] = []
    const { compose } = createCompose(
      { text: 'Dear all' },
      {
        'drafts.save': () =>
          isFull ? { ok: false, failure } : ok({ savedAt: 5, found: { findings: [], size: { octets: 1 } } }),
      },
      { ...still, setTimeout: (run, ms) => waiting.push({ run, ms }) },
    )
    await compose.saveNow()
    expect(compose.failure).toEqual(failure)
    isFull = false
    waiting.find(({ ms }) => ms === 5_000)?.run()
    await new Promise((resolve) => setImmediate(resolve))
    expect([compose.unsaved, compose.failure]).toEqual([false, null])
  })

  it('a draft that is not there any more is not tried again', async () => {
    const failure = { code: 'not-found', message: 'The draft d1 is not there any more.' } as const
    const waits: number[] = []
    const { compose } = createCompose(
      { text: 'x' },
      { 'drafts.save': () => ({ ok: false, failure }) },
      { ...still, setTimeout: (_run, ms) => waits.push(ms) },
    )
    await compose.saveNow()
    expect(compose.failure).toEqual(failure)
    expect(waits).not.toContain(5_000)
  })

  it('what a window says that could not save stays while it is asked to close once more', async () => {
    const failure = { code: 'storage', message: 'The disk is full.' } as const
    let answer: (value: unknown) => void = () => undefined
    const { compose } = createCompose(
      { text: 'Dear all' },
      { 'drafts.save': () => new Promise((resolve) => (answer = resolve)) },
    )
    const closing = compose.closing()
    await new Promise((resolve) => setImmediate(resolve))
    answer({ ok: false, failure })
    await closing
    const again = compose.closing()
    await new Promise((resolve) => setImmediate(resolve))
    expect([compose.closeTrouble, compose.failure]).toEqual(['failed', failure])
    answer({ ok: false, failure })
    expect(await again).toBe(false)
  })

  it('goes to main once for each rest of the keyboard: saved and looked at in one call', async () => {
    const finding = { id: 'no-subject', grade: 'reminder', text: 'No subject.', short: 'No subject.' }
    const answers: (() => void)[] = []
    const waiting: (() => void)[] = []
    const found = { findings: [finding], size: { octets: 1 } }
    const { compose, calls } = createCompose(
      { text: 'x' },
      { 'drafts.save': () => new Promise((done) => answers.push(() => done(ok({ savedAt: 5, found })))) },
      { ...still, setTimeout: (run) => waiting.push(run) },
    )
    compose.touch()
    expect(waiting).toHaveLength(1)
    waiting[0]?.()
    await expect.poll(() => answers.length).toBe(1)
    expect(calls.map(({ name }) => name)).toEqual(['drafts.save'])
    // Written while it is being saved.
    compose.touch()
    answers[0]?.()
    await expect.poll(() => compose.preflight.findings).toEqual([finding])
    expect(compose.unsaved).toBe(true)
    waiting[1]?.()
    await expect.poll(() => answers.length).toBe(2)
    answers[1]?.()
    await expect.poll(() => compose.unsaved).toBe(false)
    expect(calls.map(({ name }) => name)).toEqual(['drafts.save', 'drafts.save'])
  })

  it('stores with the draft only what is not as usual', () => {
    const { compose } = createCompose({})
    expect(compose.content).not.toHaveProperty('priority')
    const { options } = compose
    options.form.choose({ label: '', date: '2026-11-26', time: '08:00' })
    expect(compose.content).not.toHaveProperty('schedule')
    options.later = true
    options.priority = 'high'
    options.allOrNone = true
    options.form.zone = 'Europe/Berlin'
    expect(compose.content).toMatchObject({
      schedule: { at: Date.UTC(2026, 10, 26, 7), local: '2026-11-26T08:00', zone: 'Europe/Berlin' },
      priority: 'high',
      allOrNone: true,
    })
  })

  it('keeps what was chosen before while a scheduled message is edited', () => {
    const schedule = { at: Date.UTC(2026, 10, 26, 8), local: '2026-11-26T08:00', zone: 'UTC' }
    const { compose } = createCompose({ schedule, notAfter: Date.UTC(2026, 10, 27), priority: 'low' })
    expect(compose.content).toMatchObject({ schedule, notAfter: Date.UTC(2026, 10, 27), priority: 'low' })
    compose.options.later = false
    expect(compose.content).not.toHaveProperty('schedule')
  })

  it('names a file that could not be attached and keeps those that could', async () => {
    const added = { id: 'a', name: 'a.txt', type: 'text/plain', size: 1, file: 'f', sha256: '', copiedAt: 0 }
    const { compose } = createCompose(
      {},
      {
        'drafts.attachFiles': () =>
          ok({ added: [added], problems: [{ name: 'gone.pdf', message: '/tmp/gone.pdf is not there.' }] }),
      },
    )
    await compose.attach([new File(['x'], 'a.txt'), new File(['y'], 'gone.pdf')])
    expect(compose.attachments).toEqual([added])
    expect(compose.files.problems.map(({ name }) => name)).toEqual(['gone.pdf'])
  })
})
