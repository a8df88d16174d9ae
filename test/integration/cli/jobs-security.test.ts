// TLS and sign-in through the machine interface (cli.md).
import { createHash, X509Certificate } from 'node:crypto'
import { expect, it } from 'vitest'
import { createCertificate } from '../../support/certificates.ts'
import { jobFor, resultOf, runJobLines } from './program.ts'
import { serve } from './serving.ts'

const certificate = createCertificate(['IP:127.0.0.1', 'DNS:mail.example.org'])
const other = createCertificate(['DNS:other.example.org'])
const auth = { user: 'ann', pass: 'hunter2-secret' }
const insecure = { auth: { ...auth, allowInsecure: true } }

it('STARTTLS: sent inside TLS that the given CA vouches for', async () => {
  const { port, visits } = await serve({ ehlo: ['STARTTLS'], certificate })
  const job = jobFor(port, { security: 'starttls', tls: { ca: certificate.ca } })
  expect(await resultOf(job)).toMatchObject({ overall: 'accepted' })
  expect(visits[0]?.commands.map((line) => line.split(' ')[0])).toEqual([
    'EHLO',
    'STARTTLS',
    'EHLO',
    'MAIL',
    'RCPT',
    'DATA',
    'QUIT',
  ])
})

it('TLS from the first octet', async () => {
  const { port } = await serve({ implicit: true, certificate })
  const job = jobFor(port, { security: 'implicit', tls: { ca: certificate.ca } })
  expect(await resultOf(job)).toMatchObject({ overall: 'accepted' })
})

it('STARTTLS not offered: refused locally, phase starttls, nothing sent in clear', async () => {
  const { port, visits } = await serve({})
  const result = await resultOf(jobFor(port, { security: 'starttls' }))
  expect(result).toMatchObject({ overall: 'refused-locally', phase: 'starttls', kind: 'local' })
  expect(result.recipients).toEqual([{ address: 'b@example.net', outcome: 'refused-locally' }])
  expect(visits[0]?.commands.some((line) => line.startsWith('MAIL'))).toBe(false)
})

it('STARTTLS refused: phase starttls, its reply', async () => {
  const { port } = await serve({ ehlo: ['STARTTLS'], on: { STARTTLS: '454 4.7.0 not now' } })
  const result = await resultOf(jobFor(port, { security: 'starttls' }))
  expect(result).toMatchObject({ overall: 'deferred', phase: 'starttls', reply: { code: 454 } })
})

it('a certificate of an unknown CA: rejected, phase tls, kind certificate', async () => {
  const { port } = await serve({ implicit: true, certificate })
  const result = await resultOf(jobFor(port, { security: 'implicit' }))
  expect(result).toMatchObject({ overall: 'rejected', phase: 'tls', kind: 'certificate' })
  expect(result.detail).toBeTruthy()
  expect(result.recipients).toEqual([{ address: 'b@example.net', outcome: 'not-attempted' }])
})

it('a certificate for another name: rejected, and the detail names both', async () => {
  const { port } = await serve({ implicit: true, certificate: other })
  const result = await resultOf(jobFor(port, { security: 'implicit', tls: { ca: other.ca } }))
  expect(result).toMatchObject({ overall: 'rejected', phase: 'tls', kind: 'certificate' })
  expect(result.detail).toMatch(/other\.example\.org.*127\.0\.0\.1/)
})

it('servername is the name that is verified', async () => {
  const { port } = await serve({ implicit: true, certificate: other })
  const tls = { ca: other.ca, servername: 'other.example.org' }
  expect(await resultOf(jobFor(port, { security: 'implicit', tls }))).toMatchObject({ overall: 'accepted' })
})

it('a pin that matches suffices', async () => {
  const { port } = await serve({ implicit: true, certificate: other })
  const pin = createHash('sha256').update(new X509Certificate(other.cert).raw).digest('hex')
  const tls = { pins: [pin] }
  expect(await resultOf(jobFor(port, { security: 'implicit', tls }))).toMatchObject({ overall: 'accepted' })
})

it('a handshake that fails: deferred, phase tls', async () => {
  const { port } = await serve({ ehlo: ['STARTTLS'], on: { STARTTLS: '220 go\r\nnonsense' } })
  const result = await resultOf(jobFor(port, { security: 'implicit', timeouts: { connectMs: 1000 } }))
  expect(result).toMatchObject({ overall: 'deferred', phase: 'tls', kind: 'tls' })
})

