// Identities over real sessions: what the wire has of them and what it has not, copies, and senders that a server refuses.
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { EntryDetail, IdentityForm, ServerForm } from '../../main/api.ts'
import type { Identity } from '../../main/identities/identity.ts'
import { createHarness, isSettled, type Harness } from '../support/core-harness.ts'
import { startCountingServer, type CountingServer } from '../support/counting-server.ts'
import { makeCertificate } from '../support/crash-profile.ts'

let core: Harness
let folder: string
let servers: CountingServer[]

beforeEach(async () => {
  core = await createHarness()
  folder = await mkdtemp(join(tmpdir(), 'sendoff-sent-'))
  servers = []
  // The practice server is made.
  const { draftId } = await core.api.practice.tryIt({ scenarioId: null })
  await core.api.drafts.discard({ draftId })
})
afterEach(async () => {
  await core.close()
  await Promise.all(servers.map((server) => server.close()))
  await rm(folder, { recursive: true, force: true })
})

async function saveIdentity(over: Partial<IdentityForm> = {}): Promise<Identity> {
  const outcome = await core.api.identities.save({
    id: null,
    name: 'Anna Example',
    address: 'anna@practice.test',
    serverId: 'practice',
    furtherServerIds: [],
    replyTo: '',
    organisation: '',
    signatures: [],
    alwaysBcc: [],
    sentCopy: null,
    envelopeSender: '',
    ...over,
  })
  if (!outcome.saved) throw new Error(JSON.stringify(outcome.problems))
  return outcome.identity
}

const letter = { to: ['bea@practice.test'], subject: 'Minutes', text: 'The minutes.\n' }

async function sendFrom({ id }: Identity, over: object = {}): Promise<EntryDetail> {
  return core.until(await core.send({ ...letter, identityId: id, ...over }), isSettled)
}

async function commandsOf(entry: EntryDetail): Promise<readonly string[]> {
  const page = await core.api.transcripts.get({ attemptId: entry.attempts.at(-1)!.id })
  return page.lines.filter(({ from }) => from === 'client').map(({ text }) => text)
}

const copyOf = async (entryId: string) => (await core.api.outbox.get({ entryId })).sentCopy
/** The copy is written behind the hand-over. */
async function untilCopied(entryId: string, state: 'done' | 'failed') {
  await vi.waitUntil(async () => (await copyOf(entryId))?.state === state, { timeout: 20_000 })
  return copyOf(entryId)
}

describe('on the wire', () => {
  test('P29: reverse-path of its own, replies, organisation; blind copies in the envelope alone', async () => {
    const identity = await saveIdentity({
      replyTo: 'Crew <crew@practice.test>',
      organisation: 'Rowing club',
      envelopeSender: 'bounces@practice.test',
      alwaysBcc: ['Log <log@practice.test>'],
    })
    const entry = await sendFrom(identity, { bcc: ['carl@practice.test'] })
    expect(entry.state).toBe('sent')
    const commands = await commandsOf(entry)
    expect(commands.find((line) => line.startsWith('MAIL'))).toMatch(/^MAIL FROM:<bounces@practice\.test>/)
    expect(
      commands.filter((line) => line.startsWith('RCPT')).map((line) => /<(.*?)>/.exec(line)?.[1]),
    ).toEqual(['bea@practice.test', 'carl@practice.test', 'log@practice.test'])
    expect(entry.allRecipients.map(({ address, field }) => `${field} ${address}`)).toContain(
      'bcc log@practice.test',
    )
    const [summary] = await core.api.practice.received()
    const { source } = await core.api.practice.read({ id: summary!.id })
    expect(source).toMatch(/^From: Anna Example <anna@practice\.test>\r$/m)
    expect(source).toMatch(/^Reply-To: Crew <crew@practice\.test>\r$/m)
    expect(source).toMatch(/^Organization: Rowing club\r$/m)
    expect(source).not.toMatch(/bcc|carl|log@|bounces/i)
  })

  test('an entry keeps its sender when its identity is deleted, and goes out', async () => {
    await core.api.settings.set({ sending: 'paused' })
    const identity = await saveIdentity({ envelopeSender: 'bounces@practice.test' })
    const entryId = await core.send({ ...letter, identityId: identity.id })
    await core.api.identities.delete({ identityId: identity.id })
    expect((await core.api.outbox.get({ entryId })).from).toBe('anna@practice.test')
    await core.api.settings.set({ sending: 'on' })
    const entry = await core.until(entryId, ({ state }) => state === 'sent')
    expect((await commandsOf(entry)).join('\n')).toContain('MAIL FROM:<bounces@practice.test>')
    expect((await core.api.practice.received())[0]?.from).toContain('anna@practice.test')
  })
})

