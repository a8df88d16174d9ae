// What every real server is asked: the same tests for each, with what it is known to answer.
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import type { Available } from './available.ts'
import { probe } from './probe.ts'
import { password, type RealServer } from './server.ts'
import { commandsOf, messageOf, open, sessionOf, sourceWith, transcriptOf } from './session.ts'

export interface Answer {
  readonly code: number
  readonly enhanced?: string
  readonly text?: RegExp
}

export interface Facts {
  /** EHLO inside TLS, as listed: keyword and parameters. */
  readonly extensions: readonly string[]
  /** Mechanisms for a password that both the server and the engine have, in the engine's order. */
  readonly mechanisms: readonly string[]
  readonly wrongPassword: Answer
  /** The final 2yz. */
  readonly accepted: RegExp
  readonly hasQueueId: boolean
  readonly unknownRecipient: Answer
  /** Answer to later@mail.test, where the server has a way to defer. */
  readonly deferred?: Answer
  readonly maxSize: number
  /**
   * What it says to command lines of a client that has signed in, the last line of each answered so; lines are separated by ` / `.
   * They hold what the engine's judgement of such replies rests on.
   */
  readonly answers: Readonly<Record<string, RegExp>>
  /** The same inside TLS before a sign-in. */
  readonly strangerAnswers: Readonly<Record<string, RegExp>>
}

/** The server under test; valid inside tests only. */
export type Peer = () => RealServer

/**
 * Starts the server, asks what every server is asked, then what `quirks` has for this one.
 * @param start Starts it from the tree of its packages.
 */
export function describeServer(
  available: Available,
  start: (tree: string) => Promise<RealServer>,
  facts: Facts,
  quirks: (peer: Peer) => void,
): void {
  describe.skipIf(available.isSkipped)(available.title, () => {
    let server: RealServer | undefined
    const peer = (): RealServer => {
      if (server === undefined) throw new Error('The server did not start.')
      return server
    }
    beforeAll(async () => {
      server = await start(available.tree)
    })
    afterAll(async () => {
      await server?.stop()
    })
    greets(peer, facts)
    signsIn(peer, facts)
    takesMessages(peer, facts)
    weighsContent(peer, facts)
    answers(peer, facts)
    if (facts.extensions.includes('PIPELINING')) signsInOnTheFly(peer)
    quirks(peer)
  })
}

function greets(peer: Peer, { extensions }: Facts): void {
  for (const security of ['starttls', 'implicit'] as const) {
    test(`lists its extensions inside ${security}`, async () => {
      const session = sessionOf(await open(peer(), security))
      const listed = [...session.capabilities].map(([keyword, words]) => [keyword, ...words].join(' '))
      await session.close()
      console.log(`${peer().name}, ${security}, EHLO: ${listed.join(', ')}`)
      expect(listed.toSorted()).toEqual(extensions.toSorted())
      expect(session.tls?.verified).toBe(true)
    })
  }
}

function signsIn(peer: Peer, { mechanisms, wrongPassword }: Facts): void {
  test('signs in with the strongest mechanism of both', async () => {
    const session = sessionOf(await open(peer(), 'starttls'))
    await session.close()
    expect(session.mechanism).toBe(mechanisms[0])
  })

  for (const mechanism of mechanisms) {
    test(`P25: AUTH ${mechanism} signs in, and the transcript has no password in any form`, async () => {
      const opened = await open(peer(), 'starttls', { mechanisms: [mechanism] })
      const session = sessionOf(opened)
      await session.close()
      expect(session.mechanism).toBe(mechanism)
      const plain = Buffer.from(`\0ann@mail.test\0${password}`)
      for (const secret of [password, Buffer.from(password).toString('base64'), plain.toString('base64')]) {
        expect(transcriptOf(opened)).not.toContain(secret)
      }
    })

    test(`P13: a wrong password with ${mechanism} is a refusal of the sign-in, with its reply`, async () => {
      const { result } = await open(peer(), 'starttls', { mechanisms: [mechanism], pass: 'wrong' })
      const { failure } = failed(result)
      expect(failure).toMatchObject({ phase: 'auth', kind: 'server-reply' })
      expectAnswer(failure.reply, wrongPassword)
    })
  }

  test('P26: the certificate is verified before the password goes out', async () => {
    const opened = await open({ ...peer(), tlsName: 'other.mail.test' }, 'starttls')
    expect(failed(opened.result).failure).toMatchObject({ phase: 'tls', kind: 'certificate' })
    expect(commandsOf(opened)).toEqual(['EHLO client.mail.test', 'STARTTLS'])
  })

  test('P26: without TLS and without permission nothing of the sign-in goes out', async () => {
    const opened = await open(peer(), 'none')
    expect(failed(opened.result).failure).toMatchObject({ phase: 'auth', kind: 'local' })
    expect(commandsOf(opened).filter((command) => command.startsWith('AUTH'))).toEqual([])
  })
}

