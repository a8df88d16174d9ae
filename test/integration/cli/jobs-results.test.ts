// Each result says what became of the message, where, and by which reply (cli.md, `interface Result`).
import { expect, it } from 'vitest'
import { base64, jobFor, messageTo, resultOf, resultsOf } from './program.ts'
import { serve, stopServing } from './serving.ts'

const two = { messages: [messageTo('b@example.net', 'c@example.net')] }

it('accepted: phase done, the final reply, the queue id', async () => {
  const { port, visits } = await serve({})
  expect(await resultOf(jobFor(port))).toEqual({
    overall: 'accepted',
    phase: 'done',
    reply: { code: 250, enhanced: '2.0.0', lines: ['250 2.0.0 Ok: queued as ABC123'] },
    queueId: 'ABC123',
    recipients: [{ address: 'b@example.net', outcome: 'accepted', code: 250, enhanced: '2.1.5' }],
  })
  expect(visits[0]?.contents).toEqual(['Subject: Hi\r\n\r\nHello\r\n'])
})

it('a recipient accepted by 251 keeps that code', async () => {
  const { port } = await serve({ on: { RCPT: '251 2.1.5 will forward' } })
  const { overall, recipients } = await resultOf(jobFor(port))
  expect(overall).toBe('accepted')
  expect(recipients).toEqual([
    { address: 'b@example.net', outcome: 'accepted', code: 251, enhanced: '2.1.5' },
  ])
})

it('P7: one of two recipients refused is partly, phase done, with the final reply', async () => {
  const { port } = await serve({ on: { RCPT: ['550 5.1.1 nobody', '250 ok'] } })
  const result = await resultOf(jobFor(port, two))
  expect(result).toMatchObject({ overall: 'partly', phase: 'done', reply: { code: 250 } })
  expect(result.kind).toBeUndefined()
  expect(result.recipients).toEqual([
    { address: 'b@example.net', outcome: 'rejected', code: 550, enhanced: '5.1.1' },
    { address: 'c@example.net', outcome: 'accepted', code: 250 },
  ])
})

it('all recipients refused for good: rejected, phase rcpt, the first refusal', async () => {
  const { port } = await serve({ on: { RCPT: ['550 5.1.1 nobody', '553 5.1.3 bad'] } })
  expect(await resultOf(jobFor(port, two))).toMatchObject({
    overall: 'rejected',
    phase: 'rcpt',
    kind: 'server-reply',
    reply: { code: 550, enhanced: '5.1.1', lines: ['550 5.1.1 nobody'] },
  })
})

it('all recipients refused, one of them for now: deferred', async () => {
  const { port } = await serve({ on: { RCPT: ['550 5.1.1 nobody', '450 4.2.1 greylisted'] } })
  const result = await resultOf(jobFor(port, two))
  expect(result).toMatchObject({ overall: 'deferred', phase: 'rcpt', reply: { code: 450 } })
  expect(result.recipients.map(({ outcome }) => outcome)).toEqual(['rejected', 'deferred'])
})

it('allOrNone: with one recipient refused nothing is sent and the other was not attempted', async () => {
  const { port, visits } = await serve({ on: { RCPT: ['250 ok', '550 5.1.1 nobody'] } })
  const message = { ...messageTo('b@example.net', 'c@example.net'), allOrNone: true }
  const result = await resultOf(jobFor(port, { messages: [message] }))
  expect(result).toMatchObject({ overall: 'rejected', phase: 'rcpt', reply: { code: 550 } })
  expect(result.recipients.map(({ outcome }) => outcome)).toEqual(['not-attempted', 'rejected'])
  expect(visits[0]?.contents).toEqual([])
})

it('MAIL refused: recipients were not attempted', async () => {
  const { port } = await serve({ on: { MAIL: '550 5.7.1 not you' } })
  expect(await resultOf(jobFor(port))).toEqual({
    overall: 'rejected',
    phase: 'mail',
    kind: 'server-reply',
    reply: { code: 550, enhanced: '5.7.1', lines: ['550 5.7.1 not you'] },
    recipients: [{ address: 'b@example.net', outcome: 'not-attempted' }],
  })
})

