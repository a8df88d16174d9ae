import { describe, expect, it } from 'vitest'
import type { EntryDetail, TranscriptPage } from '../../../main/api.ts'
import { OpenEntry } from '../../../renderer/state/entry-state.svelte.ts'
import { createFakeBridge, ok } from './fake-bridge.ts'
import { sampleAttempt, sampleDetail, sampleEntry, settle, toLines } from './sample.ts'

const running = sampleAttempt({ endedAt: undefined })

async function open(first: EntryDetail, handlers: Parameters<typeof createFakeBridge>[0] = {}) {
  const answers: { detail: EntryDetail; transcript: TranscriptPage } = {
    detail: first,
    transcript: { attempt: first.attempts.at(-1) ?? running, lines: toLines([['note', 'connect', 'one']]) },
  }
  const fake = createFakeBridge({
    'outbox.get': () => ok(answers.detail),
    'transcripts.get': () => ok(answers.transcript),
    ...handlers,
  })
  const entry = new OpenEntry(fake.bridge, 'e1')
  const stop = entry.start()
  await settle()
  return { entry, fake, answers, stop, names: () => fake.calls.map(({ name }) => name) }
}

function changed(state: EntryDetail['state'] | null) {
  const entry = state === null ? null : sampleEntry({ state })
  return { seq: 2, entries: [{ entryId: 'e1', entry }], lanes: [] }
}

