// A profile with one message whose session has as many lines as one wishes.
import type { Attempt, Entry } from '../main/outbox/entry.ts'
import type { Phase, TranscriptLine } from '../main/smtp/types.ts'
import { benchIdentityId, benchServerId, openBenchStore, prepareProfile } from './outbox-core.ts'

const startedAt = Date.UTC(2026, 0, 5)
const attemptId = 'long00000001-1'
const atOnce = 5_000
/** Commands that go in one flight before their replies come. */
const flight = 100

/** The subject of the message. */
export const longSubject = 'To all members'

/** Stores the message and its session of about `count` lines; the recipient three quarters through was refused. Gives that address. */
export async function fillTranscript(dataDir: string, count: number): Promise<string> {
  await prepareProfile(dataDir)
  const recipients = Math.floor(count / 2) - 6
  const refused = Math.floor((recipients * 3) / 4)
  const lines = linesOf(recipients, refused)
  const store = await openBenchStore(dataDir)
  await store.queue.add(entryOf(refused))
  await store.queue.record(attempt)
  for (let from = 0; from < lines.length; from += atOnce) {
    await store.transcripts.append(attemptId, lines.slice(from, from + atOnce))
  }
  await store.close()
  return addressOf(refused)
}

const addressOf = (at: number) => `member${at}@example.org`
const refusalOf = (at: number) => `550 5.1.1 <${addressOf(at)}>: Recipient address rejected: User unknown`

function linesOf(recipients: number, refused: number): readonly TranscriptLine[] {
  const lines: TranscriptLine[] = []
  const add = (from: TranscriptLine['from'], phase: Phase, text: string) =>
    lines.push({ seq: lines.length + 1, atMs: lines.length * 2, from, phase, text })
  add('note', 'connect', 'mail.example.org is 192.0.2.1')
  add('note', 'connect', 'connected to 192.0.2.1:587')
  add('server', 'greeting', '220 mail.example.org ESMTP')
  add('client', 'ehlo', 'EHLO bench.example.org')
  add('server', 'ehlo', '250-mail.example.org')
  add('server', 'ehlo', '250 PIPELINING')
  add('client', 'mail', 'MAIL FROM:<anna@example.org> SIZE=2000')
  add('server', 'mail', '250 2.1.0 Ok')
  for (let first = 0; first < recipients; first += flight) {
    const places = Array.from({ length: Math.min(flight, recipients - first) }, (_, at) => first + at)
    for (const at of places) add('client', 'rcpt', `RCPT TO:<${addressOf(at)}>`)
    for (const at of places) add('server', 'rcpt', at === refused ? refusalOf(at) : '250 2.1.5 Ok')
  }
  add('client', 'data', 'DATA')
  add('server', 'data', '354 End data with <CR><LF>.<CR><LF>')
  add('client', 'message', '.')
  add('server', 'message', '250 2.0.0 Ok: queued as 4XyZ')
  return lines
}

const attempt: Attempt = {
  id: attemptId,
  ...{ entryId: 'long00000001', number: 1, revision: 1, serverId: benchServerId, serverName: 'Bench' },
  ...{ serverHost: 'mail.example.org', startedAt, endedAt: startedAt + 200_000, step: 'ended' },
  ...{ overall: 'partly', phase: 'done', notes: [], counts: true, remoteAddress: '192.0.2.1:587' },
}

function entryOf(refused: number): Entry {
  const said = { at: startedAt, attemptId }
  const reply = { code: 550, lines: [refusalOf(refused)] }
  const failure = { phase: 'rcpt', kind: 'server-reply', reply, detail: '550' } as const
  const taken = { code: 250, lines: ['250 2.0.0 Ok: queued as 4XyZ'] }
  return {
    ...{ id: 'long00000001', createdAt: startedAt, updatedAt: startedAt, identityId: benchIdentityId },
    ...{ from: { address: 'anna@example.org', name: 'Anna' }, serverId: benchServerId },
    subject: longSubject,
    recipients: [
      { address: addressOf(0), field: 'to', status: { state: 'accepted', ...said, reply: taken } },
      {
        address: addressOf(refused),
        field: 'to',
        status: { state: 'rejected', by: 'server', ...said, failure },
      },
    ],
    revision: {
      ...{ number: 1, messageId: '<long@example.org>', createdAt: startedAt },
      ...{
        spoolFile: 'long-1.eml',
        contentFile: 'long-1.json',
        files: [],
        size: 2_000,
        sha256: '0'.repeat(64),
      },
    },
    ...{ history: [], allOrNone: false, attemptCount: 1, handedTo: 'mail.example.org' },
    reason: { kind: 'settled' },
  }
}
