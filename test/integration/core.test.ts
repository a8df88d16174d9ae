// The core without a window, over the built-in practice server: issue 2, "What a person can do", at the level of the Api.
import { readFile, rm, writeFile } from 'node:fs/promises'
import { createServer, type AddressInfo } from 'node:net'
import { networkInterfaces, type NetworkInterfaceInfo } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { EntryDetail, ServerForm } from '../../main/api.ts'
import type { DraftContent } from '../../main/drafts/draft.ts'
import { wakeWithNetwork } from '../../main/electron/network-watch.ts'
import { createHarness, isSettled, type Harness } from '../support/core-harness.ts'
import { startCountingServer } from '../support/counting-server.ts'
import { makeCertificate } from '../support/crash-profile.ts'

let core: Harness

beforeEach(async () => {
  core = await createHarness()
})
afterEach(async () => {
  await core.close()
  expect(core.faults).toEqual([])
})

/** Content addressed from the practice identity, which is made if it is not there. */
async function content(over: Partial<DraftContent> = {}): Promise<DraftContent> {
  const { draftId } = await core.api.practice.tryIt({ scenarioId: null })
  const draft = await core.api.drafts.get({ draftId })
  await core.api.drafts.discard({ draftId })
  return { ...draft.content, subject: 'Minutes', text: 'The minutes.\n', ...over }
}

const send = async (over: Partial<DraftContent> = {}) => core.send(await content(over))
const sendAndSettle = async (over: Partial<DraftContent> = {}) => core.until(await send(over), isSettled)
const received = () => core.api.practice.received()
const statusOf = ({ allRecipients }: EntryDetail): Readonly<Record<string, string>> =>
  Object.fromEntries(allRecipients.map(({ address, status }) => [address.replace(/@.*/, ''), status.state]))

/** Opens an edit as the window does, changes the content and sends it. */
async function editAndSend(entryId: string, change: (before: DraftContent) => DraftContent) {
  const { draftId } = await core.api.outbox.edit({ entryId, addressOnly: false })
  const draft = await core.api.drafts.get({ draftId })
  return core.api.outbox.enqueue({ draftId, content: change(draft.content) })
}

describe('a message handed over', () => {
  test('P1, P5: it is queued, sent over TLS with a sign-in, and proved by the final reply', async () => {
    const entry = await sendAndSettle({ to: ['Anna <anna@practice.test>'] })
    expect(entry).toMatchObject({ state: 'sent', group: 'settled', handedTo: 'practice.test' })
    expect(entry.proof).toMatch(
      /^Handed to practice\.test \(127\.0\.0\.1\) over TLSv1\.3 at 2026-01-05 09:00:00 UTC, queue id/,
    )
    expect(entry.proof).toContain('250 2.0.0 Ok: queued as')
    expect(entry.attempts).toHaveLength(1)
    expect(await core.api.drafts.list()).toEqual([])
  })

  test('P25: the transcript is whole, and holds no password', async () => {
    const entry = await sendAndSettle()
    const page = await core.api.transcripts.get({ attemptId: entry.attempts[0]!.id })
    const text = page.lines.map((line) => line.text).join('\n')
    expect(text).toMatch(
      /220 practice[\s\S]*STARTTLS[\s\S]*AUTH PLAIN \[hidden\][\s\S]*DATA[\s\S]*250 2\.0\.0/,
    )
    expect(text).not.toContain(Buffer.from('\0you\0practice').toString('base64'))
    expect(page.lines.find((line) => line.seq === page.decidingSeq)?.text).toContain('queued as')
    const announced = core.events['transcript.lines']?.flatMap(({ lines }) => lines) ?? []
    expect(announced).toEqual(page.lines.slice(0, announced.length))
    expect(announced.length).toBeGreaterThan(20)
  })

  test('it can be read at the practice server, as text and as source', async () => {
    await sendAndSettle({ to: ['anna@practice.test'], bcc: ['secret@practice.test'], subject: 'Grüße' })
    const [summary] = await received()
    const message = await core.api.practice.read({ id: summary!.id })
    expect(message).toMatchObject({
      subject: 'Grüße',
      text: expect.stringContaining('The minutes.') as string,
    })
    expect(message.rcptTo).toEqual(['anna@practice.test', 'secret@practice.test'])
    // P29
    expect(message.source).not.toContain('secret@practice.test')
  })

  test('changes are announced in order, each with the lanes', async () => {
    await sendAndSettle()
    const changes = core.events['outbox.changed'] ?? []
    expect(changes.map(({ seq }) => seq)).toEqual(changes.map((_, index) => index + 1))
    const states = changes.flatMap(({ entries }) => entries.map(({ entry }) => entry?.state))
    expect(states.filter((state, at) => state !== states[at - 1])).toEqual(['queued', 'sending', 'sent'])
    expect((await core.api.outbox.list({ list: 'sent', offset: 0, limit: 10 })).seq).toBe(changes.at(-1)!.seq)
  })

  test('P2: one press of Send is one entry, even pressed twice', async () => {
    const draft = await core.api.drafts.create({ content: await content() })
    const press = () => core.api.outbox.enqueue({ draftId: draft.id, content: draft.content })
    const [first, second] = await Promise.all([press(), press()])
    const third = await press()
    expect(second).toEqual(first)
    expect(third).toEqual(first)
    await core.until(draft.id, isSettled)
    expect(await received()).toHaveLength(1)
  })
})