function takesMessages(peer: Peer, { accepted, hasQueueId, unknownRecipient, deferred }: Facts): void {
  for (const security of ['starttls', 'implicit'] as const) {
    for (const chunking of [true, false]) {
      test(`P7: takes a message inside ${security}${chunking ? '' : ' by DATA'} for the accepted recipients, refuses and defers the others`, async () => {
        const marker = `marker-${security}-${chunking ? 'best' : 'data'}`
        const opened = await open(peer(), security, { options: { chunking } })
        const session = sessionOf(opened)
        const beforeLastOctet = vi.fn(() => Promise.resolve())
        const recipients = ['bob@mail.test', 'nobody@mail.test', 'ann@mail.test']
        if (deferred !== undefined) recipients.push('later@mail.test')
        const result = await session.deliver(messageOf(sourceWith(marker), recipients), { beforeLastOctet })
        await session.close()

        expect(result.overall, transcriptOf(opened)).toBe('partly')
        expect(result.phase).toBe('done')
        expect(result.reply?.lines.at(-1)).toMatch(accepted)
        expect(result.queueId !== undefined).toBe(hasQueueId)
        const outcomes = result.recipients.map(({ outcome }) => outcome)
        expect(outcomes.slice(0, 3)).toEqual(['accepted', 'rejected', 'accepted'])
        expectAnswer(result.recipients[1]?.reply, unknownRecipient)
        if (deferred !== undefined) {
          expect(outcomes[3]).toBe('deferred')
          expectAnswer(result.recipients[3]?.reply, deferred)
        }
        expect(beforeLastOctet).toHaveBeenCalledOnce()
        await expectStored(peer(), marker, sourceWith(marker))
      })
    }
  }

  test('P7: with every recipient refused nothing is sent, and the session goes on', async () => {
    const opened = await open(peer(), 'starttls')
    const session = sessionOf(opened)
    const refused = await session.deliver(messageOf(sourceWith('all-refused'), ['nobody@mail.test']))
    expect(refused.overall, transcriptOf(opened)).toBe('rejected')
    expect(refused.phase).toBe('rcpt')
    expectAnswer(refused.reply, unknownRecipient)
    expect(session.usable).toBe(true)
    const next = await session.deliver(messageOf(sourceWith('after-refused'), ['bob@mail.test']))
    await session.close()
    expect(next.overall, transcriptOf(opened)).toBe('accepted')
    await expectStored(peer(), 'after-refused', sourceWith('after-refused'))
  })

  test('carries two messages on one session', async () => {
    const opened = await open(peer(), 'starttls', { user: 'bob@mail.test' })
    const session = sessionOf(opened)
    for (const marker of ['first-of-two', 'second-of-two']) {
      const result = await session.deliver(messageOf(sourceWith(marker), ['ann@mail.test']))
      expect(result.overall, transcriptOf(opened)).toBe('accepted')
      await expectStored(peer(), marker, sourceWith(marker))
    }
    await session.close()
  })
}

function weighsContent(peer: Peer, facts: Facts): void {
  const offers = (keyword: string) => facts.extensions.some((line) => line.split(' ')[0] === keyword)

  test('P30: a message over the size limit is refused before anything of it is sent', async () => {
    const opened = await open(peer(), 'starttls')
    const session = sessionOf(opened)
    const body = `${'0123456789'.repeat(7)}\r\n`.repeat(Math.ceil(facts.maxSize / 70))
    const before = commandsOf(opened).length
    const result = await session.deliver(messageOf(sourceWith('too-large', body), ['bob@mail.test']))
    expect(result).toMatchObject({ overall: 'refused-locally', failure: { kind: 'local' } })
    expect(result.failure?.detail).toContain(String(facts.maxSize))
    expect(commandsOf(opened).length).toBe(before)
    await session.close()
  })

  test('8-bit content arrives as it was', async () => {
    const source = sourceWith('eight-bit', 'Grüße, 8 bit: äöü €')
    const opened = await open(peer(), 'starttls')
    const session = sessionOf(opened)
    const result = await session.deliver(messageOf(source, ['bob@mail.test']))
    await session.close()
    expect(result.overall, transcriptOf(opened)).toBe('accepted')
    expect(transcriptOf(opened)).toContain('BODY=8BITMIME')
    await expectStored(peer(), 'eight-bit', source)
  })

  test('LF alone becomes CRLF, and a missing last line end is added', async () => {
    const source = sourceWith('bare-lf')
    const opened = await open(peer(), 'starttls')
    const session = sessionOf(opened)
    const bare = source.replaceAll('\r\n', '\n').slice(0, -1)
    const result = await session.deliver(messageOf(bare, ['bob@mail.test']))
    await session.close()
    expect(result.overall, transcriptOf(opened)).toBe('accepted')
    await expectStored(peer(), 'bare-lf', source)
  })

  const international = sourceWith('utf-eight', undefined, 'Grüße')
  if (offers('SMTPUTF8')) {
    test('a header and a recipient in UTF-8 go with SMTPUTF8', async () => {
      const opened = await open(peer(), 'starttls')
      const session = sessionOf(opened)
      const result = await session.deliver(messageOf(international, ['jürgen@mail.test']))
      await session.close()
      expect(result.overall, transcriptOf(opened)).toBe('accepted')
      expect(transcriptOf(opened)).toContain(' SMTPUTF8')
      await expectStored(peer(), 'utf-eight', international)
    })
  } else {
    test('P30: without SMTPUTF8 a header in UTF-8 is refused locally', async () => {
      const session = sessionOf(await open(peer(), 'starttls'))
      const result = await session.deliver(messageOf(international, ['bob@mail.test']))
      await session.close()
      expect(result).toMatchObject({ overall: 'refused-locally', failure: { kind: 'local' } })
      expect(result.failure?.detail).toContain('SMTPUTF8')
    })

    test('P30: without SMTPUTF8 a recipient in UTF-8 refuses only itself', async () => {
      const opened = await open(peer(), 'starttls')
      const session = sessionOf(opened)
      const recipients = ['jürgen@mail.test', 'bob@mail.test']
      const result = await session.deliver(messageOf(sourceWith('utf-partly'), recipients))
      await session.close()
      expect(result.overall, transcriptOf(opened)).toBe('partly')
      expect(result.recipients.map(({ outcome }) => outcome)).toEqual(['refused-locally', 'accepted'])
    })
  }

  test('P30: REQUIRETLS is offered by none of them, and the message stays here', async () => {
    const session = sessionOf(await open(peer(), 'starttls'))
    const message = messageOf(sourceWith('require-tls'), ['bob@mail.test'], { requireTls: true })
    const result = await session.deliver(message)
    await session.close()
    expect(result).toMatchObject({ overall: 'refused-locally', failure: { kind: 'local' } })
  })
}