describe('OpenEntry', () => {
  it('P22: viewing asks and changes nothing', async () => {
    const { names } = await open(sampleDetail({ attempts: [sampleAttempt()] }))
    expect(names()).toEqual(['outbox.get', 'transcripts.get'])
  })

  it('fills the transcript line by line while the attempt runs', async () => {
    const { entry, fake } = await open(sampleDetail({ attempts: [running] }))
    fake.emit('transcript.lines', {
      attemptId: 'a1',
      entryId: 'e1',
      lines: toLines([['client', 'ehlo', 'two']], 2),
    })
    fake.emit('transcript.lines', {
      attemptId: 'other',
      entryId: 'e2',
      lines: toLines([['client', 'ehlo', 'no']], 3),
    })
    expect(entry.transcript?.lines.map(({ text }) => text)).toEqual(['one', 'two'])
    expect(entry.transcript?.watched).toBe(true)
  })

  it('reads the transcript again when lines are missing, and takes none twice', async () => {
    const { entry, fake, answers } = await open(sampleDetail({ attempts: [running] }))
    answers.transcript = {
      attempt: running,
      lines: toLines([
        ['note', 'connect', 'one'],
        ['client', 'ehlo', 'two'],
        ['server', 'ehlo', 'three'],
      ]),
    }
    fake.emit('transcript.lines', {
      attemptId: 'a1',
      entryId: 'e1',
      lines: toLines([['server', 'ehlo', 'three']], 3),
    })
    await settle()
    expect(entry.transcript?.lines.map(({ text }) => text)).toEqual(['one', 'two', 'three'])
  })

  it('reads the deciding line when the attempt has ended, and stays open as it was watched', async () => {
    const { entry, fake, answers } = await open(sampleDetail({ attempts: [running] }))
    const ended = sampleAttempt({ overall: 'accepted' })
    answers.detail = sampleDetail({ state: 'sent', attempts: [ended] })
    answers.transcript = { ...answers.transcript, attempt: ended, decidingSeq: 1 }
    fake.emit('outbox.changed', changed('sent'))
    await settle()
    expect(entry.detail?.state).toBe('sent')
    expect(entry.transcript?.decidingSeq).toBe(1)
    expect(entry.transcript?.watched).toBe(true)
  })

  it('follows the newest attempt until another is chosen', async () => {
    const { entry, fake, answers } = await open(sampleDetail({ attempts: [sampleAttempt()] }))
    answers.detail = sampleDetail({ attempts: [sampleAttempt(), sampleAttempt({ id: 'a2', number: 2 })] })
    fake.emit('outbox.changed', changed('deferred'))
    await settle()
    expect(entry.transcript?.attemptId).toBe('a2')
    entry.chooseAttempt('a1')
    expect(entry.transcript?.attemptId).toBe('a1')
    expect(entry.attempt?.number).toBe(1)
  })

  it('does only what is possible', async () => {
    const { entry, names } = await open(sampleDetail({ actions: ['hold'] }), {
      'outbox.hold': () => ok(undefined),
    })
    expect(await entry.do('send-now')).toBe(false)
    expect(await entry.do('hold')).toBe(true)
    expect(names()).toEqual(['outbox.get', 'outbox.hold', 'outbox.get'])
  })

  it('keeps a refusal where the button is', async () => {
    const failure = { code: 'not-possible', message: 'It is being sent.' }
    const { entry } = await open(sampleDetail({ actions: ['edit'] }), {
      'outbox.edit': () => ({ ok: false, failure }),
    })
    expect(await entry.do('edit')).toBe(false)
    expect(entry.call.failure).toEqual(failure)
  })

  it('P21: keeps the answer to Cancel, and says that it waits for it', async () => {
    let answer: (value: unknown) => void = () => undefined
    const { entry } = await open(sampleDetail({ actions: ['cancel'] }), {
      'outbox.cancel': () => new Promise((resolve) => (answer = resolve)),
    })
    const done = entry.do('cancel')
    await settle()
    expect(entry.cancelling).toBe(true)
    answer(ok({ outcome: 'too-late' }))
    expect(await done).toBe(true)
    expect([entry.cancelling, entry.cancelled]).toEqual([false, { outcome: 'too-late' }])
  })

  it('moves, drops and sets a priority, and reads the entry again', async () => {
    const { entry, fake, names } = await open(sampleDetail(), {
      'outbox.move': () => ok(undefined),
      'outbox.setPriority': () => ok(undefined),
      'outbox.dropRecipient': () => ok(undefined),
    })
    await entry.move('s2')
    await entry.setPriority('high')
    await entry.dropRecipient('a@x.example')
    expect(fake.calls.filter(({ name }) => name !== 'outbox.get').map(({ input }) => input)).toEqual([
      { entryId: 'e1', serverId: 's2' },
      { entryId: 'e1', priority: 'high' },
      { entryId: 'e1', address: 'a@x.example' },
    ])
    expect(names().filter((name) => name === 'outbox.get')).toHaveLength(4)
  })

  it('chooses a new time in place, and keeps the form open while it is refused', async () => {
    const failure = { code: 'invalid-argument', message: 'That time has passed.', field: 'schedule' }
    let answer: unknown = { ok: false, failure }
    const { entry } = await open(sampleDetail({ actions: ['reschedule'] }), {
      'outbox.reschedule': () => answer,
    })
    await entry.do('reschedule')
    const time = { schedule: { local: '2026-11-26T08:00', zone: 'UTC' }, notAfter: null }
    expect(await entry.reschedule(time)).toBe(false)
    expect([entry.rescheduling, entry.rescheduleCall.failure]).toEqual([true, failure])
    answer = ok(undefined)
    expect(await entry.reschedule(time)).toBe(true)
    expect(entry.rescheduling).toBe(false)
  })

  it('asks for the password in place, and closes the form when it was taken', async () => {
    const { entry, fake } = await open(sampleDetail({ actions: ['sign-in-again'] }), {
      'servers.signIn': () => ok(undefined),
    })
    await entry.do('sign-in-again')
    expect(entry.signingIn).toBe(true)
    expect(await entry.signIn('secret')).toBe(true)
    expect(entry.signingIn).toBe(false)
    expect(fake.calls.find(({ name }) => name === 'servers.signIn')?.input).toEqual({
      serverId: 's1',
      password: 'secret',
    })
  })

  it('tries the keychain again, and keeps in view why it is still closed', async () => {
    const failure = { code: 'secret', message: 'It is locked.' } as const
    let answer: unknown = { ok: false, failure }
    const { entry, fake } = await open(sampleDetail({ actions: ['try-keychain'] }), {
      'secrets.useKeychain': () => answer,
    })
    expect(await entry.do('try-keychain')).toBe(false)
    expect(entry.call.failure).toEqual(failure)
    answer = ok({ kind: 'keychain' })
    expect(await entry.do('try-keychain')).toBe(true)
    expect(fake.calls.filter(({ name }) => name === 'secrets.useKeychain')).toHaveLength(2)
  })

  it('keeps the form open when the password was refused', async () => {
    const { entry } = await open(sampleDetail({ actions: ['sign-in-again'] }), {
      'servers.signIn': () => ({ ok: false, failure: { code: 'secret', message: 'locked' } }),
    })
    await entry.do('sign-in-again')
    expect(await entry.signIn('secret')).toBe(false)
    expect(entry.signingIn).toBe(true)
    expect(entry.signInCall.failure?.code).toBe('secret')
  })

  it('says when the entry is gone', async () => {
    const { entry, fake } = await open(sampleDetail())
    fake.emit('outbox.changed', changed(null))
    expect(entry.gone).toBe(true)
  })
})