describe('a copy of what was handed over', () => {
  test.each(['maildir', 'eml'] as const)(
    'P8, P29: %s: the octets that were sent, with the blind copies',
    async (kind) => {
      const identity = await saveIdentity({ sentCopy: { kind, path: join(folder, 'Sent') } })
      const entry = await sendFrom(identity, { bcc: ['carl@practice.test'] })
      const copy = await untilCopied(entry.id, 'done')
      const own = kind === 'maildir' ? join(folder, 'Sent', 'cur') : join(folder, 'Sent')
      const [name = ''] = await readdir(own)
      expect(copy).toMatchObject({ kind, path: join(folder, 'Sent'), file: name })
      expect(name).toMatch(kind === 'maildir' ? /:2,S$/ : /^2026-01-05 09-00 Minutes\.eml$/)
      const { source } = await core.api.outbox.source({ entryId: entry.id })
      const sent = kind === 'maildir' ? source.replaceAll('\r\n', '\n') : source
      const end = kind === 'maildir' ? '\n' : '\r\n'
      expect(await readFile(join(own, name), 'utf8')).toBe(`Bcc: carl@practice.test${end}${sent}`)
      expect(source).not.toContain('carl')
    },
  )

  test('P8: a fault is one of the copy; the message stays handed over, and the copy is saved again elsewhere', async () => {
    const path = join(folder, 'Sent')
    await writeFile(path, 'a file, where a folder should be')
    const identity = await saveIdentity({ sentCopy: { kind: 'eml', path } })
    const entry = await sendFrom(identity)
    const failed = await untilCopied(entry.id, 'failed')
    expect(failed).toMatchObject({
      detail: `The copy could not be written to ${path}: there is a file where a folder should be (EEXIST).`,
    })
    const now = await core.api.outbox.get({ entryId: entry.id })
    expect(now).toMatchObject({ state: 'sent', group: 'settled', copyFailed: true })
    expect(now.explanations).toEqual([])
    expect(now.attempts).toHaveLength(1)
    await saveIdentity({ id: identity.id, sentCopy: { kind: 'eml', path: join(folder, 'Other') } })
    await core.api.identities.saveCopy({ entryId: entry.id })
    expect(await untilCopied(entry.id, 'done')).toMatchObject({ path: join(folder, 'Other') })
    expect(await readdir(join(folder, 'Other'))).toHaveLength(1)
    await expect(core.api.identities.saveCopy({ entryId: entry.id })).rejects.toMatchObject({
      failure: { code: 'not-possible' },
    })
  })

  test('nothing is copied of what nobody took', async () => {
    const identity = await saveIdentity({ sentCopy: { kind: 'eml', path: join(folder, 'Sent') } })
    const entry = await sendFrom(identity, { to: ['unknown@practice.test'] })
    expect(entry).toMatchObject({ state: 'failed', sentCopy: { state: 'waiting' } })
    expect(await readdir(folder)).toEqual([])
  })
})

describe('senders that a server does not take', () => {
  const refusal = '553 5.7.1 <anna@example.org>: Sender address rejected: not owned by user anna'

  async function strictServer(over: Partial<ServerForm> = {}) {
    const state = { refuses: true }
    const certificate = await makeCertificate()
    const answerMail = (address: string) =>
      state.refuses && address === 'anna@example.org' ? refusal : undefined
    const counting = await startCountingServer({ ...certificate, answerMail })
    servers.push(counting)
    const outcome = await core.api.servers.save({
      ...{ id: null, name: 'Strict', yourName: 'Anna', email: 'anna@example.org', host: '127.0.0.1' },
      ...{ port: counting.port, security: 'starttls', user: 'anna', password: 'secret', ehloName: '' },
      ...{ allowInsecureAuth: false, isDefault: false, ...over },
    })
    if (!outcome.saved) throw new Error(JSON.stringify(outcome.problems))
    const serverId = outcome.server.id
    await core.api.servers.trust({ serverId, spkiSha256: certificate.spkiSha256 })
    return { serverId, state, identity: outcome.server.identity! }
  }

  test('are remembered when it refuses MAIL, shown, and forgotten once it takes them', async () => {
    const { serverId, state, identity } = await strictServer()
    const entry = await sendFrom(identity)
    expect(entry.state).toBe('failed')
    const [refused, ...more] = await core.api.identities.refusedSenders()
    expect(more).toEqual([])
    expect(refused).toMatchObject({
      serverId,
      serverName: 'Strict',
      address: 'anna@example.org',
      text: refusal,
    })
    expect((await core.api.servers.list()).find(({ id }) => id === serverId)?.refusedSenders).toHaveLength(1)
    await core.restart()
    expect(await core.api.identities.refusedSenders()).toHaveLength(1)
    state.refuses = false
    await sendFrom(identity)
    await vi.waitUntil(async () => (await core.api.identities.refusedSenders()).length === 0)
  })

  test('are forgotten when the person says so', async () => {
    const { serverId, identity } = await strictServer()
    await sendFrom(identity)
    await core.api.identities.forgetRefused({ serverId, address: 'anna@example.org' })
    expect(await core.api.identities.refusedSenders()).toEqual([])
  })

  test('are refused when an identity is saved, and before anything is queued', async () => {
    const { serverId, identity } = await strictServer({ allowedSenders: ['@example.org'] })
    await expect(saveIdentity({ serverId, address: 'anna@example.com' })).rejects.toThrow(
      'Strict takes only @example.org, not anna@example.com.',
    )
    const other = await saveIdentity({ address: 'anna@example.com' })
    await expect(sendFrom(other, { serverId })).rejects.toThrow(
      'Strict does not take anna@example.com as a sender',
    )
    expect((await sendFrom(identity)).state).toBe('failed')
  })
})
