// The program as a person or a script calls it (cli.md): options, exit statuses, password, launcher.
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { existsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { jobFor, runProgram, startProgram } from './program.ts'
import { serve, stopServing } from './serving.ts'

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sendoff-cli-'))
})
afterAll(() => rm(folder, { recursive: true }))

async function file(name: string, content: string): Promise<string> {
  await writeFile(join(folder, name), content)
  return join(folder, name)
}

const plain = (port: number) => ['--server', `smtp+insecure://127.0.0.1:${port}`]
const letter = [
  '--from',
  'Ann <a@example.org>',
  '--to',
  'b@example.net',
  '--subject',
  'Hi',
  '--text',
  'Hello',
]

it('sends a message: status 0, the outcome on standard output, the dialogue on standard error', async () => {
  const { port, visits } = await serve({})
  const { out, err, status } = await runProgram(['send', ...plain(port), ...letter])
  expect(status).toBe(0)
  expect(out).toBe('Handed to 127.0.0.1\n  250 2.0.0 Ok: queued as ABC123\n')
  expect(err).toContain('> mail      MAIL FROM:<a@example.org>')
  expect(visits[0]?.contents[0]).toMatch(
    /^From: Ann <a@example\.org>\r\nTo: b@example\.net\r\nSubject: Hi\r\n/,
  )
})

it('P29: --bcc is a recipient and no header', async () => {
  const { port, visits } = await serve({})
  await runProgram(['send', ...plain(port), ...letter, '--bcc', 'secret@example.net'])
  expect(visits[0]?.commands).toContain('RCPT TO:<secret@example.net>')
  expect(visits[0]?.contents[0]).not.toContain('secret@example.net')
})

it('--attach puts a file into the message', async () => {
  const { port, visits } = await serve({})
  const path = await file('notes.txt', 'some notes')
  await runProgram(['send', ...plain(port), ...letter, '--attach', path])
  expect(visits[0]?.contents[0]).toContain('filename=notes.txt')
  expect(visits[0]?.contents[0]).toContain(Buffer.from('some notes').toString('base64'))
})

it('--json writes the result and --transcript none nothing else', async () => {
  const { port } = await serve({})
  const { out, err } = await runProgram(['send', ...plain(port), ...letter, '--json', '--transcript', 'none'])
  expect(JSON.parse(out)).toMatchObject({ messages: [{ overall: 'accepted', queueId: 'ABC123' }] })
  expect(err).toBe('')
})

it('--transcript json writes lines of JSON to standard error', async () => {
  const { port } = await serve({})
  const { err } = await runProgram(['send', ...plain(port), ...letter, '--transcript', 'json'])
  const lines = err
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { text: string })
  expect(lines.at(-1)?.text).toMatch(/^221/)
})

it('--eml: the envelope from the header, Bcc removed, the rest octet for octet', async () => {
  const { port, visits } = await serve({})
  const path = await file(
    'one.eml',
    'From: Ann <a@example.org>\r\nTo: b@example.net,\r\n c@example.net\r\nBcc: d@example.net,\r\n\te@example.net\r\nSubject: x\r\n\r\nBcc: this stays\r\n',
  )
  const { status } = await runProgram(['send', ...plain(port), '--eml', path])
  expect(status).toBe(0)
  expect(visits[0]?.commands.slice(1, 6)).toEqual([
    'MAIL FROM:<a@example.org>',
    ...['b', 'c', 'd', 'e'].map((name) => `RCPT TO:<${name}@example.net>`),
  ])
  expect(visits[0]?.contents).toEqual([
    'From: Ann <a@example.org>\r\nTo: b@example.net,\r\n c@example.net\r\nSubject: x\r\n\r\nBcc: this stays\r\n',
  ])
})

it('--eml - reads standard input', async () => {
  const { port, visits } = await serve({})
  const input = 'From: a@example.org\nTo: b@example.net\n\nx\n'
  expect(await runProgram(['send', ...plain(port), '--eml', '-'], { input })).toMatchObject({ status: 0 })
  expect(visits[0]?.contents).toEqual(['From: a@example.org\r\nTo: b@example.net\r\n\r\nx\r\n'])
})

it('several messages: the first of 74, 77, 75, 69, 65 is the status', async () => {
  const { port } = await serve({ on: { '.': ['250 ok', '550 5.7.1 no', '451 4.3.0 later'] } })
  const path = await file('two.eml', 'From: a@example.org\nTo: b@example.net\n\nx\n')
  const three = ['--eml', path, '--eml', path, '--eml', path]
  expect(await runProgram(['send', ...plain(port), ...three])).toMatchObject({ status: 75 })
})

