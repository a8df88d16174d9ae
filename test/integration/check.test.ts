// The check ladder against the practice server, which is told to fail at each step in turn.
import { createServer } from 'node:net'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { runCheck, type CheckOrder } from '../../main/check/run-check.ts'
import type { RungView } from '../../main/check/rung.ts'
import { sendTestMessage } from '../../main/check/test-message.ts'
import type { Armed } from '../../main/practice/practice.ts'
import { systemNetwork, type Network } from '../../main/smtp/network.ts'
import { openClient } from '../../main/smtp/session.ts'
import type { TranscriptLine } from '../../main/smtp/types.ts'
import { createSystemClock } from '../../main/system/clock.ts'
import { createSeededRandom } from '../support/seeded-random.ts'
import { openBench, type Bench } from '../unit/practice/practice-bench.ts'

let bench: Bench
beforeEach(async () => {
  bench = await openBench()
})
afterEach(async () => {
  await bench.end()
})

function orderOf(over: Partial<CheckOrder> = {}, pass = 'secret'): CheckOrder {
  const { port, spkiSha256 } = bench.lease
  const values = {
    name: 'Practice',
    yourName: 'Marit Solheim',
    email: 'marit@practice.test',
    host: '127.0.0.1',
    port,
    security: 'starttls' as const,
    user: 'you',
    ehloName: '',
    allowInsecureAuth: false,
    options: {},
  }
  return {
    values,
    target: {
      host: values.host,
      port,
      security: 'starttls',
      tls: { pins: [spkiSha256] },
      auth: { user: 'you', pass },
    },
    timeouts: {},
    recipient: 'ann@practice.test',
    until: 'reset',
    ...over,
  }
}

function run(
  order: CheckOrder,
  options: { signal?: AbortSignal; heard?: (rungs: readonly RungView[]) => void } = {},
) {
  return runCheck(
    {
      openClient,
      clock: createSystemClock(),
      random: createSeededRandom(5),
      signal: options.signal ?? new AbortController().signal,
      progress: (_line, rungs) => options.heard?.(rungs()),
    },
    order,
  )
}

const statesOf = (rungs: readonly RungView[]) => rungs.map(({ name, state }) => `${name} ${state}`)

const arm = (phase: Armed['phase'], lines: readonly string[]) =>
  bench.server.overrides.arm({ phase, action: { kind: 'reply', lines: [...lines] }, delayMs: 0 })

/** A port where nothing listens. */
async function deadPort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  await new Promise((resolve) => server.close(resolve))
  return typeof address === 'object' && address !== null ? address.port : 0
}

