// Sessions belong to the job: reuse, fresh connections, LIMITS, QUIT (cli.md).
import { expect, it } from 'vitest'
import { jobFor, messageTo, resultOf, resultsOf, runJobLines } from './program.ts'
import { serve } from './serving.ts'
import type { Visit } from './scripted-server.ts'

const three = {
  messages: [messageTo('1@example.net'), messageTo('2@example.net'), messageTo('3@example.net')],
}
const two = { messages: [messageTo('1@example.net'), messageTo('2@example.net')] }

const verbs = (visit: Visit | undefined) => (visit?.commands ?? []).map((line) => line.split(' ')[0])
const overall = (results: Awaited<ReturnType<typeof resultsOf>>) => results.map((result) => result.overall)

it('messages of a job go in order on one session, and QUIT ends it', async () => {
  const { port, visits } = await serve({})
  expect(overall(await resultsOf(jobFor(port, three)))).toEqual(['accepted', 'accepted', 'accepted'])
  expect(visits).toHaveLength(1)
  expect(visits[0]?.commands.filter((line) => line.startsWith('RCPT'))).toEqual([
    'RCPT TO:<1@example.net>',
    'RCPT TO:<2@example.net>',
    'RCPT TO:<3@example.net>',
  ])
  expect(visits[0]?.commands.at(-1)).toBe('QUIT')
})

it('jobs do not share a session', async () => {
  const { port, visits } = await serve({})
  await runJobLines([jobFor(port), jobFor(port)])
  expect(visits).toHaveLength(2)
})

it('a session that a refusal has left in a transaction is reset before the next message', async () => {
  const { port, visits } = await serve({ on: { RCPT: ['550 5.1.1 nobody', '250 ok'] } })
  expect(overall(await resultsOf(jobFor(port, two)))).toEqual(['rejected', 'accepted'])
  expect(visits).toHaveLength(1)
  expect(verbs(visits[0])).toEqual(['EHLO', 'MAIL', 'RCPT', 'RSET', 'MAIL', 'RCPT', 'DATA', 'QUIT'])
})

it('a session closed between two messages: the second goes on a fresh connection', async () => {
  const { port, visits } = await serve({ on: { '.': '250 2.0.0 ok then close' } }, {})
  expect(overall(await resultsOf(jobFor(port, two)))).toEqual(['accepted', 'accepted'])
  expect(visits).toHaveLength(2)
})

it('421 to MAIL on a reused session: moved to a fresh connection', async () => {
  const { port, visits } = await serve({ on: { MAIL: ['250 ok', '421 4.4.2 idle then close'] } }, {})
  expect(overall(await resultsOf(jobFor(port, two)))).toEqual(['accepted', 'accepted'])
  expect(visits.map(({ contents }) => contents.length)).toEqual([1, 1])
})

it('421 sent behind the final reply: the next message goes on a fresh connection', async () => {
  const { port, visits } = await serve({ on: { '.': '250 2.0.0 ok\r\n421 4.4.2 bye then close' } }, {})
  expect(overall(await resultsOf(jobFor(port, two)))).toEqual(['accepted', 'accepted'])
  expect(visits).toHaveLength(2)
})

it('a stray reply between two messages: hang up, fresh connection', async () => {
  const { port, visits } = await serve({ on: { '.': '250 2.0.0 ok\r\n250 2.0.0 again' } }, {})
  expect(overall(await resultsOf(jobFor(port, two)))).toEqual(['accepted', 'accepted'])
  expect(verbs(visits[0])).toEqual(['EHLO', 'MAIL', 'RCPT', 'DATA'])
  expect(visits).toHaveLength(2)
})

it('closed at RCPT on a reused session: moved, and every recipient is asked for again', async () => {
  const { port, visits } = await serve({ on: { RCPT: ['250 ok', 'close'] } }, {})
  expect(overall(await resultsOf(jobFor(port, two)))).toEqual(['accepted', 'accepted'])
  expect(visits[1]?.commands).toContain('RCPT TO:<2@example.net>')
})