describe('one good and one unknown recipient', () => {
  const names = { to: ['anna@practice.test', 'unknown@practice.test'], cc: ['carl@practice.test'] }

  test('P7, P10, P16: partly sent; the refused address is named with its reply and explained', async () => {
    const entry = await sendAndSettle(names)
    expect(entry).toMatchObject({ state: 'partlySent', group: 'your-move' })
    expect(entry.decidedBy).toEqual({ phase: 'rcpt', code: 550, enhanced: '5.1.1' })
    expect(statusOf(entry)).toEqual({ anna: 'accepted', unknown: 'rejected', carl: 'accepted' })
    expect(entry.explanations).toHaveLength(1)
    expect(entry.explanations[0]).toMatchObject({
      addresses: ['unknown@practice.test'],
      whoseMove: 'you',
      command: 'RCPT TO:<unknown@practice.test>',
    })
    expect(entry.explanations[0]?.replyLines[0]).toContain('550 5.1.1')
    expect(entry.actions).toContain('edit-address')
  })

  test('P2, P16: the corrected address gets it alone, under the same Message-ID, and the header names everybody', async () => {
    const before = await sendAndSettle(names)
    const { draftId } = await core.api.outbox.edit({ entryId: before.id, addressOnly: true })
    const draft = await core.api.drafts.get({ draftId })
    expect(draft.refused).toMatchObject([{ address: 'unknown@practice.test' }])
    expect(draft.focus).toBe('to')
    expect((await core.api.outbox.get({ entryId: before.id })).reason.kind).toBe('held-editing')
    const corrected = { ...draft.content, to: ['anna@practice.test', 'nora@practice.test'] }
    await core.api.outbox.enqueue({ draftId, content: corrected })
    const after = await core.until(before.id, isSettled)
    expect(after).toMatchObject({ state: 'sent', messageId: before.messageId })
    expect(after.history).toHaveLength(1)
    const [second] = await received()
    const message = await core.api.practice.read({ id: second!.id })
    expect(message.rcptTo).toEqual(['nora@practice.test'])
    expect(message.source).toMatch(/^To: anna@practice\.test, nora@practice\.test\r?$/m)
    expect(message.source).toContain(before.messageId)
  })

  test('P2: a changed text is a new Message-ID, and who has the old version does not get the new one', async () => {
    const before = await sendAndSettle(names)
    await editAndSend(before.id, (draft) => ({
      ...draft,
      to: ['anna@practice.test', 'nora@practice.test'],
      text: 'Better minutes.\n',
    }))
    const after = await core.until(before.id, isSettled)
    expect(after.messageId).not.toBe(before.messageId)
    expect(after.history[0]?.messageId).toBe(before.messageId)
    expect((await received())[0]?.rcptTo).toEqual(['nora@practice.test'])
  })

  test('P2: an address that was taken out and put in again gets it again', async () => {
    const before = await sendAndSettle(names)
    await editAndSend(before.id, (draft) => ({
      ...draft,
      to: ['anna@practice.test'],
      cc: [],
      added: ['ANNA@practice.test', 'anna@PRACTICE.test'],
    }))
    await core.until(before.id, isSettled)
    expect((await received())[0]?.rcptTo).toEqual(['anna@practice.test'])
  })

  test('P2: with nobody left to send to, nothing is queued and it says why', async () => {
    const before = await sendAndSettle(names)
    const outcome = await editAndSend(before.id, (draft) => ({ ...draft, to: ['anna@practice.test'] }))
    expect(outcome).toMatchObject({ queued: false, problems: [{ field: 'to' }] })
    expect((await core.api.outbox.get({ entryId: before.id })).revision.number).toBe(1)
  })

  test('P22: discarding the edit lets the entry go as it was', async () => {
    const before = await sendAndSettle({ to: ['full@practice.test'] })
    const { draftId } = await core.api.outbox.edit({ entryId: before.id, addressOnly: false })
    expect((await core.api.outbox.get({ entryId: before.id })).state).toBe('held')
    await core.api.drafts.discard({ draftId })
    expect(await core.api.outbox.get({ entryId: before.id })).toMatchObject({
      state: 'deferred',
      reason: before.reason,
    })
  })

  test('P18: "Send again" goes to the refused one alone, with the same bytes', async () => {
    const before = await sendAndSettle(names)
    await core.api.outbox.sendAgain({ entryId: before.id })
    const after = await core.until(before.id, isSettled)
    expect(after.attempts).toHaveLength(2)
    expect(after.revision).toEqual(before.revision)
    expect(await received()).toHaveLength(1)
  })
})

