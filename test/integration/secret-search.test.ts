// P25: everything that a session leaves behind is searched for the password, in every form in which it could hide.
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Api, EntryDetail, ServerForm } from '../../main/api.ts'
import type { Core } from '../../main/core.ts'
import { createCore } from '../../main/create-core.ts'
import { createPracticeServer } from '../../main/practice/practice-server.ts'
import { createMemoryStore } from '../../main/secrets/create-secret-store.ts'
import type { ServerTarget } from '../../main/smtp/client.ts'
import { openClient } from '../../main/smtp/session.ts'
import type { TranscriptLine } from '../../main/smtp/types.ts'
import { createSystemClock } from '../../main/system/clock.ts'
import { createSystemRandom } from '../../main/system/random.ts'
import { storageWorkerUrl } from '../../scripts/support/storage-worker.ts'
import { createCertificate, type TestCertificate } from '../support/certificates.ts'
import { createRecordingShell, isSettled, untilEntry } from '../support/core-harness.ts'
import { startEchoingServer, type EchoingOptions, type EchoingServer } from '../support/echoing-server.ts'
import { blobsOf, findForms, formsOf, textsIn } from '../support/secret-forms.ts'

const clock = createSystemClock()
const random = createSystemRandom()
const USER = 'you'
// Characters that base64, quoted strings, JSON, web addresses and character sets each write in another way.
const PASSWORD = 'Kr4ke "n\\est" 100% sécret/+?ÿ>'
// No token has a character that base64url or a web address writes in another way but these (RFC 6750 2.1).
const TOKEN = 'ya29.a0Af~H6+SMBx/_k-Z=='

/** Everything that the engine can sign in with, and what each needs. */
const mechanisms: readonly (readonly [name: string, secret: string])[] = [
  ['EXTERNAL', PASSWORD],
  ['SCRAM-SHA-256-PLUS', PASSWORD],
  ['SCRAM-SHA-1-PLUS', PASSWORD],
  ['SCRAM-SHA-256', PASSWORD],
  ['SCRAM-SHA-1', PASSWORD],
  ['OAUTHBEARER', TOKEN],
  ['XOAUTH2', TOKEN],
  ['CRAM-MD5', PASSWORD],
  ['PLAIN', PASSWORD],
  ['LOGIN', PASSWORD],
]
const outcomes = [
  ['taken', true],
  ['refused', false],
] as const
const table = mechanisms.flatMap(([mechanism, secret]) =>
  outcomes.map(([outcome, accepts]) => ({ mechanism, secret, outcome, accepts })),
)

let certificate: TestCertificate
let dir = ''
let ends: (() => Promise<unknown>)[] = []
beforeAll(() => {
  certificate = createCertificate(['IP:127.0.0.1'])
})
beforeEach(async () => {
  dir = await mkdtemp(path.join(tmpdir(), 'sendoff-p25-'))
})
afterEach(async () => {
  for (const end of ends.toReversed()) await end()
  ends = []
  await rm(dir, { recursive: true, force: true })
})

/** What the server knows of the secret, in all its forms, in what is searched. */
function findLeaks(
  secret: string,
  derived: Iterable<string>,
  place: string,
  ...searched: unknown[]
): string[] {
  const told = [secret, ...blobsOf(USER, secret).values(), ...derived]
  return [...new Set(textsIn(searched))].flatMap((text) =>
    told.flatMap((each) => findForms(each, `${place}: ${each}`, text)),
  )
}

/** Each file below the folder, its octets read as UTF-8 and as latin1. */
async function searchFolder(
  folder: string,
  secret: string,
  derived: Iterable<string> = [],
): Promise<string[]> {
  const files = await readdir(folder, { recursive: true, withFileTypes: true })
  const found = files
    .filter((file) => file.isFile())
    .map(async (file) => {
      const bytes = await readFile(path.join(file.parentPath, file.name))
      return findLeaks(secret, derived, file.name, bytes.toString('utf8'), bytes.toString('latin1'))
    })
  return (await Promise.all(found)).flat()
}