describe('the ladder of a server check', () => {
  it('climbs every rung, each with its time and lines, and sends no mail (P9)', async () => {
    const heard: string[][] = []
    const result = await run(orderOf(), { heard: (rungs) => heard.push(statesOf(rungs)) })
    expect(result.outcome).toBe('passed')
    expect(statesOf(result.rungs)).toEqual([
      'look-up passed',
      'connect passed',
      'greeting passed',
      'ehlo passed',
      'tls passed',
      'ehlo-secured passed',
      'sign-in passed',
      'sender passed',
      'recipient passed',
      'reset passed',
    ])
    expect(result.rungs.every(({ ms, lines }) => ms !== undefined && ms >= 0 && lines !== undefined)).toBe(
      true,
    )
    expect(result.rungs.map(({ result: one }) => one)).toMatchObject([
      { addresses: ['127.0.0.1'] },
      { address: '127.0.0.1', tries: 1 },
      { code: '220', text: 'practice.test, Sendoff practice server' },
      { count: 6, offersTls: true },
      { protocol: 'TLSv1.3', pinned: true },
      { mechanisms: ['PLAIN', 'LOGIN'], size: 36_700_160 },
      { mechanism: 'PLAIN', code: '235 2.7.0' },
      { address: 'marit@practice.test', code: '250 2.1.0' },
      { address: 'ann@practice.test', code: '250 2.1.5' },
      { code: '250 2.0.0' },
    ])
    // While it ran, each rung was running before it had passed.
    expect(heard.some((states) => states.includes('greeting running'))).toBe(true)
    expect(
      heard.some((states) => states.includes('recipient running') && states.includes('reset ahead')),
    ).toBe(true)
    expect(await bench.server.received()).toEqual([])
  })

  it.each<[string, Armed['phase'], string, readonly string[]]>([
    [
      'P14: greeting',
      'greeting',
      '554 5.3.2 No mail service here',
      ['greeting failed', 'ehlo not-reached', 'reset not-reached'],
    ],
    ['EHLO', 'ehlo', '550 5.7.1 Access denied', ['greeting passed', 'ehlo failed', 'tls not-reached']],
    [
      'STARTTLS',
      'starttls',
      '454 4.7.0 TLS not available',
      ['ehlo passed', 'tls failed', 'ehlo-secured not-reached'],
    ],
    [
      'sign-in',
      'auth',
      '535 5.7.8 Authentication failed',
      ['ehlo-secured passed', 'sign-in failed', 'sender not-reached'],
    ],
    [
      'P13: sender',
      'mail',
      '553 5.7.1 Sender address rejected: not owned by user you',
      ['sign-in passed', 'sender failed', 'recipient not-reached', 'reset passed'],
    ],
    [
      'P13: recipient',
      'rcpt',
      '550 5.1.1 No such user',
      ['sign-in passed', 'sender passed', 'recipient failed', 'reset passed'],
    ],
    ['reset', 'rset', '421 4.3.2 Closing', ['recipient passed', 'reset failed']],
  ])('stops at the first rung that fails: %s', async (_name, phase, reply, states) => {
    arm(phase, [reply])
    const result = await run(orderOf())
    expect(result.outcome).toBe('failed')
    expect(statesOf(result.rungs)).toEqual(expect.arrayContaining([...states]))
    expect(result.rungs.filter(({ state }) => state === 'failed')).toHaveLength(1)
    expect(result.explanation?.replyLines).toEqual([reply])
    const failed = result.rungs.find(({ state }) => state === 'failed')
    const own = result.lines.filter(
      ({ seq }) => seq >= (failed?.lines?.first ?? 0) && seq <= (failed?.lines?.last ?? 0),
    )
    expect(own.map(({ text }) => text)).toContain(reply)
    expect(result.fixes).not.toEqual([])
  })

  it('P13: sign-in is blamed for itself alone, and only then is a password asked for', async () => {
    const refused = await run(orderOf({}, 'wrong'))
    expect(refused.explanation).toMatchObject({ cause: 'auth-failed', command: 'AUTH PLAIN' })
    expect(refused.fixes).toEqual([
      { kind: 'use-user', user: 'marit@practice.test' },
      { kind: 'sign-in-again' },
    ])
    expect(refused.explanation?.whoseMoveText).toBe(
      'Yours. Many providers want the full address as user name; yours is “you”.',
    )
    arm('mail', ['553 5.7.1 Sender address rejected: not owned by user you'])
    const later = await run(orderOf())
    expect(later.fixes.map(({ kind }) => kind)).not.toContain('sign-in-again')
    expect(later.story?.tried).toMatchObject([{ mechanism: 'PLAIN', outcome: 'accepted' }])
  })

  it('shows the certificate that did not pass, and goes no further', async () => {
    const order = orderOf()
    const { tls: _pins, ...target } = order.target
    const result = await run({ ...order, target })
    expect(result.explanation?.certificate?.names).toBeDefined()
    expect(result.fixes[0]).toEqual({ kind: 'view-certificate' })
    expect(statesOf(result.rungs)).toContain('tls failed')
    // P26: nothing of the sign-in was said.
    expect(result.lines.some(({ phase }) => phase === 'auth')).toBe(false)
  })

  it('P26: no password goes before TLS where the form does not allow exactly that', async () => {
    const order = orderOf()
    const { tls: _tls, ...target } = order.target
    const open = {
      ...order,
      values: { ...order.values, security: 'none' as const },
      target: { ...target, security: 'none' as const },
    }
    const result = await run(open)
    expect(statesOf(result.rungs)).toEqual([
      'look-up passed',
      'connect passed',
      'greeting passed',
      'ehlo passed',
      'sign-in failed',
      'sender not-reached',
      'recipient not-reached',
      'reset not-reached',
    ])
    expect(result.lines.some(({ from, phase }) => from === 'client' && phase === 'auth')).toBe(false)
    expect(result.explanation?.cause).toBe('local-sign-in-unprotected')
    expect(result.fixes[0]).toEqual({ kind: 'edit', field: 'security' })
  })

  it('P14: a port that nobody listens at is explained at Connect', async () => {
    const port = await deadPort()
    const order = orderOf()
    const result = await run({
      ...order,
      values: { ...order.values, port },
      target: { ...order.target, port },
    })
    expect(statesOf(result.rungs).slice(0, 3)).toEqual([
      'look-up passed',
      'connect failed',
      'greeting not-reached',
    ])
    expect(result.fixes.slice(0, 2)).toEqual([{ kind: 'other-ways' }, { kind: 'edit', field: 'port' }])
  })

  it('says which address did not take the connection, and the setting that spares the try', async () => {
    const order = orderOf()
    // Nobody listens at the first of the two.
    const network: Network = {
      lookup: () =>
        Promise.resolve([
          { address: '::1', family: 6 },
          { address: '127.0.0.1', family: 4 },
        ]),
      connect: (request) => systemNetwork.connect(request),
    }
    const rungOf = async (target: CheckOrder['target'], values = order.values) => {
      const result = await runCheck(
        {
          openClient: (to, deps) => openClient(to, { ...deps, network }),
          clock: createSystemClock(),
          random: createSeededRandom(5),
          signal: new AbortController().signal,
          progress: () => undefined,
        },
        { ...order, target, values },
      )
      expect(result.outcome).toBe('passed')
      return result.rungs.find(({ name }) => name === 'connect')
    }
    expect(await rungOf(order.target)).toMatchObject({
      state: 'warned',
      result: { address: '127.0.0.1', tries: 2 },
      warning: { silent: ['::1'], usedFamily: 4, prefer: 'prefer-ipv4' },
    })
    const family = 'prefer-ipv4' as const
    const values = { ...order.values, options: { family } }
    expect(await rungOf({ ...order.target, family }, values)).toMatchObject({
      state: 'passed',
      result: { tries: 1 },
    })
  })

  it('ends at once when it is stopped, where it stands', async () => {
    // The practice server's clock stands still: the answer never comes.
    bench.server.overrides.arm({
      phase: 'rcpt',
      action: { kind: 'reply', lines: ['250 2.1.5 OK'] },
      delayMs: 60_000,
    })
    const controller = new AbortController()
    const result = await run(orderOf(), {
      signal: controller.signal,
      heard: (rungs) => {
        const isAsking = rungs.some(
          ({ name, state, lines }) => name === 'recipient' && state === 'running' && lines !== undefined,
        )
        if (isAsking) queueMicrotask(() => controller.abort())
      },
    })
    expect(result.outcome).toBe('stopped')
    expect(statesOf(result.rungs).slice(-3)).toEqual([
      'sender passed',
      'recipient stopped',
      'reset not-reached',
    ])
    expect(result.explanation).toBeUndefined()
  })

  it('P25: the password is nowhere in what it says', async () => {
    const result = await run(orderOf({}, 'wrong'))
    expect(JSON.stringify(result)).not.toContain('wrong')
    expect(JSON.stringify(result)).not.toContain(Buffer.from('\0you\0wrong').toString('base64'))
  })
})