it('MAIL put off by 4yz: deferred', async () => {
  const { port } = await serve({ on: { MAIL: '451 4.3.0 later' } })
  expect(await resultOf(jobFor(port))).toMatchObject({ overall: 'deferred', phase: 'mail' })
})

it('DATA refused: an accepted recipient takes the outcome and the code of that refusal', async () => {
  const { port } = await serve({ on: { DATA: '554 5.5.1 no' } })
  const result = await resultOf(jobFor(port))
  expect(result).toMatchObject({ overall: 'rejected', phase: 'data' })
  expect(result.recipients).toEqual([
    { address: 'b@example.net', outcome: 'rejected', code: 554, enhanced: '5.5.1' },
  ])
})

it('the content refused by 5yz: rejected, phase message', async () => {
  const { port } = await serve({ on: { '.': '550 5.7.1 spam' } })
  const result = await resultOf(jobFor(port))
  expect(result).toMatchObject({ overall: 'rejected', phase: 'message', kind: 'server-reply' })
  expect(result.recipients[0]).toMatchObject({ outcome: 'rejected', code: 550, enhanced: '5.7.1' })
})

it('the content put off by 4yz: deferred', async () => {
  const { port } = await serve({ on: { '.': '452 4.3.1 disk full' } })
  expect(await resultOf(jobFor(port))).toMatchObject({ overall: 'deferred', phase: 'message' })
})

it('421 after the dot is an answer: deferred', async () => {
  const { port } = await serve({ on: { '.': '421 4.3.2 going down then close' } })
  const result = await resultOf(jobFor(port))
  expect(result).toMatchObject({ overall: 'deferred', phase: 'message', reply: { code: 421 } })
})

it('closed after the dot: unconfirmed, each recipient too', async () => {
  const { port } = await serve({ on: { '.': 'close' } })
  const result = await resultOf(jobFor(port))
  expect(result).toMatchObject({ overall: 'unconfirmed', phase: 'message', kind: 'network' })
  expect(result.recipients).toEqual([
    { address: 'b@example.net', outcome: 'unconfirmed', code: 250, enhanced: '2.1.5' },
  ])
})

it('half a reply after the dot: unconfirmed', async () => {
  const { port } = await serve({ on: { '.': 'half 250-2.0.0 Ok' } })
  expect(await resultOf(jobFor(port))).toMatchObject({ overall: 'unconfirmed', phase: 'message' })
})

it('no answer after the dot within finalReplyMs: unconfirmed, kind timeout', async () => {
  const { port } = await serve({ on: { '.': 'silence' } })
  const result = await resultOf(jobFor(port, { timeouts: { finalReplyMs: 150 } }))
  expect(result).toMatchObject({ overall: 'unconfirmed', phase: 'message', kind: 'timeout' })
})

it('totalMs never cuts the wait for the final reply short', async () => {
  const { port } = await serve({ on: { '.': 'silence' } })
  const job = jobFor(port, { timeouts: { totalMs: 200, finalReplyMs: 600 } })
  const began = performance.now()
  const result = await resultOf(job)
  expect(result).toMatchObject({ overall: 'unconfirmed', kind: 'timeout' })
  expect(performance.now() - began).toBeGreaterThan(600)
})

it('garbage after the dot: unconfirmed, kind protocol', async () => {
  const { port } = await serve({ on: { '.': 'hello there' } })
  expect(await resultOf(jobFor(port))).toMatchObject({ overall: 'unconfirmed', kind: 'protocol' })
})

it('P6: closed before the last octet is deferred', async () => {
  const { port } = await serve({ on: { DATA: 'close' } })
  const result = await resultOf(jobFor(port))
  expect(result).toMatchObject({ overall: 'deferred', phase: 'data', kind: 'network' })
  expect(result.detail).toMatch(/closed/)
})