const silent = { info: () => undefined, warn: () => undefined, error: () => undefined }

describe('the search itself', () => {
  it.each([PASSWORD, TOKEN])('finds each form of %s', (secret) => {
    for (const [name, form] of formsOf(secret)) {
      expect(findForms(secret, 'x', `before${form}after`), name).toContain(`x: ${name}`)
      expect(findLeaks(secret, [], 'x', { deep: [`a ${form} b`] }), name).not.toEqual([])
    }
  })

  it.each([...blobsOf(USER, PASSWORD)])('finds the password in what %s writes', (_, blob) => {
    expect(findForms(PASSWORD, 'x', `said ${blob}`)).not.toEqual([])
  })
})

async function startServer(options: Omit<EchoingOptions, 'user'>): Promise<EchoingServer> {
  const server = await startEchoingServer({ user: USER, ...options })
  ends.push(() => server.close())
  return server
}

describe('a session that signs in, with a server that quotes everything it was told in every way', () => {
  it('goes through every mechanism that the engine has', async () => {
    const source = await readFile(new URL('../../main/smtp/sasl/mechanisms.ts', import.meta.url), 'utf8')
    const names = [...source.matchAll(/(?:name: |scram\(|scramPlus\(|with\w+\()'([A-Z0-9-]+)'/g)].map(
      ([, name]) => name,
    )
    expect(names.toSorted()).toEqual(mechanisms.map(([name]) => name).toSorted())
  })

  it.each(table)(
    'P25: $mechanism, $outcome: no line of its transcript and no failure has the secret or what was made of it',
    async ({ mechanism, secret, accepts }) => {
      const server = await startServer({ mechanism, secret, accepts, certificate })
      const isToken = secret === TOKEN
      const target: ServerTarget = {
        host: '127.0.0.1',
        port: server.port,
        security: 'implicit',
        tls: { ca: certificate.ca, cert: certificate.cert, key: certificate.key },
        auth: { user: USER, ...(isToken ? { token: secret } : { pass: secret }) },
      }
      const lines: TranscriptLine[] = []
      const opened = await openClient(target, { clock, random, tap: (line) => lines.push(line) })
      const failure = opened.ok ? null : opened.failure
      const left = opened.ok ? [opened.session.greeting, await opened.session.probe('a@x.test')] : []
      if (opened.ok) await opened.session.close()

      expect(opened.ok, JSON.stringify(failure)).toBe(accepts)
      expect(server.counts.proven).toBe(1)
      expect(lines.map(({ text }) => text)).toContainEqual(expect.stringMatching(`^AUTH ${mechanism}`))
      // One line of each form came, was recorded, and says that something is not there.
      const quoted = lines.filter(({ text }) => text.includes('I was told'))
      expect(quoted.length).toBeGreaterThan(2 * formsOf(secret).size)
      for (const { text } of quoted) expect(text).toMatch(/I was told .*\[hidden\].* by you$/)
      expect(findLeaks(secret, server.derived, 'record', lines, failure, left)).toEqual([])
    },
  )
})

describe('a server that gives the secret as its reason for a refusal', () => {
  const secrets = [
    ['a word', 'Kr4ke0secret'],
    ['one that is longer than a reason may be', 'Kr4ke0secret'.repeat(9)],
    ['one with what ends a reason', 'Kr4ke0,secret=and/more'],
    ['a number of rounds', '98765432'],
  ] as const
  const mechanismsWithReason = mechanisms.filter(([name]) => /SCRAM|AUTH/.test(name))
  const cases = mechanismsWithReason.flatMap(([mechanism]) =>
    secrets.map(([what, secret]) => ({ mechanism, what, secret })),
  )

  it.each(cases)(
    'P25: $mechanism, $what: no piece of it is in the failure',
    async ({ mechanism, secret }) => {
      const server = await startServer({ mechanism, secret, accepts: false, certificate })
      const lines: TranscriptLine[] = []
      const auth = mechanism.includes('AUTH') ? { token: secret } : { pass: secret }
      const opened = await openClient(
        {
          host: '127.0.0.1',
          port: server.port,
          security: 'implicit',
          tls: { ca: certificate.ca },
          auth: { user: USER, ...auth },
        },
        { clock, random, tap: (line) => lines.push(line) },
      )
      if (opened.ok) throw new Error('signed in')
      expect(opened.failure).toMatchObject({ phase: 'auth' })
      const told = textsIn([opened.failure, lines]).join('\n')
      expect(told).toContain('[hidden]')
      for (let at = 0; at + 6 <= secret.length; at += 1) expect(told).not.toContain(secret.slice(at, at + 6))
    },
  )
})

describe.each(['PLAIN', 'LOGIN'])('a session with the practice server that signs in by %s', (mechanism) => {
  it('P25: leaves the password in no line of its transcript and in no failure, taken or refused', async () => {
    const practice = createPracticeServer({ dir, clock, random, log: silent })
    const lease = await practice.acquire()
    const lines: TranscriptLine[] = []
    try {
      for (const user of [USER, 'nobody']) {
        const opened = await openClient(
          {
            host: '127.0.0.1',
            port: lease.port,
            security: 'starttls',
            tls: { pins: [lease.spkiSha256] },
            auth: { user, pass: PASSWORD, mechanisms: [mechanism] },
          },
          { clock, random, tap: (line) => lines.push(line) },
        )
        expect(opened.ok).toBe(user === USER)
        if (opened.ok) await opened.session.close()
        else expect(findLeaks(PASSWORD, [], 'failure', opened.failure)).toEqual([])
      }
    } finally {
      lease.release()
      await practice.close()
    }
    expect(lines.some(({ text }) => text.startsWith(`AUTH ${mechanism}`))).toBe(true)
    expect(findLeaks(PASSWORD, [], 'transcript', lines)).toEqual([])
  })
})

/** A core on a new profile, and all that it says of itself: log and events. */
async function openCore(): Promise<{ core: Core; heard: unknown[] }> {
  const heard: unknown[] = []
  const keep = (...told: readonly unknown[]) => void heard.push(...told.map(String))
  const core = await createCore({
    workerUrl: storageWorkerUrl,
    dataDir: dir,
    secrets: createMemoryStore('a test'),
    clock,
    random,
    openClient,
    shell: createRecordingShell(),
    log: { info: keep, warn: keep, error: keep },
    version: 'test',
  })
  ends.push(() => core.close({ graceMs: 0 }))
  const names = [
    'transcript.lines',
    'servers.changed',
    'checks.progress',
    'outbox.changed',
    'notices.changed',
  ] as const
  for (const name of names) core.events.on(name, (payload) => void heard.push(payload))
  return { core, heard }
}

/** All that the Api answers about an entry: what it shows, what it copies, and what it hands to support. */
async function answersAbout(api: Api, entry: EntryDetail): Promise<unknown[]> {
  const all = { addresses: true, hosts: true, subject: true }
  const none = { addresses: false, hosts: false, subject: false }
  const attempts = entry.attempts.map(async ({ id: attemptId }) => {
    const reports = [all, none].flatMap((replace) =>
      (['markdown', 'json'] as const).map(async (format) => {
        const { text, replaced } = await api.transcripts.report({ attemptId, format, ...replace })
        return [text, replaced, format === 'json' ? (JSON.parse(text) as unknown) : null]
      }),
    )
    return [
      await api.transcripts.get({ attemptId }),
      await api.transcripts.asText({ attemptId }),
      await api.transcripts.compare({ attemptId, withAttemptId: attemptId }),
      await Promise.all(reports),
    ]
  })
  return [entry, await Promise.all(attempts), await api.servers.list(), await api.app.info()]
}

const formFor = (server: EchoingServer, over: Partial<ServerForm>): ServerForm => ({
  id: null,
  name: 'Work',
  yourName: 'Anna Example',
  email: 'anna@example.org',
  host: '127.0.0.1',
  port: server.port,
  security: 'none',
  user: USER,
  password: PASSWORD,
  ehloName: '',
  allowInsecureAuth: true,
  isDefault: true,
  ...over,
})

const checkOf = (form: ServerForm) => ({ checkId: 'c1', form, recipient: '', until: 'reset' }) as const

/** Saves the server and queues one message for it. */
async function sendThrough({ api }: Core, server: EchoingServer, isSecured: boolean): Promise<string> {
  const outcome = await api.servers.save(formFor(server, isSecured ? { security: 'implicit' } : {}))
  if (!outcome.saved) throw new Error(JSON.stringify(outcome.problems))
  const { id: serverId, identity } = outcome.server
  if (isSecured) await api.servers.trust({ serverId, spkiSha256: server.spkiSha256 })
  const { id: draftId, content } = await api.drafts.create({
    content: { identityId: identity?.id ?? null, to: ['b@example.net'], subject: 'Hi', text: 'Hello\n' },
  })
  const queued = await api.outbox.enqueue({ draftId, content })
  if (!queued.queued) throw new Error(JSON.stringify(queued.problems))
  return queued.entryId
}

describe('a message whose server quotes everything it was told in every way', () => {
  // Tokens change while a message is on its way: test/integration/oauth.test.ts searches for them.
  it.each(table.filter(({ mechanism, secret }) => secret === PASSWORD && mechanism !== 'EXTERNAL'))(
    'P25: $mechanism, $outcome: the password is nowhere: not in database, spool, transcript, report, events or log',
    async ({ mechanism, accepts }) => {
      const isSecured = mechanism.endsWith('-PLUS')
      const server = await startServer({
        mechanism,
        secret: PASSWORD,
        accepts,
        ...(isSecured ? { certificate } : {}),
      })
      const { core, heard } = await openCore()
      const entryId = await sendThrough(core, server, isSecured)
      const entry = await untilEntry(core, entryId, (one) => isSettled(one) || one.state === 'held')
      const answers = [await answersAbout(core.api, entry), heard]
      if (!isSecured) answers.push([await core.api.checks.run(checkOf(formFor(server, {})))])

      expect(entry.attempts, JSON.stringify(entry.explanations)).toHaveLength(1)
      expect(server.counts).toEqual({ proven: isSecured ? 1 : 2, messages: accepts ? 1 : 0 })
      expect(textsIn(answers).some((text) => text.includes('[hidden]'))).toBe(true)
      const find = () => searchFolder(dir, PASSWORD, server.derived)
      const running = await find()
      await core.close()
      expect(findLeaks(PASSWORD, server.derived, 'answer', answers)).toEqual([])
      // While it ran, with the write-ahead log, and after it has closed.
      expect([...running, ...(await find())]).toEqual([])
    },
  )
})

it('P25: a message that went out leaves the password nowhere: not in database, spool, transcript, events or log', async () => {
  const { core, heard } = await openCore()
  const { api } = core
  const { draftId } = await api.practice.tryIt({ scenarioId: null })
  await api.servers.signIn({ serverId: 'practice', password: PASSWORD })
  const { content } = await api.drafts.get({ draftId })
  const outcome = await api.outbox.enqueue({ draftId, content })
  if (!outcome.queued) throw new Error('not queued')
  const entry = await untilEntry(core, outcome.entryId, isSettled)

  const answers = [await answersAbout(api, entry), heard]
  expect(entry.state).toBe('sent')
  expect(textsIn(answers).some((text) => text.includes('[hidden]'))).toBe(true)
  // While it runs, with the write-ahead log, and after it has closed.
  const running = await searchFolder(dir, PASSWORD)
  await core.close()
  expect([...findLeaks(PASSWORD, [], 'answer', answers), ...running]).toEqual([])
  expect(await searchFolder(dir, PASSWORD)).toEqual([])
})