describe('put off', () => {
  test('P19: a greylisted recipient is tried again by itself, and then has it', async () => {
    const entry = await sendAndSettle({ to: ['greylisted@practice.test'] })
    expect(entry).toMatchObject({ state: 'deferred', group: 'moving', reason: { kind: 'retry', attempt: 2 } })
    const sent = core.until(entry.id, ({ state }) => state === 'sent')
    await core.clock.advance(6 * 60_000)
    expect((await sent).attempts).toHaveLength(2)
  })

  test('P17: "Send now" tries at once', async () => {
    const entry = await sendAndSettle({ to: ['greylisted@practice.test'] })
    await core.api.outbox.sendNow({ entryId: entry.id })
    expect((await core.until(entry.id, isSettled)).state).toBe('sent')
  })

  test('a held entry is not sent until it is released', async () => {
    const entry = await sendAndSettle({ to: ['greylisted@practice.test'] })
    await core.api.outbox.hold({ entryId: entry.id })
    await core.clock.advance(2 * 3_600_000)
    expect((await core.api.outbox.get({ entryId: entry.id })).attempts).toHaveLength(1)
    const sent = core.until(entry.id, ({ state }) => state === 'sent')
    await core.api.outbox.release({ entryId: entry.id })
    await sent
  })
})

describe('a wrong password', () => {
  test('P13: it is refused as such, waits, and "Sign in again" sends it', async () => {
    const { draftId } = await core.api.practice.tryIt({ scenarioId: 'wrong' })
    const draft = await core.api.drafts.get({ draftId })
    await core.api.outbox.enqueue({ draftId, content: draft.content })
    const entry = await core.until(draftId, isSettled)
    expect(entry).toMatchObject({
      state: 'failed',
      group: 'your-move',
      reason: { kind: 'needs-sign-in', serverId: entry.serverId },
      decidedBy: { phase: 'auth', code: 535 },
    })
    expect(entry.actions).toContain('sign-in-again')
    expect(entry.explanations).toMatchObject([
      { whoseMove: 'you', replyLines: [expect.stringContaining('535')] },
    ])
    await core.api.servers.signIn({ serverId: entry.serverId, password: 'right' })
    expect((await core.until(entry.id, isSettled)).state).toBe('sent')
  })

  test('P13: a sender that is refused asks for no password', async () => {
    const { draftId } = await core.api.practice.tryIt({ scenarioId: 'refused' })
    const draft = await core.api.drafts.get({ draftId })
    await core.api.outbox.enqueue({ draftId, content: draft.content })
    const entry = await core.until(draftId, isSettled)
    expect(entry).toMatchObject({ state: 'failed', decidedBy: { phase: 'mail', code: 550 } })
    expect(entry.actions).not.toContain('sign-in-again')
  })
})

describe('unconfirmed', () => {
  const drop = () => sendAndSettle({ to: ['drops-after-dot@practice.test'] })

  test('P3: no reply behind the final dot waits for the person; time alone never sends it again', async () => {
    const entry = await drop()
    expect(entry).toMatchObject({
      state: 'unconfirmed',
      group: 'your-move',
      reason: { kind: 'needs-choice' },
    })
    expect(entry.actions).toEqual(expect.arrayContaining(['it-arrived', 'send-again-may-arrive-twice']))
    expect(entry.explanations).toHaveLength(1)
    await core.clock.advance(7 * 24 * 3_600_000)
    expect((await core.api.outbox.get({ entryId: entry.id })).attempts).toHaveLength(1)
  })

  test('P3: "It arrived" settles it by the person\'s word, without a proof', async () => {
    const entry = await drop()
    await core.api.outbox.resolve({ entryId: entry.id, choice: 'arrived' })
    const after = await core.api.outbox.get({ entryId: entry.id })
    expect(after.state).toBe('sent')
    expect(after.allRecipients[0]?.status).toMatchObject({ state: 'accepted', byPerson: true })
    expect(after.proof).toBeUndefined()
  })

  test('P3: "Send again (may arrive twice)" sends the same bytes under the same Message-ID', async () => {
    const entry = await drop()
    await core.api.outbox.resolve({ entryId: entry.id, choice: 'send-again' })
    const after = await core.until(entry.id, isSettled)
    expect(after.attempts).toHaveLength(2)
    expect(after.revision).toEqual(entry.revision)
  })
})

