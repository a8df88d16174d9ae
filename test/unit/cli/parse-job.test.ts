import { describe, expect, it } from 'vitest'
import { parseJob } from '../../../main/cli/jobs/parse-job.ts'

const message = { from: 'a@example.org', to: [{ address: 'b@example.net' }], raw: 'aGkNCg==' }
const job = { id: 'j', host: 'mail', port: 25, security: 'none', messages: [message] }

function jobOf(value: unknown) {
  const parsed = parseJob(JSON.stringify(value))
  if (!parsed.ok) throw new Error(parsed.refused.error)
  return parsed.job
}

function errorOf(value: unknown): string {
  const parsed = parseJob(typeof value === 'string' ? value : JSON.stringify(value))
  return parsed.ok ? '' : parsed.refused.error
}

describe('parseJob', () => {
  it('gives what the line says, with the content as octets', () => {
    expect(jobOf(job)).toEqual({
      ...job,
      messages: [{ from: message.from, to: message.to, content: { octets: Buffer.from('hi\r\n') } }],
    })
  })

  it('takes every field of the interface', () => {
    const full = {
      ...job,
      tls: { servername: 's', ca: 'c', pins: ['p'], minVersion: 'TLSv1.3', cert: 'c', key: 'k' },
      ehloName: 'e',
      auth: { user: 'u', token: 't', mechanisms: ['XOAUTH2'], allowInsecure: true },
      timeouts: { connectMs: 1, greetingMs: 2, replyMs: 3, finalReplyMs: 4, totalMs: 5 },
      options: { pipelining: false, chunking: false, authInFlight: true, queueInFlight: true },
    }
    const rich = {
      from: '',
      to: [{ address: 'b', notify: ['NEVER'], orcpt: 'rfc822;b' }],
      rawPath: '/m',
      dsn: { ret: 'HDRS', envid: 'e' },
      requireTls: true,
      body: 'binarymime',
      allOrNone: true,
      deliverBy: { seconds: 1, mode: 'R', trace: true },
      holdFor: '2030-01-01T00:00:00Z',
      priority: -9,
      pauseBeforeMs: 1,
    }
    const { rawPath: path, ...rest } = rich
    expect(jobOf({ ...full, messages: [rich] })).toEqual({
      ...full,
      messages: [{ ...rest, content: { path } }],
    })
    expect(jobOf({ ...job, messages: [{ ...message, holdFor: 60 }] }).messages[0]?.holdFor).toBe(60)
  })

  it('words that the protocol judges pass: they give a result', () => {
    const strange = { ...message, to: [{ address: '', notify: ['SOON'] }], dsn: { ret: 'ALL' }, priority: 99 }
    expect(errorOf({ ...job, port: 99_999, messages: [strange] })).toBe('')
  })

  it('a wait that no timer can count is as long as one can', () => {
    expect(jobOf({ ...job, timeouts: { totalMs: 1e12 } }).timeouts?.totalMs).toBe(2_147_483_647)
  })

  it.each([
    ['[]', 'the line has to be an object'],
    ['null', 'the line has to be an object'],
    ['', 'the line is no JSON'],
    [{ ...job, timeouts: { replyMs: -1 } }, 'timeouts.replyMs has to be a number of milliseconds, 0 or more'],
    [{ ...job, tls: { minVersion: 'TLSv1.1' } }, 'tls.minVersion has to be one of "TLSv1.2", "TLSv1.3"'],
    [{ ...job, 'odd field': 1 }, 'unknown field "odd field"'],
    [{ ...job, toString: 1 }, 'unknown field toString'],
    [
      { ...job, messages: [{ ...message, body: '8bitmime' }] },
      'messages[0].body has to be one of "binarymime"',
    ],
  ])('%j: %s', (line, error) => {
    expect(errorOf(line)).toBe(error)
  })

  it('a field of the prototype is no field of the line', () => {
    expect(errorOf('{"id":"j","__proto__":{"host":"x"}}')).toBe('unknown field __proto__')
  })
})