it('no answer to RCPT within replyMs: deferred, kind timeout, phase rcpt', async () => {
  const { port } = await serve({ on: { RCPT: 'silence' } })
  const result = await resultOf(jobFor(port, { timeouts: { replyMs: 150 } }))
  expect(result).toMatchObject({ overall: 'deferred', phase: 'rcpt', kind: 'timeout' })
})

it('no greeting within greetingMs: deferred, phase greeting', async () => {
  const { port } = await serve({ on: { greeting: 'silence' } })
  const result = await resultOf(jobFor(port, { timeouts: { greetingMs: 150 } }))
  expect(result).toMatchObject({ overall: 'deferred', phase: 'greeting', kind: 'timeout' })
})

it('totalMs runs out before the last octet: deferred, kind timeout', async () => {
  const { port } = await serve({ on: { MAIL: 'silence' } })
  const result = await resultOf(jobFor(port, { timeouts: { totalMs: 200 } }))
  expect(result).toMatchObject({ overall: 'deferred', phase: 'mail', kind: 'timeout' })
})

it('P14: a greeting that refuses: phase greeting, its reply', async () => {
  const { port } = await serve({ on: { greeting: '554 5.3.2 no mail here' } })
  const result = await resultOf(jobFor(port))
  expect(result).toMatchObject({ overall: 'rejected', phase: 'greeting', reply: { code: 554 } })
  expect(result.recipients).toEqual([{ address: 'b@example.net', outcome: 'not-attempted' }])
})

it('421 as greeting: deferred', async () => {
  const { port } = await serve({ on: { greeting: '421 4.3.2 later then close' } })
  expect(await resultOf(jobFor(port))).toMatchObject({ overall: 'deferred', phase: 'greeting' })
})

it('a connection that is refused: deferred, phase connect, kind network, with the reason', async () => {
  const { port } = await serve({})
  await stopServing()
  const result = await resultOf(jobFor(port))
  expect(result).toMatchObject({ overall: 'deferred', phase: 'connect', kind: 'network' })
  expect(result.detail).toContain('ECONNREFUSED')
})

it('EHLO not known: HELO, and mail goes', async () => {
  const { port, visits } = await serve({ on: { EHLO: '502 5.5.1 what', HELO: '250 mail' } })
  expect(await resultOf(jobFor(port))).toMatchObject({ overall: 'accepted' })
  expect(visits[0]?.commands[1]).toMatch(/^HELO /)
})

it('EHLO and HELO refused: phase ehlo', async () => {
  const { port } = await serve({ on: { EHLO: '502 5.5.1 what', HELO: '550 5.7.1 go away' } })
  expect(await resultOf(jobFor(port))).toMatchObject({
    overall: 'rejected',
    phase: 'ehlo',
    reply: { code: 550 },
  })
})

it('an enhanced code of another class than the code is left out', async () => {
  const { port } = await serve({ on: { RCPT: '550 4.2.1 odd' } })
  const result = await resultOf(jobFor(port))
  expect(result.reply).toEqual({ code: 550, lines: ['550 4.2.1 odd'] })
  expect(result.recipients[0]).toEqual({ address: 'b@example.net', outcome: 'rejected', code: 550 })
})

it('the lines of a reply are all there', async () => {
  const { port } = await serve({ on: { MAIL: '550-5.7.1 one\r\n550-5.7.1 two\r\n550 5.7.1 three' } })
  const { reply } = await resultOf(jobFor(port))
  expect(reply).toEqual({
    code: 550,
    enhanced: '5.7.1',
    lines: ['550-5.7.1 one', '550-5.7.1 two', '550 5.7.1 three'],
  })
})

it('with PIPELINING the first refusal of the flight names phase and reply', async () => {
  const { port } = await serve({
    ehlo: ['PIPELINING'],
    on: { MAIL: '550 5.7.1 not you', RCPT: '503 5.5.1 no mail', DATA: '503 5.5.1 no rcpt' },
  })
  const result = await resultOf(jobFor(port))
  expect(result).toMatchObject({ overall: 'rejected', phase: 'mail', reply: { code: 550 } })
  expect(result.recipients).toEqual([{ address: 'b@example.net', outcome: 'not-attempted' }])
})