describe('quit and start again', () => {
  test('P1: entries, transcripts, drafts and their files are there', async () => {
    const entry = await sendAndSettle({ to: ['anna@practice.test', 'unknown@practice.test'] })
    const before = await core.api.transcripts.get({ attemptId: entry.attempts[0]!.id })
    const draft = await core.api.drafts.create({ content: { subject: 'Half done', text: 'Dear' } })
    await core.restart()
    expect(await core.api.outbox.get({ entryId: entry.id })).toMatchObject({
      state: 'partlySent',
      explanations: [{ addresses: ['unknown@practice.test'] }],
    })
    const after = await core.api.transcripts.get({ attemptId: entry.attempts[0]!.id })
    expect(after.lines.slice(0, before.lines.length)).toEqual(before.lines)
    expect((await core.api.drafts.get({ draftId: draft.id })).content).toEqual(draft.content)
  })

  test('an edit that was open is still open, and its entry is held', async () => {
    const entry = await sendAndSettle({ to: ['unknown@practice.test'] })
    const { draftId } = await core.api.outbox.edit({ entryId: entry.id, addressOnly: true })
    await core.restart()
    expect((await core.api.outbox.get({ entryId: entry.id })).reason.kind).toBe('held-editing')
    expect((await core.api.drafts.get({ draftId })).refused).toHaveLength(1)
    await core.api.outbox.release({ entryId: entry.id })
    await core.restart()
    expect(await core.api.drafts.get({ draftId })).toMatchObject({ entryId: entry.id })
  })

  test('P19: what was put off is tried at its time', async () => {
    const entry = await sendAndSettle({ to: ['greylisted@practice.test'] })
    await core.restart()
    const again = core.until(entry.id, ({ reason }) => reason.kind === 'retry' && reason.attempt === 3)
    await core.clock.advance(6 * 60_000)
    await again
    // The practice server forgets whom it greylisted when the program ends: it takes the third try.
    const sent = core.until(entry.id, ({ state }) => state === 'sent')
    await core.clock.advance(17 * 60_000)
    await sent
  })
})

describe('files', () => {
  test('P23: a file is frozen when it is attached, and a round trip through an edit keeps it byte for byte', async () => {
    const path = join(core.dataDir, 'plan.bin')
    const bytes = Buffer.from(Array.from({ length: 5000 }, (_, at) => (at * 7) % 256))
    await writeFile(path, bytes)
    const base = await content({ to: ['unknown@practice.test'] })
    const draft = await core.api.drafts.create({ content: base })
    const { added } = await core.api.drafts.attachPaths({ draftId: draft.id, paths: [path] })
    await writeFile(path, 'changed since')
    await rm(path)
    await core.api.outbox.enqueue({ draftId: draft.id, content: { ...base, attachments: added } })
    const entry = await core.until(draft.id, isSettled)
    expect(entry.attachments).toEqual([{ name: 'plan.bin', size: 5000 }])
    await editAndSend(entry.id, (before) => ({ ...before, to: ['anna@practice.test'], text: 'New text.\n' }))
    await core.until(entry.id, isSettled)
    const [message] = await received()
    const { source } = await core.api.practice.read({ id: message!.id })
    expect(source.replaceAll(/\r?\n/g, '')).toContain(bytes.toString('base64'))
  })

  test('a file is left out of the draft alone; one that is not there, or a draft that is open, changes nothing', async () => {
    const base = await content({ to: ['toolarge@practice.test'] })
    const draft = await core.api.drafts.create({ content: base })
    const bytes = new Uint8Array(9)
    const file = { draftId: draft.id, name: 'plan.zip', type: 'application/zip', bytes }
    const { added } = await core.api.drafts.attachBytes(file)
    await core.api.outbox.enqueue({ draftId: draft.id, content: { ...base, attachments: added } })
    const { id: entryId } = await core.until(draft.id, isSettled)
    const leave = (withoutFile: string) => core.api.outbox.edit({ entryId, addressOnly: false, withoutFile })
    await expect(leave('other.zip')).rejects.toMatchObject({ failure: { code: 'not-found' } })
    expect((await core.api.outbox.get({ entryId })).state).toBe('failed')
    const { draftId } = await leave('plan.zip')
    expect((await core.api.drafts.get({ draftId })).content.attachments).toEqual([])
    await expect(leave('plan.zip')).rejects.toMatchObject({ failure: { code: 'not-possible' } })
    expect((await core.api.outbox.get({ entryId })).attachments).toHaveLength(1)
  })

  test('a stored file that vanished is named, and nothing is queued', async () => {
    const base = await content()
    const draft = await core.api.drafts.create({ content: base })
    const { added } = await core.api.drafts.attachBytes({
      draftId: draft.id,
      name: 'note.txt',
      type: 'text/plain',
      bytes: new Uint8Array([1, 2, 3]),
    })
    await rm(join(core.dataDir, 'files', added[0]!.file))
    const outcome = await core.api.outbox.enqueue({
      draftId: draft.id,
      content: { ...base, attachments: added },
    })
    expect(outcome).toMatchObject({ queued: false, problems: [{ field: 'attachments[0]' }] })
    expect(await core.api.drafts.get({ draftId: draft.id })).toBeDefined()
  })

  test('a damaged spool file is set aside, named, and made anew by an edit', async () => {
    const entry = await sendAndSettle({ to: ['full@practice.test'] })
    const path = join(core.dataDir, 'spool', entry.revision.spoolFile)
    await writeFile(path, (await readFile(path, 'utf8')).replace('minutes', 'MINUTES'))
    await core.api.outbox.sendNow({ entryId: entry.id })
    const damaged = await core.until(entry.id, ({ state }) => state === 'failed')
    expect(damaged.reason).toMatchObject({
      kind: 'needs-file',
      detail: expect.stringContaining('damaged') as string,
    })
    expect(damaged.text).toContain('The minutes.')
    expect((await core.api.app.info()).notices).toMatchObject([{ id: 'spool-set-aside' }])
    await editAndSend(entry.id, (before) => ({ ...before, to: ['anna@practice.test'] }))
    expect((await core.until(entry.id, isSettled)).state).toBe('sent')
  })
})