describe('the test message of a server check', () => {
  const send = (
    to: readonly string[],
    options: { over?: CheckOrder; signal?: AbortSignal; line?: (line: TranscriptLine) => void } = {},
  ) => {
    const order = options.over ?? orderOf()
    return sendTestMessage(
      {
        openClient,
        clock: createSystemClock(),
        random: createSeededRandom(5),
        signal: options.signal ?? new AbortController().signal,
        line: options.line ?? (() => undefined),
      },
      { ...order, yourName: 'Märit Solheim', to },
    )
  }

  it('P9: really sends one message, which says what it is, and says where it went', async () => {
    const result = await send(['ann@practice.test'])
    expect(result).toMatchObject({
      outcome: 'accepted',
      host: '127.0.0.1',
      recipients: [{ address: 'ann@practice.test', outcome: 'accepted' }],
      explanations: [],
    })
    expect(result.queueId).toBeDefined()
    expect(result.lines.some(({ phase }) => phase === 'message')).toBe(true)
    const [received] = await bench.server.received()
    expect(received).toMatchObject({
      mailFrom: 'marit@practice.test',
      rcptTo: ['ann@practice.test'],
      subject: 'Test message from Sendoff',
    })
    const message = await bench.server.read(received?.id ?? '')
    expect(message?.text).toContain('takes mail from marit@practice.test')
    expect(message?.source).toMatch(/^Date: .+ [+-]\d{4}\r$/m)
    expect(message?.source).toContain(`Message-ID: ${result.messageId}`)
    expect(message?.source).toMatch(/^[\p{ASCII}]*$/u)
  })

  it('P7: tells each recipient apart', async () => {
    const result = await send(['ann@practice.test', 'unknown@practice.test'])
    expect(result.outcome).toBe('partly')
    expect(result.recipients.map(({ outcome }) => outcome)).toEqual(['accepted', 'rejected'])
    expect(result.explanations).toHaveLength(1)
    expect(result.explanations[0]).toMatchObject({
      addresses: ['unknown@practice.test'],
      cause: 'recipient-unknown',
    })
  })

  it('says that it is unconfirmed where the answer to the final dot never came', async () => {
    bench.server.overrides.arm({ phase: 'message', action: { kind: 'lose-reply' }, delayMs: 0 })
    const controller = new AbortController()
    const result = await send(['ann@practice.test'], {
      signal: controller.signal,
      line: ({ phase, text }) => {
        if (phase === 'message' && text === '.') setImmediate(() => controller.abort())
      },
    })
    expect(result.outcome).toBe('unconfirmed')
    expect(result.explanations[0]?.cause).toBe('unconfirmed')
  })

  it('explains a refused sign-in, and nobody has the message', async () => {
    const result = await send(['ann@practice.test'], { over: orderOf({}, 'wrong') })
    expect(result).toMatchObject({
      outcome: 'not-sent',
      recipients: [{ outcome: 'not-attempted' }],
      explanations: [{ cause: 'auth-failed' }],
    })
    expect(await bench.server.received()).toEqual([])
  })

  it('P28: an address that cannot be used opens nothing', async () => {
    await expect(send(['no address'])).rejects.toMatchObject({ failure: { field: 'recipient' } })
    await expect(send([])).rejects.toMatchObject({ failure: { field: 'recipient' } })
  })
})