it('closed at DATA on a reused session: no content has been sent, so it is moved', async () => {
  const { port } = await serve({ on: { DATA: ['354 go', 'close'] } }, {})
  expect(overall(await resultsOf(jobFor(port, two)))).toEqual(['accepted', 'accepted'])
})

it('moved once: where the fresh connection fails too, that is the result', async () => {
  const { port, visits } = await serve({ on: { MAIL: ['250 ok', 'close'] } }, { on: { MAIL: 'close' } }, {})
  const results = await resultsOf(jobFor(port, two))
  expect(results[1]).toMatchObject({ overall: 'deferred', phase: 'mail', kind: 'network' })
  expect(visits).toHaveLength(2)
})

it('a first message on a session of its own is not moved', async () => {
  const { port, visits } = await serve({ on: { MAIL: 'close' } }, {})
  expect(await resultOf(jobFor(port))).toMatchObject({ overall: 'deferred', phase: 'mail' })
  expect(visits).toHaveLength(1)
})

it('time that runs out on a reused session is no reason to try again', async () => {
  const { port, visits } = await serve({ on: { MAIL: ['250 ok', 'silence'] } }, {})
  const results = await resultsOf(jobFor(port, { ...two, timeouts: { replyMs: 200 } }))
  expect(results[1]).toMatchObject({ overall: 'deferred', phase: 'mail', kind: 'timeout' })
  expect(visits).toHaveLength(1)
})

it('closed after the dot on a reused session: unconfirmed, never sent again', async () => {
  const { port, visits } = await serve({ on: { '.': ['250 2.0.0 ok', 'close'] } }, {})
  expect(overall(await resultsOf(jobFor(port, two)))).toEqual(['accepted', 'unconfirmed'])
  expect(visits).toHaveLength(1)
})

it('a message behind one whose connection failed opens its own', async () => {
  const { port, visits } = await serve({ on: { '.': 'close' } }, {})
  expect(overall(await resultsOf(jobFor(port, two)))).toEqual(['unconfirmed', 'accepted'])
  expect(visits).toHaveLength(2)
})

it('a message behind one whose greeting was refused opens its own', async () => {
  const { port } = await serve({ on: { greeting: '421 4.3.2 busy then close' } }, {})
  expect(overall(await resultsOf(jobFor(port, two)))).toEqual(['deferred', 'accepted'])
})

it('RSET refused: the session is of no use, the message gets a fresh one', async () => {
  const { port, visits } = await serve({ on: { RCPT: ['550 5.1.1 no'], RSET: '500 5.5.1 what' } }, {})
  expect(overall(await resultsOf(jobFor(port, two)))).toEqual(['rejected', 'accepted'])
  expect(visits).toHaveLength(2)
})

it('pauseBeforeMs: a session that dies meanwhile is replaced', async () => {
  const { port, visits } = await serve({ on: { '.': '250 2.0.0 ok then close' } }, {})
  const messages = [messageTo(), { ...messageTo(), pauseBeforeMs: 300 }]
  const began = performance.now()
  expect(overall(await resultsOf(jobFor(port, { messages })))).toEqual(['accepted', 'accepted'])
  expect(performance.now() - began).toBeGreaterThan(300)
  expect(visits).toHaveLength(2)
})

it('LIMITS RCPTMAX: further recipients go in further transactions of the session', async () => {
  const { port, visits } = await serve({ ehlo: ['LIMITS RCPTMAX=2'] })
  const addresses = ['1', '2', '3', '4', '5'].map((name) => `${name}@example.net`)
  const result = await resultOf(jobFor(port, { messages: [messageTo(...addresses)] }))
  expect(result).toMatchObject({ overall: 'accepted', phase: 'done' })
  expect(result.recipients.map(({ address }) => address)).toEqual(addresses)
  expect(verbs(visits[0]).filter((verb) => verb === 'MAIL')).toHaveLength(3)
  expect(visits[0]?.contents).toHaveLength(3)
})

