// A profile as it is after years: almost all of its messages are handed over, some wait, some were refused.
import type { Attempt, Entry, RecipientStatus } from '../main/outbox/entry.ts'
import type { Store } from '../main/storage/store.ts'
import type { TranscriptLine } from '../main/smtp/types.ts'
import { benchIdentityId, benchServerId, openBenchStore, prepareProfile } from './outbox-core.ts'

const startedAt = Date.UTC(2026, 0, 5)
const atOnce = 500

/** Entries, an attempt with its transcript for each; gives how many. */
export async function fillProfile(dataDir: string, count: number): Promise<number> {
  await prepareProfile(dataDir)
  const store = await openBenchStore(dataDir)
  for (let from = 0; from < count; from += atOnce) {
    const places = Array.from({ length: Math.min(atOnce, count - from) }, (_, at) => from + at)
    await Promise.all(places.map((at) => fill(store, at)))
  }
  await store.close()
  return count
}

async function fill(store: Store, at: number): Promise<void> {
  const entry = entryOf(at)
  const attempt = attemptOf(entry)
  await store.queue.add(entry)
  await store.queue.record(attempt)
  await store.transcripts.append(attempt.id, transcript)
}

const nameOf = (at: number) => `entry${String(at).padStart(8, '0')}`

/** Of a hundred, two were refused, one waits for its next try, the rest is handed over. */
function statusOf(at: number): RecipientStatus {
  const said = { at: startedAt + at, attemptId: `${nameOf(at)}-1` }
  if (at % 100 === 0) {
    const reply = { code: 451, lines: ['451 4.7.1 Greylisted, please try again in 300 seconds'] }
    return {
      state: 'deferred',
      ...said,
      failure: { phase: 'rcpt', kind: 'server-reply', reply, detail: '451' },
    }
  }
  if (at % 50 === 1) {
    const reply = { code: 550, lines: ['550 5.1.1 No such user here'] }
    const failure = { phase: 'rcpt', kind: 'server-reply', reply, detail: '550' } as const
    return { state: 'rejected', by: 'server', ...said, failure }
  }
  return { state: 'accepted', ...said, reply: { code: 250, lines: ['250 2.0.0 Ok: queued as 4XyZ'] } }
}

function entryOf(at: number): Entry {
  const status = statusOf(at)
  const name = nameOf(at)
  return {
    ...{ id: name, createdAt: startedAt + at, updatedAt: startedAt + at, identityId: benchIdentityId },
    ...{ from: { address: 'anna@example.org', name: 'Anna' }, serverId: benchServerId },
    subject: `Minutes of the meeting, letter ${at}`,
    recipients: [{ address: `member${at}@example.org`, name: `Member ${at}`, field: 'to', status }],
    revision: {
      ...{ number: 1, messageId: `<${name}@example.org>`, createdAt: startedAt + at },
      ...{ spoolFile: `${name}-1.eml`, contentFile: `${name}-1.json`, files: [] },
      ...{ size: 2_000, sha256: '0'.repeat(64) },
    },
    ...{ history: [], allOrNone: false, attemptCount: 1, handedTo: 'mail.example.org' },
    ...(status.state === 'deferred' ? { nextAttemptAt: startedAt + 1e12 } : {}),
    reason: { kind: 'settled' },
  }
}

function attemptOf({ id, createdAt }: Entry): Attempt {
  return {
    id: `${id}-1`,
    ...{ entryId: id, number: 1, revision: 1, serverId: benchServerId, serverName: 'Bench' },
    ...{ serverHost: 'mail.example.org', startedAt: createdAt, endedAt: createdAt + 200, step: 'ended' },
    ...{ overall: 'accepted', phase: 'done', notes: [], counts: true, remoteAddress: '192.0.2.1:587' },
  }
}

const lines = [
  '220 mail.example.org ESMTP',
  'EHLO bench.example.org',
  '250-mail.example.org\n250-PIPELINING\n250-SIZE 52428800\n250-8BITMIME\n250 CHUNKING',
  'MAIL FROM:<anna@example.org> SIZE=2000',
  'RCPT TO:<member@example.org>',
  '250 2.1.0 Ok',
  '250 2.1.5 Ok',
  'BDAT 2000 LAST',
  '250 2.0.0 Ok: queued as 4XyZ',
]
const transcript: readonly TranscriptLine[] = lines.map((text, at) => ({
  ...{ seq: at + 1, atMs: at * 20, phase: 'message', text },
  from: /^\d/.test(text) ? 'server' : 'client',
}))