describe('bad input', () => {
  test.each<[string, Partial<DraftContent>, string]>([
    ['no recipient', { to: [] }, 'to'],
    ['an address that is none', { to: ['anna@practice.test', 'nobody'] }, 'to[1]'],
    ['P28: a line end in the subject', { subject: 'a\r\nBcc: eve@example.org' }, 'subject'],
    ['P28: a control character in an address', { cc: ['a\u0007@practice.test'] }, 'cc[0]'],
    ['no sender', { identityId: null }, 'from'],
    ['a server that is not there', { serverId: 'gone' }, 'serverId'],
  ])('%s: nothing is queued, and it says where', async (_name, over, field) => {
    const draft = await core.api.drafts.create({ content: await content(over) })
    const outcome = await core.api.outbox.enqueue({ draftId: draft.id, content: draft.content })
    expect(outcome.queued).toBe(false)
    expect(outcome.queued ? [] : outcome.problems.map((problem) => problem.field)).toEqual([field])
    expect((await core.api.outbox.list({ list: 'outbox', offset: 0, limit: 10 })).total).toBe(0)
    expect((await core.api.drafts.get({ draftId: draft.id })).content).toEqual(draft.content)
  })

  test('a priority that was set in the outbox stays when the message is edited or made a draft', async () => {
    const entryId = await send({ schedule: { at: 0, local: '2030-01-05T09:00', zone: 'UTC' } })
    await core.api.outbox.setPriority({ entryId, priority: 'high' })
    const { draftId } = await core.api.outbox.edit({ entryId, addressOnly: false })
    expect((await core.api.drafts.get({ draftId })).content.priority).toBe('high')
    await core.api.drafts.discard({ draftId })
    const made = await core.api.outbox.makeDraft({ entryId })
    expect((await core.api.drafts.get({ draftId: made.draftId })).content.priority).toBe('high')
  })

  test.each(['rich', 'plain'] as const)(
    'links, groups and practice begin %s, as new messages do',
    async (kind) => {
      await core.api.settings.set({ newMessages: kind })
      const { api } = core
      const made = [
        await api.app.compose({ draftId: null }),
        await api.app.openMailto({ url: 'mailto:a@example.org?body=Hello' }),
        await api.practice.tryIt({ scenarioId: null }),
        { draftId: (await api.drafts.create({ content: { text: 'Hello' }, asSet: true })).id },
      ]
      for (const { draftId } of made)
        expect((await api.drafts.get({ draftId })).content.html).toBe(kind === 'rich' ? '' : undefined)
      const { id } = await api.drafts.create({ content: { text: 'Hello' } })
      expect((await api.drafts.get({ draftId: id })).content.html).toBeUndefined()
    },
  )

  test('calls for what is not there, or not possible, say so', async () => {
    await expect(core.api.outbox.get({ entryId: 'none' })).rejects.toMatchObject({
      failure: { code: 'not-found' },
    })
    const entry = await sendAndSettle()
    await expect(core.api.outbox.sendAgain({ entryId: entry.id })).rejects.toMatchObject({
      failure: { code: 'not-possible' },
    })
    await expect(core.api.outbox.edit({ entryId: entry.id, addressOnly: true })).rejects.toMatchObject({
      failure: { code: 'not-possible' },
    })
  })
})