it.each([
  ['permanent', { RCPT: '550 5.1.1 nobody' }, 69, /^Refused \(rcpt\)\n {2}550 5\.1\.1 nobody\n/],
  ['temporary', { RCPT: '450 4.2.1 later' }, 75, /^Deferred/],
  ['unconfirmed', { '.': 'close' }, 74, /It may have arrived\. Its Message-ID is <.*@example\.org>/],
] as const)('status of what is %s', async (_, on, status, words) => {
  const { port } = await serve({ on })
  const outcome = await runProgram(['send', ...plain(port), ...letter])
  expect(outcome.status).toBe(status)
  expect(outcome.out).toMatch(words)
})

it('partly is 75 where a recipient is deferred, else 69', async () => {
  const put = await serve({ on: { RCPT: ['250 ok', '450 4.2.1 later'] } })
  const refused = await serve({ on: { RCPT: ['250 ok', '550 5.1.1 nobody'] } })
  const both = [...letter, '--to', 'c@example.net']
  expect(await runProgram(['send', ...plain(put.port), ...both])).toMatchObject({ status: 75 })
  expect(await runProgram(['send', ...plain(refused.port), ...both])).toMatchObject({ status: 69 })
})

it('65: refused before sending, for an address, a subject or a file', async () => {
  const { port, visits } = await serve({})
  const base = ['send', ...plain(port), '--from', 'a@example.org']
  const calls = [
    [...base, '--to', 'nobody'],
    [...base, '--to', 'b@example.net', '--subject', 'a\nBcc: x@example.net'],
    [...base, '--to', 'b@example.net', '--attach', join(folder, 'missing')],
  ]
  for (const call of calls) expect(await runProgram(call)).toMatchObject({ status: 65, out: '' })
  expect(visits).toHaveLength(0)
})

it('77: sign-in refused; the password from SENDOFF_PASSWORD is nowhere shown', async () => {
  const { port } = await serve({ ehlo: ['AUTH PLAIN'], on: { AUTH: '535 5.7.8 wrong' } })
  const server = ['--server', `smtp+insecure://ann@127.0.0.1:${port}`, '--allow-insecure-auth']
  const outcome = await runProgram(['send', ...server, ...letter], { env: { SENDOFF_PASSWORD: 'hunter2' } })
  expect(outcome.status).toBe(77)
  expect(outcome.out + outcome.err).not.toContain('hunter2')
})

it('--password-stdin: the first line', async () => {
  const { port, visits } = await serve({ ehlo: ['AUTH PLAIN'] })
  const server = ['--server', `smtp+insecure://a%40b@127.0.0.1:${port}`, '--allow-insecure-auth']
  const call = ['send', ...server, ...letter, '--password-stdin']
  expect(await runProgram(call, { input: 'pass word\n' })).toMatchObject({ status: 0 })
  const plainText = Buffer.from('\u0000a@b\u0000pass word').toString('base64')
  expect(visits[0]?.commands[1]).toBe(`AUTH PLAIN ${plainText}`)
})

it.each([
  ['nothing', []],
  ['an unknown command', ['deliver']],
  ['no server', ['send', ...letter]],
  ['another scheme', ['send', '--server', 'http://x', ...letter]],
  ['a port over 65535', ['send', '--server', 'smtp://x:70000', ...letter]],
  ['no sender', ['send', '--server', 'smtp://x', '--to', 'b@example.net']],
  ['no recipient', ['send', '--server', 'smtp://x', '--from', 'a@example.org']],
  ['an unknown option', ['send', '--sevrer', 'smtp://x']],
  ['an option without value', ['send', '--server']],
  ['a flag with a value', ['send', '--json=yes']],
  ['--eml - with --password-stdin', ['send', '--server', 'smtp://u@x', '--eml', '-', '--password-stdin']],
  ['a user without a password', ['send', '--server', 'smtp://u@x', ...letter]],
  ['a user without TLS', ['send', '--server', 'smtp+insecure://u@x', ...letter]],
  ['--jobs with --server', ['send', '--jobs', '-', '--server', 'smtp://x']],
  ['--concurrency 0', ['send', '--jobs', '-', '--concurrency', '0']],
  ['a file of jobs that is not there', ['send', '--jobs', '/nowhere/jobs']],
  ['another transcript', ['send', '--jobs', '-', '--transcript', 'xml']],
  ['--account', ['send', '--account', 'Work', ...letter]],
  ['--queue', ['send', '--queue', '--server', 'smtp://x', ...letter]],
  ['queue', ['queue', 'list']],
  ['compose with a word too many', ['compose', 'b@example.net']],
  ['compose with a file that is not there', ['compose', '--attach', '/nowhere/file']],
])('64 and one line for %s', async (_, args) => {
  const { out, err, status } = await runProgram(args)
  expect(status).toBe(64)
  expect(out).toBe('')
  expect(err).toMatch(/^sendoff: [^\n]+\n$/)
})