it('421 that nothing asked for, behind the reply to EHLO: deferred, phase mail', async () => {
  const { port, visits } = await serve({ on: { EHLO: '250 mail\r\n421 4.3.2 going down then close' } })
  expect(await resultOf(jobFor(port))).toMatchObject({
    overall: 'deferred',
    phase: 'mail',
    reply: { code: 421 },
  })
  expect(visits).toHaveLength(1)
})

it('a flight whose last reply is malformed: what came before it counts', async () => {
  const { port } = await serve({
    ehlo: ['PIPELINING'],
    on: { DATA: '250-a\r\n550 b', RCPT: ['550 5.1.1 no', '250 ok'] },
  })
  const result = await resultOf(jobFor(port, two))
  expect(result).toMatchObject({ overall: 'deferred', phase: 'data', kind: 'protocol' })
  expect(result.recipients.map(({ outcome }) => outcome)).toEqual(['rejected', 'deferred'])
})

it('addresses come back as the job wrote them, twice where it named one twice', async () => {
  const { port, visits } = await serve({})
  const job = jobFor(port, {
    messages: [messageTo('b@B\u00fccher.example', 'c@example.net', 'c@example.net')],
  })
  const result = await resultOf(job)
  expect(result.recipients.map(({ address }) => address)).toEqual([
    'b@B\u00fccher.example',
    'c@example.net',
    'c@example.net',
  ])
  expect(visits[0]?.commands).toContain('RCPT TO:<b@xn--bcher-kva.example>')
})

it('P30: a local part beyond ASCII without SMTPUTF8 refuses only itself', async () => {
  const { port } = await serve({})
  const job = jobFor(port, { messages: [messageTo('b\u00fc@example.net', 'c@example.net')] })
  const result = await resultOf(job)
  expect(result).toMatchObject({ overall: 'partly', phase: 'done' })
  expect(result.recipients.map(({ outcome }) => outcome)).toEqual(['refused-locally', 'accepted'])
})

it('P30: a message over SIZE is refused locally, with the number', async () => {
  const { port, visits } = await serve({ ehlo: ['SIZE 10'] })
  const result = await resultOf(jobFor(port))
  expect(result).toMatchObject({ overall: 'refused-locally', kind: 'local' })
  expect(result.detail).toMatch(/22 octets.*10/)
  expect(visits[0]?.commands.some((line) => line.startsWith('MAIL'))).toBe(false)
})

it('BDAT is used where CHUNKING is offered, unless options say no', async () => {
  const { port, visits } = await serve({ ehlo: ['CHUNKING'] })
  const off = jobFor(port, { options: { chunking: false } })
  expect(await resultOf(jobFor(port))).toMatchObject({ overall: 'accepted', queueId: 'CHUNK1' })
  expect(await resultOf(off)).toMatchObject({ overall: 'accepted', queueId: 'ABC123' })
  expect(visits.map(({ commands }) => commands.some((line) => line.startsWith('BDAT')))).toEqual([
    true,
    false,
  ])
})

it('the raw message goes out as it is, a Bcc field too', async () => {
  const { port, visits } = await serve({})
  const raw = base64('Bcc: d@example.net\r\nSubject: x\r\n\r\n.dot\r\n')
  await resultsOf(jobFor(port, { messages: [{ ...messageTo(), raw }] }))
  expect(visits[0]?.contents).toEqual(['Bcc: d@example.net\r\nSubject: x\r\n\r\n..dot\r\n'])
})

it('LF alone becomes CRLF and a missing last CRLF is added', async () => {
  const { port, visits } = await serve({})
  await resultsOf(jobFor(port, { messages: [{ ...messageTo(), raw: base64('Subject: x\n\nend') }] }))
  expect(visits[0]?.contents).toEqual(['Subject: x\r\n\r\nend\r\n'])
})