describe('servers', () => {
  const form: ServerForm = {
    id: null,
    name: 'Work',
    yourName: 'Marit',
    email: 'marit@example.org',
    host: '127.0.0.1',
    port: 1,
    security: 'none',
    user: '',
    password: null,
    ehloName: '',
    allowInsecureAuth: false,
    isDefault: true,
  }

  /** A port that refuses: it was free a moment ago. */
  async function refusingPort(): Promise<number> {
    const server = createServer()
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const { port } = server.address() as AddressInfo
    await new Promise<void>((resolve) => void server.close(() => resolve()))
    return port
  }

  async function saveServer(over: Partial<ServerForm> = {}) {
    const outcome = await core.api.servers.save({ ...form, port: await refusingPort(), ...over })
    if (!outcome.saved) throw new Error(JSON.stringify(outcome.problems))
    return outcome.server
  }

  test('a message goes through the server of its sender, or through another one for this message', async () => {
    const base = await content()
    const work = await saveServer()
    const own = { identityId: work.identity!.id, to: ['anna@practice.test'] }
    const through = await core.send({ ...base, ...own, serverId: 'practice' })
    expect((await core.until(through, isSettled)).handedTo).toBe('practice.test')
    const default_ = await core.until(await core.send({ ...base, ...own, serverId: null }), isSettled)
    expect(default_).toMatchObject({ serverId: work.id, state: 'deferred' })
  })

  test('P14, P17: a port that refuses is explained, does not count, and is tried again', async () => {
    const work = await saveServer()
    const base = await content({ identityId: work.identity!.id })
    const entry = await core.until(await core.send(base), isSettled)
    expect(entry).toMatchObject({ state: 'deferred', reason: { kind: 'retry', attempt: 1 } })
    expect(entry.attempts[0]).toMatchObject({ counts: false, failure: { errorCode: 'ECONNREFUSED' } })
    expect(entry.explanations[0]).toMatchObject({
      replyLines: [],
      nextAttemptAt: entry.reason.kind === 'retry' ? entry.reason.at : 0,
    })
  })

  test('P20: a message that met no server goes when the machine wakes', async () => {
    const counting = await startCountingServer(await makeCertificate())
    const { port } = counting
    await counting.close()
    const work = await saveServer({ port })
    const base = await content({ identityId: work.identity!.id })
    const entry = await core.until(await core.send(base), isSettled)
    expect(entry.state).toBe('deferred')
    const sending = core.until(entry.id, ({ state }) => state === 'sending')
    core.wake()
    await sending
    const again = await core.until(entry.id, isSettled)
    expect(again.attempts.map(({ counts }) => counts)).toEqual([false, false])
    expect(again.reason).toMatchObject({ kind: 'retry', attempt: 1 })
  })

  test('P20: a message that met no server goes when the network comes back, with no window open', async () => {
    const counting = await startCountingServer(await makeCertificate())
    const { port } = counting
    await counting.close()
    const work = await saveServer({ port })
    const network = { isOnline: false, interfaces: networkInterfaces() }
    const external = { address: '192.0.2.7', internal: false } as NetworkInterfaceInfo
    wakeWithNetwork(core, core.clock, () => network)
    const base = await content({ identityId: work.identity!.id })
    const entry = await core.until(await core.send(base), isSettled)
    await core.clock.advance(10_000)
    expect((await core.api.outbox.get({ entryId: entry.id })).attempts).toHaveLength(1)
    const sending = core.until(entry.id, ({ state }) => state === 'sending')
    Object.assign(network, { isOnline: true, interfaces: { wlan0: [external] } })
    await core.clock.advance(10_000)
    await sending
    expect((await core.until(entry.id, isSettled)).attempts).toHaveLength(2)
  })

  test('P20: while the machine sleeps no attempt begins; it does at waking, or where it stayed awake', async () => {
    const base = await content()
    core.sleep()
    const first = await core.send(base)
    await core.clock.advance(30_000)
    const entry = await core.api.outbox.get({ entryId: first })
    expect([entry.state, entry.attempts]).toEqual(['queued', []])
    core.wake()
    expect((await core.until(first, isSettled)).state).toBe('sent')
    core.sleep()
    const second = await core.send(base)
    await core.clock.advance(121_000)
    expect((await core.until(second, isSettled)).state).toBe('sent')
  })

  test('P3, P20: cut off by sleep before its last octet, a message goes once, at waking, and no server is blamed', async () => {
    const counting = await startCountingServer(await makeCertificate())
    const work = await saveServer({ port: counting.port })
    const stalled = counting.stallAt('data')
    const id = await core.send(await content({ identityId: work.identity!.id, to: ['a@example.org'] }))
    await stalled
    core.sleep()
    const cut = await core.until(id, ({ state }) => state === 'queued')
    expect(cut.reason).toMatchObject({ kind: 'offline' })
    expect(cut.attempts).toMatchObject([{ counts: false }])
    core.wake()
    expect((await core.until(id, isSettled)).state).toBe('sent')
    expect([...counting.copies.values()]).toEqual([[['a@example.org']]])
    await counting.close()
  })

  test('P3, P6: behind its last octet it is waited for through sleep; without an answer it is unconfirmed', async () => {
    const counting = await startCountingServer(await makeCertificate())
    const work = await saveServer({ port: counting.port })
    const stalled = counting.stallAt('dot')
    const id = await core.send(await content({ identityId: work.identity!.id, to: ['a@example.org'] }))
    await stalled
    core.sleep()
    expect((await core.api.outbox.get({ entryId: id })).state).toBe('sending')
    counting.cut()
    core.wake()
    expect((await core.until(id, isSettled)).state).toBe('unconfirmed')
    await core.clock.advance(3_600_000)
    expect([...counting.copies.values()]).toEqual([[['a@example.org']]])
    await counting.close()
  })

  test('P15: given up after the days that are set, it is held with its reason; send now tries again', async () => {
    await core.api.settings.set({ giveUpAfterDays: 1 })
    const entry = await sendAndSettle({ to: ['full@practice.test'] })
    expect(entry).toMatchObject({ state: 'deferred' })
    const tried = core.until(entry.id, ({ state }) => state === 'held')
    core.clock.jumpTo(core.clock.now() + 86_400_000)
    core.wake()
    const held = await tried
    expect(held).toMatchObject({ group: 'your-move', reason: { kind: 'gave-up' } })
    expect(held.attempts).toHaveLength(2)
    await core.api.outbox.sendNow({ entryId: entry.id })
    const again = await core.until(entry.id, ({ state }) => state === 'deferred')
    expect(again).toMatchObject({ group: 'moving', reason: { kind: 'retry' } })
  })

  test('P7: more recipients than the server takes at once go in further transactions of one session', async () => {
    const counting = await startCountingServer({ ...(await makeCertificate()), mostRecipients: 2 })
    const work = await saveServer({ port: counting.port })
    const to = ['a', 'b', 'c', 'd', 'e'].map((name) => `${name}@example.org`)
    const base = await content({ identityId: work.identity!.id, to })
    const entry = await core.until(await core.send(base), ({ state }) => state === 'sent')
    expect([...counting.copies.values()]).toEqual([[to.slice(0, 2), to.slice(2, 4), to.slice(4)]])
    expect(entry.attempts.map(({ overall }) => overall)).toEqual(['partly', 'partly', 'accepted'])
    expect(counting.journal.filter((step) => step === 'ehlo')).toHaveLength(1)
    await counting.close()
  })

  test('a server that is stuck does not delay another', async () => {
    const silent = createServer(() => undefined)
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve))
    const work = await saveServer({ port: (silent.address() as AddressInfo).port })
    const base = await content()
    const stuck = await core.send({ ...base, identityId: work.identity!.id })
    expect((await core.until(await core.send(base), isSettled)).state).toBe('sent')
    expect((await core.api.outbox.get({ entryId: stuck })).state).toBe('sending')
    // P19: and what is stuck can be deleted.
    await core.api.outbox.delete({ entryId: stuck })
    await expect(core.api.outbox.get({ entryId: stuck })).rejects.toMatchObject({
      failure: { code: 'not-found' },
    })
    silent.close()
  })

  test('a certificate that does not match holds the lane before anything is sent, and is asked about again once it is saved', async () => {
    const counting = await startCountingServer(await makeCertificate())
    const work = await saveServer({ port: counting.port, security: 'starttls' })
    const base = await content({ identityId: work.identity!.id })
    const entry = await core.until(await core.send(base), isSettled)
    expect(entry).toMatchObject({
      state: 'held',
      group: 'your-move',
      reason: { kind: 'needs-certificate', serverId: work.id },
      attempts: [{ failure: { phase: 'tls', kind: 'certificate' } }],
    })
    const second = await core.until(await core.send(base), isSettled)
    expect([second.reason.kind, second.attempts.length]).toEqual(['needs-certificate', 0])
    expect(counting.journal).toEqual(['ehlo', 'starttls'])
    await saveServer({ id: work.id, port: counting.port, security: 'starttls' })
    await core.clock.advance(1_000)
    expect((await core.until(entry.id, isSettled)).state).toBe('held')
    expect(counting.journal).toEqual(['ehlo', 'starttls', 'ehlo', 'starttls'])
    await counting.close()
  })

  test('while it is being sent, the row has its phase', async () => {
    const counting = await startCountingServer(await makeCertificate())
    const work = await saveServer({ port: counting.port })
    const base = await content({ identityId: work.identity!.id })
    const stalled = counting.stallAt('data')
    const entryId = await core.send(base)
    await stalled
    await core.clock.advance(100)
    const entry = await core.api.outbox.get({ entryId })
    expect(entry).toMatchObject({ state: 'sending', live: { phase: 'data', sentOctets: 0 } })
    expect(entry.live?.totalOctets).toBe(entry.revision.size)
    const { lanes } = await core.api.outbox.list({ list: 'outbox', offset: 0, limit: 10 })
    expect(lanes.find(({ serverId }) => serverId === work.id)).toMatchObject({ state: 'sending', percent: 0 })
    await core.api.outbox.delete({ entryId })
    await counting.close()
    expect(counting.copies.size).toBe(0)
  })

  test('P13: with no password in this session, what waits is held and asks once', async () => {
    const work = await saveServer({ user: 'marit', security: 'starttls' })
    const base = await content({ identityId: work.identity!.id })
    const entry = await core.until(await core.send(base), isSettled)
    expect(entry).toMatchObject({ state: 'held', reason: { kind: 'needs-sign-in', serverId: work.id } })
    expect(entry.actions).toContain('sign-in-again')
    const lanes = (await core.api.outbox.list({ list: 'outbox', offset: 0, limit: 10 })).lanes
    expect(lanes.find(({ serverId }) => serverId === work.id)).toMatchObject({
      state: 'needs-you',
      waiting: 1,
    })
  })

  test('without its server a message waits for another', async () => {
    const work = await saveServer()
    const base = await content({ identityId: work.identity!.id })
    const entry = await core.until(await core.send(base), isSettled)
    await core.api.servers.delete({ serverId: work.id })
    expect(await core.api.outbox.get({ entryId: entry.id })).toMatchObject({
      reason: { kind: 'needs-server' },
      group: 'your-move',
    })
    const outcome = await editAndSend(entry.id, (draft) => ({ ...draft, identityId: 'practice-you' }))
    expect(outcome).toMatchObject({ queued: true })
    expect((await core.until(entry.id, isSettled)).state).toBe('sent')
  })
})

