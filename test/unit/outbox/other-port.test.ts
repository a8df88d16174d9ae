import { describe, expect, it } from 'vitest'
import type { Failure } from '../../../main/failure.ts'
import { withOtherPort } from '../../../main/outbox/other-port.ts'

const timeout: Failure = { phase: 'connect', kind: 'timeout', detail: 'no answer within 30 s' }
const place = { host: 'mail.example.org', port: 587 }

function asked(answering: readonly number[]) {
  const ports: number[] = []
  const takes = (host: string, port: number) => {
    expect(host).toBe(place.host)
    ports.push(port)
    return Promise.resolve(answering.includes(port))
  }
  return { ports, takes }
}

describe('P14: a connection that never opened', () => {
  it('names the port of the host that answers meanwhile', async () => {
    const { ports, takes } = asked([2525, 465])
    expect(await withOtherPort(timeout, place, takes)).toEqual({ ...timeout, otherPort: 465 })
    expect(ports).toEqual([465, 2525, 25])
  })

  it('stays as it is where none answers, or nobody can ask', async () => {
    expect(await withOtherPort(timeout, place, asked([]).takes)).toBe(timeout)
    expect(await withOtherPort(timeout, place, undefined)).toBe(timeout)
  })

  it.each<Failure>([
    { phase: 'connect', kind: 'network', errorCode: 'ENOTFOUND', detail: '' },
    { phase: 'greeting', kind: 'timeout', detail: '' },
    { phase: 'rcpt', kind: 'server-reply', detail: '', reply: { code: 550, lines: ['550 no'] } },
  ])('asks nothing after $phase $kind $errorCode', async (failure) => {
    const { ports, takes } = asked([465])
    expect(await withOtherPort(failure, place, takes)).toBe(failure)
    expect(ports).toEqual([])
  })

  it('asks after a refusal too', async () => {
    const refused: Failure = { phase: 'connect', kind: 'network', errorCode: 'ECONNREFUSED', detail: '' }
    expect(await withOtherPort(refused, place, asked([25]).takes)).toMatchObject({ otherPort: 25 })
  })
})
