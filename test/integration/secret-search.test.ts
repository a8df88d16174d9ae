// P25: everything that a session leaves behind is searched for the password, in every form in which it could hide.
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createCore } from '../../main/create-core.ts'
import { createPracticeServer } from '../../main/practice/practice-server.ts'
import { createMemoryStore } from '../../main/secrets/create-secret-store.ts'
import type { Shell } from '../../main/shell.ts'
import { openClient } from '../../main/smtp/session.ts'
import type { TranscriptLine } from '../../main/smtp/types.ts'
import { createSystemClock } from '../../main/system/clock.ts'
import { createSystemRandom } from '../../main/system/random.ts'

const clock = createSystemClock()
const random = createSystemRandom()
const USER = 'you'
// Characters that base64, quoted strings, JSON and web addresses each write in another way.
const SECRET = 'Kr4ke "n\\est" 100% s€cret/+?'

/** The secret as it stands, and as each layer that could carry it would write it. */
function formsOf(secret: string): ReadonlyMap<string, string> {
  const bytes = Buffer.from(secret, 'utf8')
  return new Map([
    ['plain', secret],
    ['latin1', bytes.toString('latin1')],
    ['base64', bytes.toString('base64').replace(/=+$/, '')],
    ['base64url', bytes.toString('base64url')],
    // Inside of a longer base64 text (AUTH PLAIN) the same octets stand in one of three rows of letters.
    ['base64, one octet later', inBase64(bytes, 1)],
    ['base64, two octets later', inBase64(bytes, 2)],
    ['hex', bytes.toString('hex')],
    ['quoted string', secret.replace(/["\\]/g, '\\$&')],
    ['JSON', JSON.stringify(secret).slice(1, -1)],
    ['web address', encodeURIComponent(secret)],
    [
      'quoted-printable',
      [...bytes].map((byte) => `=${byte.toString(16).toUpperCase().padStart(2, '0')}`).join(''),
    ],
    ['xtext', secret.replace(/[+=\s]/g, (c) => `+${c.charCodeAt(0).toString(16).toUpperCase()}`)],
  ])
}

/** The letters that `bytes` give behind `offset` other octets, without those that are mixed with neighbours. */
function inBase64(bytes: Buffer, offset: number): string {
  const text = Buffer.concat([Buffer.alloc(offset), bytes])
    .toString('base64')
    .replace(/=+$/, '')
  return text.slice(offset + 1, -1)
}

function findForms(place: string, text: string): string[] {
  return [...formsOf(SECRET)].filter(([, form]) => text.includes(form)).map(([name]) => `${place}: ${name}`)
}

/** Each file below the folder, its octets read as UTF-8 and as latin1. */
async function searchFolder(folder: string): Promise<string[]> {
  const files = await readdir(folder, { recursive: true, withFileTypes: true })
  const found = files
    .filter((file) => file.isFile())
    .map(async (file) => {
      const bytes = await readFile(path.join(file.parentPath, file.name))
      return findForms(file.name, `${bytes.toString('utf8')}\n${bytes.toString('latin1')}`)
    })
  return (await Promise.all(found)).flat()
}

let dir = ''
beforeEach(async () => {
  dir = await mkdtemp(path.join(tmpdir(), 'sendoff-p25-'))
})
afterEach(() => rm(dir, { recursive: true, force: true }))

const silent = { info: () => undefined, warn: () => undefined, error: () => undefined }

describe('the search itself', () => {
  it('finds each form', () => {
    for (const [name, form] of formsOf(SECRET))
      expect(findForms('x', `before${form}after`), name).toContain(`x: ${name}`)
  })

  it('finds the password in what AUTH PLAIN writes', () => {
    const response = Buffer.from(`\0${USER}\0${SECRET}`, 'utf8').toString('base64')
    expect(findForms('x', `AUTH PLAIN ${response}`)).not.toEqual([])
  })
})

describe.each(['PLAIN', 'LOGIN'])('a session that signs in by %s', (mechanism) => {
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
            auth: { user, pass: SECRET, mechanisms: [mechanism] },
          },
          { clock, random, tap: (line) => lines.push(line) },
        )
        expect(opened.ok).toBe(user === USER)
        if (opened.ok) await opened.session.close()
        else expect(findForms('failure', JSON.stringify(opened.failure))).toEqual([])
      }
    } finally {
      lease.release()
      await practice.close()
    }
    expect(lines.some(({ text }) => text.startsWith(`AUTH ${mechanism}`))).toBe(true)
    expect(lines.flatMap(({ text }) => findForms('transcript', text))).toEqual([])
  })
})

it('P25: a message that went out leaves the password nowhere: not in database, spool, transcript, events or log', async () => {
  const shell: Shell = {
    kind: 'none',
    answerQuit: () => undefined,
    reveal: () => undefined,
    erase: () => undefined,
    openCompose: () => Promise.resolve(),
    closeCompose: () => undefined,
    showMain: () => Promise.resolve(),
    pickFiles: () => Promise.resolve([]),
    saveFile: () => Promise.resolve(null),
    copyText: () => Promise.resolve(),
  }
  const heard: unknown[] = []
  const keep = (...told: readonly unknown[]) => void heard.push(...told.map(String))
  const core = await createCore({
    dataDir: dir,
    secrets: createMemoryStore('a test'),
    clock,
    random,
    openClient,
    shell,
    log: { info: keep, warn: keep, error: keep },
    version: 'test',
  })
  const { api, events } = core
  const settled = Promise.withResolvers<undefined>()
  events.on('transcript.lines', (batch) => heard.push(batch))
  events.on('servers.changed', (change) => heard.push(change))
  events.on('outbox.changed', (change) => {
    heard.push(change)
    if (change.entries.some(({ entry }) => entry !== null && !['queued', 'sending'].includes(entry.state)))
      settled.resolve(undefined)
  })
  const { draftId } = await api.practice.tryIt({ scenarioId: null })
  await api.servers.signIn({ serverId: 'practice', password: SECRET })
  const { content } = await api.drafts.get({ draftId })
  const outcome = await api.outbox.enqueue({ draftId, content })
  if (!outcome.queued) throw new Error('not queued')
  await settled.promise

  const entry = await api.outbox.get({ entryId: outcome.entryId })
  const transcripts = await Promise.all(
    entry.attempts.map(({ id }) => api.transcripts.get({ attemptId: id })),
  )
  expect(entry.state).toBe('sent')
  expect(JSON.stringify(transcripts)).toContain('[hidden]')
  const answers = [entry, transcripts, await api.servers.list(), await api.app.info(), heard]
  // While it runs, with the write-ahead log, and after it has closed.
  const running = await searchFolder(dir)
  await core.close()
  expect([...answers.flatMap((each) => findForms('answer', JSON.stringify(each))), ...running]).toEqual([])
  expect(await searchFolder(dir)).toEqual([])
})
