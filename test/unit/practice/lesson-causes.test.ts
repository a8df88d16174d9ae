// What the lessons teach is what the program says: the practice server's own replies, through a session, and their explanation.
import { Readable } from 'node:stream'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { LOW_CONFIDENCE } from '../../../main/diagnosis/actions.ts'
import { explain } from '../../../main/diagnosis/explain.ts'
import { explainReply } from '../../../main/diagnosis/explain-reply.ts'
import type { Failure } from '../../../main/failure.ts'
import { lessons, scenarioOf, type LessonId } from '../../../main/practice/lessons.ts'
import { scenarios } from '../../../main/practice/scenarios.ts'
import { openClient } from '../../../main/smtp/session.ts'
import { createSystemClock } from '../../../main/system/clock.ts'
import { createSeededRandom } from '../../support/seeded-random.ts'
import { openBench, type Bench } from './practice-bench.ts'

/** What each scenario's name promises; those without a reply end the connection. */
const promised: Readonly<Record<string, string>> = {
  unknown: 'recipient-unknown',
  full: 'recipient-mailbox-full',
  greylisted: 'greylisted',
  busy: 'server-busy',
  toolarge: 'message-too-large',
  spam: 'spam-content',
  refused: 'sender-not-allowed-for-login',
  wrong: 'auth-failed',
}

describe('replies of the scenarios', () => {
  const replies = scenarios.flatMap(({ id, name, behaviour }) =>
    behaviour.kind === 'reply'
      ? [{ id, at: behaviour.at, text: behaviour.text.replace('{address}', `${name}@practice.test`) }]
      : [],
  )

  it('are all looked at', () => {
    expect(replies.map(({ id }) => id)).toEqual(Object.keys(promised))
  })

  it.each(replies)('P12: $id is explained as what it is, and known', ({ id, at, text }) => {
    const found = explainReply(at, [text])
    expect(found.cause).toBe(promised[id])
    expect(found.confidence).toBeGreaterThanOrEqual(LOW_CONFIDENCE)
  })
})

describe('greylisting, as servers word it', () => {
  it.each([
    '451 4.7.1 <anna@example.org>: Recipient address rejected: Greylisted, please try again later',
    '450 4.2.0 <anna@example.org>: Recipient address rejected: Greylisted, see http://postgrey.schweikert.ch/help/example.org.html',
    '451 4.7.1 Greylisting in action, please come back later',
    '450 4.7.1 Greylisted, please try again in 300 seconds',
  ])('P12: %s', (text) => {
    const { cause, title } = explainReply('rcpt', [text])
    expect({ cause, title }).toEqual({ cause: 'greylisted', title: 'The server asks to come back later' })
  })
})

describe('the lessons, through a session', () => {
  let bench: Bench
  beforeEach(async () => {
    bench = await openBench({ startAt: Date.now() })
  })
  afterEach(async () => {
    await bench.end()
  })

  const titles: Readonly<Record<Exclude<LessonId, 'send'>, { cause: string; title: string }>> = {
    refused: { cause: 'recipient-unknown', title: 'There is no mailbox unknown@practice.test' },
    greylisted: { cause: 'greylisted', title: 'The server asks to come back later' },
    'lost-reply': { cause: 'unconfirmed', title: 'It may have arrived. From here, nobody can know' },
  }
  const taught = (Object.keys(lessons) as LessonId[]).filter((id) => id !== 'send')

  it.each(taught)('P12: %s is explained as what it teaches', async (lesson) => {
    const address = `${scenarioOf[lesson] ?? ''}@practice.test`
    const { failure, unconfirmed } = await send(bench, address)
    const found = explain(failure, {
      serverName: 'Practice server',
      host: 'practice.test',
      senderAddress: 'you@practice.test',
      addresses: [address],
      practice: true,
      unconfirmed,
    })
    expect({ cause: found.cause, title: found.title }).toEqual(titles[lesson])
    expect(found.isKnown).toBe(true)
  })

  it('a first message is taken', async () => {
    expect((await deliver(bench, 'anna@practice.test')).overall).toBe('accepted')
  })
})

async function send(
  bench: Bench,
  address: string,
): Promise<{ readonly failure: Failure; readonly unconfirmed: boolean }> {
  const { overall, failure, recipients } = await deliver(bench, address)
  const reply = recipients[0]?.reply
  if (failure !== undefined) return { failure, unconfirmed: overall === 'unconfirmed' }
  if (reply === undefined) throw new Error(`nothing went wrong: ${overall}`)
  const detail = reply.lines.join(' ')
  return { failure: { phase: 'rcpt', kind: 'server-reply', detail, reply }, unconfirmed: false }
}

/** One message by the client that Sendoff sends with, trusting what it would trust. */
async function deliver({ server }: Bench, address: string) {
  const { port, trust, release } = await server.acquire()
  const tls = { servername: 'practice.test', ...trust }
  const opened = await openClient(
    { host: '127.0.0.1', port, security: 'starttls', tls, auth: { user: 'you', pass: 'practice' } },
    { clock: createSystemClock(), random: createSeededRandom(), tap: () => undefined },
  )
  try {
    if (!opened.ok) throw new Error(opened.failure.detail)
    const octets = Buffer.from('Subject: Hi\r\n\r\nHello\r\n')
    const delivered = await opened.session.deliver({
      from: 'you@practice.test',
      to: [{ address }],
      source: { size: octets.length, open: () => Readable.from([octets]) },
    })
    await opened.session.close()
    return delivered
  } finally {
    release()
  }
}
