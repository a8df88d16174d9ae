// Every cause of the list "What it should show": by its words alone, and through a real session with the practice server.
import { Readable } from 'node:stream'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { REPLY_CAUSES } from '../../../main/diagnosis/cause.ts'
import { diagnose, type DiagnosisInput } from '../../../main/diagnosis/diagnose.ts'
import { LOW_CONFIDENCE } from '../../../main/diagnosis/actions.ts'
import { armedSchema } from '../../../main/practice/overrides.ts'
import type { Armed } from '../../../main/practice/practice.ts'
import { openClient } from '../../../main/smtp/session.ts'
import type { SmtpFailure } from '../../../main/smtp/types.ts'
import { createSystemClock } from '../../../main/system/clock.ts'
import { causeReplies, type CauseReply } from '../../../renderer/practice/cause-replies.ts'
import { createSeededRandom } from '../../support/seeded-random.ts'
import { openBench, type Bench } from './practice-bench.ts'

const replies = causeReplies.filter(({ kind }) => kind === 'reply')

describe('what each cause is shown by', () => {
  it('P10: is there for every cause, once', () => {
    expect(replies.map(({ cause }) => cause)).toEqual(REPLY_CAUSES)
    expect(new Set(causeReplies.map(({ cause }) => cause)).size).toBe(causeReplies.length)
  })

  it.each(replies)('P10: $cause is what its words are diagnosed as', ({ cause, phase, reply }) => {
    const found = diagnose({ phase, lines: [reply] })
    expect(found.cause).toBe(cause)
    // `unknown` is shown as not known (P12), all others by their name.
    expect(found.confidence >= LOW_CONFIDENCE).toBe(cause !== 'unknown')
  })

  it.each(causeReplies)('$cause can be armed', (one) => {
    expect(armedSchema.safeParse(toArmed(one)).success).toBe(true)
  })
})

describe('through a session', () => {
  let bench: Bench
  beforeEach(async () => {
    bench = await openBench({ startAt: Date.now() })
  })
  afterEach(async () => {
    await bench.end()
    expect(bench.errors).toEqual([])
  })

  it.each(causeReplies)('P10: $cause is what armed at $phase comes back', async (one) => {
    bench.server.overrides.arm(toArmed(one))
    const outcome = await send(bench)
    expect(diagnose(outcome).cause).toBe(one.cause)
    expect(bench.server.overrides.armed()).toEqual([])
    // Once: the next message is taken.
    expect(await send(bench)).toMatchObject({ overall: 'accepted' })
  })

  const steps = ['greeting', 'ehlo', 'starttls', 'auth', 'mail', 'rcpt', 'data', 'transfer'] as const
  it.each(steps)('P6: a connection that ends at %s leaves nothing unconfirmed', async (phase) => {
    bench.server.overrides.arm({ phase, action: { kind: 'hang-up' }, delayMs: 0 })
    const outcome = await send(bench)
    expect(diagnose(outcome).cause).toBe('network-closed')
    expect(outcome.overall).not.toBe('unconfirmed')
    expect(bench.server.overrides.armed()).toEqual([])
    expect(await bench.server.received()).toEqual([])
  })

  it.each(['hang-up', 'lose-reply'] as const)('P6: %s behind the final dot is unconfirmed', async (kind) => {
    bench.server.overrides.arm({ phase: 'message', action: { kind }, delayMs: 0 })
    expect(await send(bench)).toMatchObject({ overall: 'unconfirmed' })
    expect(await bench.server.received()).toHaveLength(kind === 'lose-reply' ? 1 : 0)
  })

  it.each(['hang-up', 'lose-reply'] as const)('%s at QUIT takes nothing back', async (kind) => {
    bench.server.overrides.arm({ phase: 'quit', action: { kind }, delayMs: 0 })
    expect(await send(bench)).toMatchObject({ overall: 'accepted' })
    expect(bench.server.overrides.armed()).toEqual([])
  })
})

function toArmed({ phase, kind, reply }: CauseReply): Armed {
  return { phase, action: kind === 'reply' ? { kind, lines: [reply] } : { kind }, delayMs: 0 }
}

interface Outcome extends DiagnosisInput {
  readonly overall: string
}

/** One message by the client that Sendoff sends with, trusting what it would trust. */
async function send({ server }: Bench): Promise<Outcome> {
  const { port, trust, release } = await server.acquire()
  const tls = { servername: 'practice.test', ...trust }
  const opened = await openClient(
    { host: '127.0.0.1', port, security: 'starttls', tls, auth: { user: 'you', pass: 'practice' } },
    { clock: createSystemClock(), random: createSeededRandom(), tap: () => undefined },
  )
  try {
    if (!opened.ok) return toOutcome('not-opened', opened.failure)
    const octets = Buffer.from('Subject: Hi\r\n\r\nHello\r\n')
    const { overall, failure, recipients } = await opened.session.deliver({
      from: 'you@practice.test',
      to: [{ address: 'anna@practice.test' }],
      source: { size: octets.length, open: () => Readable.from([octets]) },
    })
    await opened.session.close()
    const [own] = recipients
    const refused = own?.reply !== undefined && own.reply.code >= 400 ? own.reply : undefined
    return failure === undefined && refused !== undefined
      ? { overall, phase: 'rcpt', kind: 'server-reply', lines: refused.lines }
      : toOutcome(overall, failure)
  } finally {
    release()
  }
}

function toOutcome(overall: string, failure: SmtpFailure | undefined): Outcome {
  if (failure === undefined) return { overall, phase: '' }
  const { phase, kind, reply, errorCode, detail, certificate } = failure
  return {
    overall,
    phase,
    kind,
    detail,
    unconfirmed: overall === 'unconfirmed',
    ...(reply === undefined ? {} : { lines: reply.lines }),
    ...(errorCode === undefined ? {} : { errorCode }),
    ...(certificate === undefined ? {} : { certificate }),
  }
}
