// Lines in, lines out (cli.md, "Machine interface"): order, flushing, and what is refused by name.
import { createInterface } from 'node:readline'
import { writeFile, rm, mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { base64, jobFor, messageTo, resultOf, runJobLines, runProgram, startProgram } from './program.ts'
import { serve } from './serving.ts'

it('a line that is no JSON is refused, the others run, and the status is 64', async () => {
  const { port } = await serve({})
  const { answers, status } = await runJobLines(['{"id": "x", "auth": {"pass": "hunter2"', jobFor(port)])
  expect(answers[0]).toEqual({ id: null, error: 'the line is no JSON' })
  expect(answers[1]).toMatchObject({ id: 'j', messages: [{ overall: 'accepted' }] })
  expect(status).toBe(64)
})

it('the status is 0 where every line was a job, whatever became of the messages', async () => {
  const { port } = await serve({ on: { MAIL: '550 5.7.1 no' } })
  expect(await runJobLines([jobFor(port)])).toMatchObject({ status: 0, err: '' })
})

it('no input: no output, status 0', async () => {
  expect(await runJobLines([])).toMatchObject({ out: '', status: 0 })
})

const message = messageTo()
it.each([
  ['an unknown field', jobFor(1, { hots: 'x' }), 'unknown field hots'],
  [
    'an unknown field of a message',
    jobFor(1, { messages: [{ ...message, cc: [] }] }),
    'unknown field messages[0].cc',
  ],
  [
    'an unknown field of a recipient',
    jobFor(1, { messages: [{ ...message, to: [{ address: 'b@c.example', name: 'b' }] }] }),
    'messages[0].to[0].name',
  ],
  ['an unknown field of tls', jobFor(1, { tls: { insecure: true } }), 'unknown field tls.insecure'],
  ['an unknown option', jobFor(1, { options: { fast: true } }), 'unknown field options.fast'],
  ['a missing host', { id: 'j', port: 1, security: 'none', messages: [] }, 'host is missing'],
  ['a port as text', jobFor(1, { port: '25' }), 'port has to be a number'],
  ['another word for security', jobFor(1, { security: 'tls' }), 'security has to be one of'],
  ['a null', jobFor(1, { ehloName: null }), 'ehloName has to be a string'],
  ['messages as an object', jobFor(1, { messages: {} }), 'messages has to be a list'],
  [
    'a recipient as text',
    jobFor(1, { messages: [{ ...message, to: ['b@c.example'] }] }),
    'messages[0].to[0] has to be an object',
  ],
  [
    'allOrNone as text',
    jobFor(1, { messages: [{ ...message, allOrNone: 'yes' }] }),
    'messages[0].allOrNone has to be true or false',
  ],
  [
    'priority as text',
    jobFor(1, { messages: [{ ...message, priority: '3' }] }),
    'messages[0].priority has to be a number',
  ],
  [
    'holdFor as a list',
    jobFor(1, { messages: [{ ...message, holdFor: [] }] }),
    'messages[0].holdFor has to be',
  ],
  [
    'notify as text',
    jobFor(1, { messages: [{ ...message, to: [{ address: 'b@c.example', notify: 'NEVER' }] }] }),
    'messages[0].to[0].notify has to be a list',
  ],
  [
    'a message without content',
    jobFor(1, { messages: [{ from: '', to: [] }] }),
    'messages[0].raw is missing',
  ],
  ['raw and rawPath', jobFor(1, { messages: [{ ...message, rawPath: '/x' }] }), 'exclude each other'],
  [
    'raw that is no base64',
    jobFor(1, { messages: [{ ...message, raw: '!!' }] }),
    'messages[0].raw has to be base64',
  ],
  [
    'pass and token',
    jobFor(1, { auth: { user: 'u', pass: 'hunter2', token: 'hunter2' } }),
    'auth.pass and auth.token exclude',
  ],
  ['pass of a wrong type', jobFor(1, { auth: { user: 'u', pass: 31337 } }), 'auth.pass has to be a string'],
  [
    'timeouts of a wrong type',
    jobFor(1, { timeouts: { replyMs: '5' } }),
    'timeouts.replyMs has to be a number',
  ],
  ['a line that is a list', [jobFor(1)], 'the line has to be an object'],
])('%s is refused by name', async (_, line, words) => {
  const { answers, status, out } = await runJobLines([line])
  expect(answers).toHaveLength(1)
  expect(answers[0]?.error).toContain(words)
  expect(answers[0]?.messages).toBeUndefined()
  expect(status).toBe(64)
  expect(out).not.toMatch(/hunter2|31337/)
})

it('the refused line is named by its id', async () => {
  const { answers } = await runJobLines([{ id: 'seven', x: 1 }])
  expect(answers[0]?.id).toBe('seven')
})

it('an empty line is no JSON and gets its answer, so that lines stay lines', async () => {
  const { answers } = await runJobLines(['', '{}'])
  expect(answers.map(({ error }) => error)).toEqual(['the line is no JSON', 'id is missing: a string'])
})

it('results stand in the order of the jobs, however long each takes', async () => {
  const slow = await serve({})
  const fast = await serve({})
  const late = { ...messageTo(), pauseBeforeMs: 400 }
  const jobs = [
    jobFor(slow.port, { id: 'slow', messages: [late] }),
    jobFor(fast.port, { id: 'fast' }),
    'nonsense',
    jobFor(fast.port, { id: 'last' }),
  ]
  const { answers } = await runJobLines(jobs, ['--concurrency', '4'])
  expect(answers.map(({ id }) => id)).toEqual(['slow', 'fast', null, 'last'])
})

it('--concurrency 2 runs two jobs at the same time, and no more', async () => {
  const { port, visits } = await serve({})
  const late = { ...messageTo(), pauseBeforeMs: 300 }
  const began = performance.now()
  await runJobLines(
    [1, 2, 3, 4].map((id) => jobFor(port, { id: String(id), messages: [late] })),
    ['--concurrency', '2'],
  )
  expect(performance.now() - began).toBeGreaterThan(600)
  expect(visits).toHaveLength(4)
})

it('one after another by default: the first session is closed before the second opens', async () => {
  const { port, visits } = await serve({})
  await runJobLines([jobFor(port), jobFor(port)])
  expect(visits.map(({ commands }) => commands.at(-1))).toEqual(['QUIT', 'QUIT'])
})

it('a result is there before the next line comes, and before the input ends', async () => {
  const { port } = await serve({})
  const child = startProgram(['send', '--jobs', '-'])
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  for (const id of ['first', 'second']) {
    child.stdin.write(`${JSON.stringify(jobFor(port, { id }))}\n`)
    const { value } = await lines.next()
    expect(JSON.parse(String(value))).toMatchObject({ id, messages: [{ overall: 'accepted' }] })
  }
  child.stdin.write('nonsense\n')
  expect((await lines.next()).value).toContain('no JSON')
  child.stdin.end()
  expect((await lines.next()).done).toBe(true)
})

it('a last line without line end is a line', async () => {
  const { port } = await serve({})
  const { out } = await runProgram(['send', '--jobs', '-'], { input: JSON.stringify(jobFor(port)) })
  expect(JSON.parse(out)).toMatchObject({ id: 'j' })
})

it('--jobs FILE reads a file', async () => {
  const { port } = await serve({})
  const folder = await mkdtemp(join(tmpdir(), 'sendoff-cli-'))
  const file = join(folder, 'jobs')
  await writeFile(file, `${JSON.stringify(jobFor(port))}\n`)
  const { out, status } = await runProgram(['send', '--jobs', file])
  await rm(folder, { recursive: true })
  expect(JSON.parse(out)).toMatchObject({ messages: [{ overall: 'accepted' }] })
  expect(status).toBe(0)
})

it('a job without messages opens no connection', async () => {
  const { port, visits } = await serve({})
  const { answers } = await runJobLines([jobFor(port, { messages: [] })])
  expect(answers).toEqual([{ id: 'j', messages: [] }])
  expect(visits).toHaveLength(0)
})

it('without --transcript json there is no transcript, without --explain no diagnosis', async () => {
  const { port } = await serve({ on: { RCPT: '550 5.1.1 nobody' } })
  const { answers, err } = await runJobLines([jobFor(port)])
  expect(answers[0]).not.toHaveProperty('transcript')
  expect(answers[0]?.messages?.[0]).not.toHaveProperty('diagnosis')
  expect(err).toBe('')
})

it('--transcript json puts every line of the job into the result, QUIT too, numbered in one row', async () => {
  const { port } = await serve({ on: { '.': '250 2.0.0 one then close' } }, {})
  const { answers } = await runJobLines(
    [jobFor(port, { messages: [messageTo(), messageTo()] })],
    ['--transcript', 'json'],
  )
  const lines = answers[0]?.transcript ?? []
  expect(lines.map(({ seq }) => seq)).toEqual(lines.map((_, index) => index + 1))
  expect(lines.filter(({ text }) => text.startsWith('EHLO'))).toHaveLength(2)
  expect(lines.at(-2)).toMatchObject({ from: 'client', text: 'QUIT' })
  const times = lines.map(({ atMs }) => atMs)
  expect(times).toEqual([...times].sort((a, b) => a - b))
})

it('--transcript text writes to standard error, control characters as \\xNN', async () => {
  const { port } = await serve({ on: { MAIL: '550 5.7.1 a\u001b[31mb' } })
  const { err } = await runJobLines([jobFor(port)], ['--transcript', 'text'])
  expect(err).toContain('550 5.7.1 a\\x1b[31mb')
  expect(err).not.toContain('\u001b')
})

it('--explain says cause, whose move, and how sure', async () => {
  const { port } = await serve({ on: { RCPT: '550 5.1.1 User unknown' } })
  const { diagnosis } = await resultOf(jobFor(port), ['--explain'])
  expect(diagnosis).toMatchObject({ cause: 'recipient-unknown', whoseMove: 'you', permanent: true })
  expect(diagnosis?.confidence).toBeGreaterThan(0.5)
})

it('--explain speaks of the refused recipient of a message that others got', async () => {
  const { port } = await serve({ on: { RCPT: ['250 ok', '550 5.1.1 User unknown'] } })
  const job = jobFor(port, { messages: [messageTo('b@example.net', 'c@example.net')] })
  expect((await resultOf(job, ['--explain'])).diagnosis).toMatchObject({ cause: 'recipient-unknown' })
})

it('--explain says nothing of a message that was accepted', async () => {
  const { port } = await serve({})
  expect(await resultOf(jobFor(port), ['--explain'])).not.toHaveProperty('diagnosis')
})

it('octets of a reply that are no UTF-8 come as U+FFFD', async () => {
  const { port } = await serve({ on: { MAIL: 'latin1 550 gr\u00fcn' } })
  expect((await resultOf(jobFor(port))).reply?.lines).toEqual(['550 gr\ufffdn'])
})

it('rawPath is read, and a file that is not there refuses the message locally', async () => {
  const { port, visits } = await serve({})
  const folder = await mkdtemp(join(tmpdir(), 'sendoff-cli-'))
  const rawPath = join(folder, 'message.eml')
  await writeFile(rawPath, Buffer.from(base64('Subject: file\r\n\r\nx\r\n'), 'base64'))
  const { from, to } = messageTo()
  expect(await resultOf(jobFor(port, { messages: [{ from, to, rawPath }] }))).toMatchObject({
    overall: 'accepted',
  })
  expect(visits[0]?.contents).toEqual(['Subject: file\r\n\r\nx\r\n'])
  await rm(folder, { recursive: true })
  const gone = await resultOf(jobFor(port, { messages: [{ from, to, rawPath }] }))
  expect(gone).toMatchObject({ overall: 'refused-locally', phase: 'local', kind: 'local' })
  expect(gone.detail).toContain('ENOENT')
})