function answers(peer: Peer, facts: Facts): void {
  const all = [
    ...Object.entries(facts.answers).map((entry) => [...entry, true] as const),
    ...Object.entries(facts.strangerAnswers).map((entry) => [...entry, false] as const),
  ]
  test.for(all)('answers %s with %s (signed in: %s)', async ([commands, expected, isSignedIn]) => {
    const client = await probe(peer(), { isSignedIn })
    let reply: string | undefined
    for (const command of commands.split(' / ')) reply = await client.ask(command)
    client.close()
    expect(reply).toMatch(expected)
  })
}

function signsInOnTheFly(peer: Peer): void {
  const flight = { mechanisms: ['PLAIN'], options: { authInFlight: true } }

  test('RFC 4954 4: AUTH PLAIN travels with the envelope where that is asked for', async () => {
    const opened = await open(peer(), 'starttls', flight)
    const session = sessionOf(opened)
    const result = await session.deliver(messageOf(sourceWith('in-flight'), ['bob@mail.test']))
    await session.close()
    expect(result.overall, transcriptOf(opened)).toBe('accepted')
    expect(session.mechanism).toBe('PLAIN')
    const sequence = opened.lines.map(({ from, text }) => `${from} ${text.slice(0, 4)}`)
    const auth = sequence.indexOf('client AUTH')
    expect(sequence.slice(auth, auth + 3)).toEqual(['client AUTH', 'client MAIL', 'client RCPT'])
    await expectStored(peer(), 'in-flight', sourceWith('in-flight'))
  })

  test('P13: a wrong password in that flight refuses the sign-in, and nothing is accepted', async () => {
    const opened = await open(peer(), 'starttls', { ...flight, pass: 'wrong' })
    const session = sessionOf(opened)
    const result = await session.deliver(messageOf(sourceWith('in-flight-wrong'), ['bob@mail.test']))
    session.abort()
    expect(result, transcriptOf(opened)).toMatchObject({ phase: 'auth', failure: { reply: { code: 535 } } })
    expect(result.recipients.map(({ outcome }) => outcome)).toEqual(['not-attempted'])
  })
}

/** The failure of a session that did not open. */
export function failed(
  result: Awaited<ReturnType<typeof open>>['result'],
): Extract<typeof result, { ok: false }> {
  if (result.ok) throw new Error('The session opened.')
  return result
}

export function expectAnswer(
  reply: { readonly code: number; readonly enhanced?: string; readonly lines: readonly string[] } | undefined,
  { code, enhanced, text }: Answer,
): void {
  expect({ code: reply?.code, enhanced: reply?.enhanced }).toEqual({ code, enhanced })
  if (text !== undefined) expect(reply?.lines.join('\n')).toMatch(text)
}

/** Behind the headers that the server put in front, the stored message is what was sent, with LF. */
export async function expectStored(server: RealServer, marker: string, source: string): Promise<void> {
  const stored = await server.findMessage(`${marker}@client.mail.test`)
  const sent = Buffer.from(source.replaceAll('\r\n', '\n')).toString('latin1')
  expect(stored.slice(-sent.length)).toBe(sent)
}