it('LIMITS RCPTMAX: one transaction refused, the other accepted, is partly', async () => {
  const { port } = await serve({ ehlo: ['LIMITS RCPTMAX=1'], on: { RCPT: ['550 5.1.1 nobody', '250 ok'] } })
  const result = await resultOf(jobFor(port, { messages: [messageTo('1@example.net', '2@example.net')] }))
  expect(result).toMatchObject({ overall: 'partly', phase: 'done', reply: { code: 250 } })
  expect(result.recipients.map(({ outcome }) => outcome)).toEqual(['rejected', 'accepted'])
})

it('LIMITS RCPTMAX: all or none over more recipients than that is refused locally', async () => {
  const { port, visits } = await serve({ ehlo: ['LIMITS RCPTMAX=1'] })
  const message = { ...messageTo('1@example.net', '2@example.net'), allOrNone: true }
  expect(await resultOf(jobFor(port, { messages: [message] }))).toMatchObject({ overall: 'refused-locally' })
  expect(verbs(visits[0])).not.toContain('MAIL')
})

it('LIMITS MAILMAX: further messages go in a further session', async () => {
  const { port, visits } = await serve({ ehlo: ['LIMITS MAILMAX=2'] })
  expect(overall(await resultsOf(jobFor(port, three)))).toEqual(['accepted', 'accepted', 'accepted'])
  expect(visits.map(({ contents }) => contents.length)).toEqual([2, 1])
  expect(visits.map((visit) => verbs(visit).at(-1))).toEqual(['QUIT', 'QUIT'])
})

it('LIMITS RCPTDOMAINMAX: recipients of further domains go in a further session', async () => {
  const { port, visits } = await serve({ ehlo: ['LIMITS RCPTDOMAINMAX=1'] })
  const message = messageTo('1@one.example', '2@two.example', '3@ONE.example')
  expect(await resultOf(jobFor(port, { messages: [message] }))).toMatchObject({ overall: 'accepted' })
  expect(visits.map(({ commands }) => commands.filter((line) => line.startsWith('RCPT')).length)).toEqual([
    2, 1,
  ])
})

it('a message that the protocol forbids opens no connection, and its neighbours go', async () => {
  const { port, visits } = await serve({})
  const messages = [{ ...messageTo(), to: [] }, messageTo(), { ...messageTo(), to: [] }]
  expect(overall(await resultsOf(jobFor(port, { messages })))).toEqual([
    'refused-locally',
    'accepted',
    'refused-locally',
  ])
  expect(visits).toHaveLength(1)
})

it('QUIT waits a second for its answer and no longer, and the result does not wait for it', async () => {
  const { port, visits } = await serve({ on: { QUIT: 'silence' } })
  const began = performance.now()
  expect(await resultOf(jobFor(port))).toMatchObject({ overall: 'accepted' })
  expect(performance.now() - began).toBeLessThan(4_000)
  expect(visits[0]).toMatchObject({ closed: true })
})

it('a timeout reaches the messages behind it with a fresh totalMs', async () => {
  const { port } = await serve({ on: { MAIL: 'silence' } }, {})
  const results = await resultsOf(jobFor(port, { ...two, timeouts: { totalMs: 300 } }))
  expect(overall(results)).toEqual(['deferred', 'accepted'])
})

it('totalMs runs over the second connection of a moved message too', async () => {
  const { port } = await serve({ on: { MAIL: ['250 ok', 'close'] } }, { on: { greeting: 'silence' } })
  const results = await resultsOf(jobFor(port, { ...two, timeouts: { totalMs: 400 } }))
  expect(results[1]).toMatchObject({ overall: 'deferred', phase: 'greeting', kind: 'timeout' })
})