describe('the practice server', () => {
  test('listens only while its page is open or a message waits for it', async () => {
    expect((await core.api.practice.status()).running).toBe(false)
    expect((await core.api.practice.open()).running).toBe(true)
    await core.api.practice.close()
    expect((await core.api.practice.status()).running).toBe(false)
    const entry = await sendAndSettle({ to: ['full@practice.test'] })
    expect((await core.api.practice.status()).running).toBe(true)
    await core.api.outbox.delete({ entryId: entry.id })
    expect((await core.api.practice.status()).running).toBe(false)
  })

  test('every scenario comes out as the page says', async () => {
    const quick = (await core.api.practice.scenarios()).filter(({ id }) => id !== 'slow')
    for (const scenario of quick) {
      const { draftId } = await core.api.practice.tryIt({ scenarioId: scenario.id })
      const draft = await core.api.drafts.get({ draftId })
      await core.api.outbox.enqueue({ draftId, content: draft.content })
      const entry = await core.until(draftId, isSettled)
      expect([scenario.id, entry.state]).toEqual([scenario.id, scenario.expected])
    }
  })
})

test('P25: the support report is saved to the octet as it is shown', async () => {
  const detail = await sendAndSettle()
  const attemptId = detail.attempts[0]?.id ?? ''
  // The session ends behind the outcome: its last lines are to be there in both.
  await vi.waitFor(async () => {
    const { lines } = await core.api.transcripts.get({ attemptId })
    expect(lines.at(-1)?.text).toMatch(/^221/)
  })
  const options = { attemptId, format: 'json', addresses: true, hosts: true, subject: true } as const
  const { text } = await core.api.transcripts.report(options)
  const { path } = await core.api.transcripts.saveReport(options)
  expect(core.shell.saved.map((file) => file.text)).toEqual([text])
  expect(core.shell.saved[0]?.name).toMatch(/^sendoff-report-.*\.json$/)
  expect(path).toContain('.json')
})

test('the health of a server that is gone is refused; of one that is there each attempt counts', async () => {
  const health = (serverId: string) => core.api.servers.health({ serverId, span: 'week' })
  await expect(health('gone')).rejects.toMatchObject({ failure: { code: 'not-found' } })
  const { serverId } = await sendAndSettle()
  const { attempts, buckets, causes } = await health(serverId)
  expect([attempts, buckets.length, causes]).toEqual([1, 7, []])
  expect(await core.api.servers.recent()).toContainEqual({ serverId, outcomes: ['handed-over'] })
})