it('P25: a password in --server is refused and not repeated', async () => {
  for (const server of ['smtps://ann:hunter2@mail.example.org', 'smtps:ann:hunter2@mail.example.org']) {
    const { out, err, status } = await runProgram(['send', '--server', server, ...letter])
    expect(status).toBe(64)
    expect(out + err).not.toContain('hunter2')
  }
})

it('--help and --version', async () => {
  expect((await runProgram(['--help'])).out).toContain('sendoff send')
  expect((await runProgram(['--version'])).out).toMatch(/^sendoff \d+\.\d+\.\d+\n$/)
})

it('explain: one line for each reply, in order; other fields are passed over', async () => {
  const lines = [
    '{"phase":"RCPT","lines":["550 5.1.1 User unknown"],"id":"v1"}',
    '{"phase":"AUTH","lines":["535 5.7.8 Authentication credentials invalid"]}',
    'nonsense',
  ]
  const { out, status } = await runProgram(['explain'], { input: `${lines.join('\n')}\n` })
  const answers = out
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>)
  expect(answers.map(({ cause }) => cause)).toEqual(['recipient-unknown', 'auth-failed', undefined])
  expect(Object.keys(answers[0] ?? {})).toEqual([
    'cause',
    'whoseMove',
    'permanent',
    'confidence',
    'title',
    'explanation',
  ])
  expect(answers[2]).toEqual({ error: 'the line is no JSON' })
  expect(status).toBe(64)
})

it('check: each rung with its time and result, and no message', async () => {
  const { port, visits } = await serve({ ehlo: ['AUTH PLAIN'] })
  const server = ['--server', `smtp+insecure://ann@127.0.0.1:${port}`, '--allow-insecure-auth']
  const call = ['check', ...server, '--from', 'a@example.org', '--to', 'b@example.net', '--json']
  const { out, status } = await runProgram(call, { env: { SENDOFF_PASSWORD: 'secret' } })
  const { ok, rungs } = JSON.parse(out) as {
    ok: boolean
    rungs: { name: string; ms: number; state: string }[]
  }
  expect([ok, status]).toEqual([true, 0])
  expect(rungs.map(({ name }) => name)).toEqual([
    'look-up',
    'connect',
    'greeting',
    'EHLO',
    'AUTH',
    'MAIL',
    'RCPT',
    'RSET',
  ])
  expect(rungs.every(({ ms, state }) => state === 'ok' && ms >= 0)).toBe(true)
  expect(visits[0]?.commands.at(-2)).toBe('RSET')
  expect(visits[0]?.contents).toEqual([])
})

it('check: a refused recipient fails its rung, status 69', async () => {
  const { port } = await serve({ on: { RCPT: '550 5.1.1 nobody' } })
  const { out, status } = await runProgram(['check', ...plain(port), '--to', 'b@example.net'])
  expect(status).toBe(69)
  expect(out).toMatch(/failed +RCPT +\d+ ms {2}550 5\.1\.1 nobody/)
})

it('check: a server that is not there fails at connect, status 75', async () => {
  const { port } = await serve({})
  await stopServing()
  const { out, status } = await runProgram(['check', ...plain(port)])
  expect(status).toBe(75)
  expect(out).toMatch(/failed +connect .*ECONNREFUSED/)
})

const old = ['/usr/bin/node', '/usr/local/bin/node'].find((path) => existsSync(path))

it.runIf(old !== undefined)(
  'an older Node hands over: stdio, status and arguments are passed on',
  async () => {
    const { port } = await serve({})
    const input = `${JSON.stringify(jobFor(port))}\nnonsense\n`
    const { out, status } = await runProgram(['send', '--jobs', '-'], { input, node: old ?? '' })
    expect(out.split('\n')[0]).toContain('"accepted"')
    expect(status).toBe(64)
  },
)

it.runIf(old !== undefined)('an older Node hands signals over, and dies as its successor did', async () => {
  const child = startProgram(['send', '--jobs', '-'], { node: old ?? '' })
  child.stdin.write('nonsense\n')
  await once(child.stdout, 'data')
  child.kill('SIGTERM')
  expect((await once(child, 'exit')) as unknown[]).toEqual([null, 'SIGTERM'])
})

it.runIf(old !== undefined)('the successor of an older Node that was killed ends too', async () => {
  const child = startProgram(['send', '--jobs', '-'], { node: old ?? '' })
  child.stdin.write('nonsense\n')
  await once(child.stdout, 'data')
  child.kill('SIGKILL')
  // Standard output closes when the last process that holds it has ended.
  await once(child, 'close')
  expect(child.signalCode).toBe('SIGKILL')
})