it('signs in where allowed without TLS', async () => {
  const { port, visits } = await serve({ ehlo: ['AUTH PLAIN'] })
  expect(await resultOf(jobFor(port, insecure))).toMatchObject({ overall: 'accepted' })
  expect(visits[0]?.commands[1]).toBe('AUTH PLAIN AGFubgBodW50ZXIyLXNlY3JldA==')
})

it('P26: without TLS and without permission nothing is signed in', async () => {
  const { port, visits } = await serve({ ehlo: ['AUTH PLAIN'] })
  expect(await resultOf(jobFor(port, { auth }))).toMatchObject({
    overall: 'refused-locally',
    phase: 'auth',
    kind: 'local',
  })
  expect(visits[0]?.commands.some((line) => line.startsWith('AUTH'))).toBe(false)
})

it('sign-in refused: rejected, phase auth, recipients not attempted', async () => {
  const { port } = await serve({ ehlo: ['AUTH PLAIN'], on: { AUTH: '535 5.7.8 wrong password' } })
  expect(await resultOf(jobFor(port, insecure))).toEqual({
    overall: 'rejected',
    phase: 'auth',
    kind: 'server-reply',
    reply: { code: 535, enhanced: '5.7.8', lines: ['535 5.7.8 wrong password'] },
    recipients: [{ address: 'b@example.net', outcome: 'not-attempted' }],
  })
})

it('sign-in put off: deferred', async () => {
  const { port } = await serve({ ehlo: ['AUTH PLAIN'], on: { AUTH: '454 4.7.0 later' } })
  expect(await resultOf(jobFor(port, insecure))).toMatchObject({ overall: 'deferred', phase: 'auth' })
})

it('a server without AUTH: a job with auth is not sent', async () => {
  const { port, visits } = await serve({})
  expect(await resultOf(jobFor(port, insecure))).toMatchObject({ overall: 'refused-locally', phase: 'auth' })
  expect(visits[0]?.commands.some((line) => line.startsWith('MAIL'))).toBe(false)
})

it('no usable mechanism: refused locally, phase auth', async () => {
  const { port } = await serve({ ehlo: ['AUTH GSSAPI'] })
  expect(await resultOf(jobFor(port, insecure))).toMatchObject({ overall: 'refused-locally', phase: 'auth' })
})

it('mechanisms names the only ones', async () => {
  const { port, visits } = await serve({
    ehlo: ['AUTH PLAIN LOGIN'],
    on: { AUTH: '334 VXNlcm5hbWU6', YW5u: '334 UGFzc3dvcmQ6', 'AHVUDGVYMI1ZZWNYZXQ=': '235 ok' },
  })
  const job = jobFor(port, { auth: { ...insecure.auth, mechanisms: ['LOGIN'] }, timeouts: { replyMs: 300 } })
  await resultOf(job)
  expect(visits[0]?.commands[1]).toMatch(/^AUTH LOGIN/)
})

it('token does not serve PLAIN, pass does not serve XOAUTH2', async () => {
  const plain = await serve({ ehlo: ['AUTH PLAIN LOGIN'] })
  const token = { user: 'ann', token: 'ya29-token', allowInsecure: true }
  expect(await resultOf(jobFor(plain.port, { auth: token }))).toMatchObject({
    overall: 'refused-locally',
    phase: 'auth',
  })
  const oauth = await serve({ ehlo: ['AUTH XOAUTH2 OAUTHBEARER'] })
  expect(await resultOf(jobFor(oauth.port, insecure))).toMatchObject({
    overall: 'refused-locally',
    phase: 'auth',
  })
})

it('P25: no secret in the result, also where the server quotes it', async () => {
  const { port } = await serve({ ehlo: ['AUTH PLAIN'], on: { AUTH: '535 5.7.8 hunter2-secret is wrong' } })
  const { out, err } = await runJobLines([jobFor(port, insecure)], ['--transcript', 'json', '--explain'])
  expect(`${out}${err}`).not.toContain('hunter2-secret')
  expect(out).not.toContain('AGFubgBodW50ZXIyLXNlY3JldA')
  expect(out).toContain('AUTH PLAIN [hidden]')
})

it('authInFlight: AUTH travels with the envelope, and a refusal names phase auth', async () => {
  const { port, visits } = await serve({
    ehlo: ['PIPELINING', 'AUTH PLAIN'],
    on: { AUTH: '535 5.7.8 wrong', MAIL: '530 5.7.0 sign in', RCPT: '503 5.5.1', DATA: '503 5.5.1' },
  })
  const result = await resultOf(jobFor(port, { ...insecure, options: { authInFlight: true } }))
  expect(result).toMatchObject({ overall: 'rejected', phase: 'auth', reply: { code: 535 } })
  expect(visits[0]?.commands[2]).toMatch(/^MAIL/)
})
