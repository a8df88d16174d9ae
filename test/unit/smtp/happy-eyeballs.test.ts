import type { Duplex } from 'node:stream'
import { describe, expect, test } from 'vitest'
import { ATTEMPT_DELAY_MS, interleave, orderByFamily, race } from '../../../main/smtp/happy-eyeballs.ts'
import type { Address, Attempt } from '../../../main/smtp/network.ts'
import { createFakeClock } from '../../support/fake-clock.ts'
import { WireEnd } from '../../support/wire-pair.ts'

const v6 = (last: number): Address => ({ address: `2001:db8::${last}`, family: 6 })
const v4 = (last: number): Address => ({ address: `192.0.2.${last}`, family: 4 })

function createNetwork() {
  const started: string[] = []
  const cancelled: string[] = []
  const settlers = new Map<string, { open: (stream: Duplex) => void; fail: (error: Error) => void }>()
  return {
    started,
    cancelled,
    settlers,
    connect({ address }: Address): Attempt {
      started.push(address)
      const { promise, resolve, reject } = Promise.withResolvers<Duplex>()
      settlers.set(address, { open: resolve, fail: reject })
      return { opened: promise, cancel: () => cancelled.push(address) }
    },
  }
}

describe('Happy Eyeballs (RFC 8305)', () => {
  test('the families take turns, the first one first', () => {
    expect(interleave([v6(1), v6(2), v4(1), v4(2), v4(3)])).toEqual([v6(1), v4(1), v6(2), v4(2), v4(3)])
    expect(interleave([v4(1), v6(1), v6(2)])).toEqual([v4(1), v6(1), v6(2)])
    expect(interleave([])).toEqual([])
  })

  test('a preferred family comes first, and the other not at all where only one is wanted', () => {
    const all = [v6(1), v4(1), v6(2), v4(2)]
    expect(orderByFamily(all, undefined)).toEqual(all)
    expect(orderByFamily(all, 'prefer-ipv4')).toEqual([v4(1), v4(2), v6(1), v6(2)])
    expect(orderByFamily(all, 'prefer-ipv6')).toEqual([v6(1), v6(2), v4(1), v4(2)])
    expect(orderByFamily(all, 'only-ipv4')).toEqual([v4(1), v4(2)])
    expect(orderByFamily([v4(1)], 'only-ipv6')).toEqual([])
  })

  test('the next address starts after 250 ms beside the first, and the first to open wins', async () => {
    const clock = createFakeClock()
    const network = createNetwork()
    const running = race([v6(1), v4(1)], network.connect, { clock, signal: new AbortController().signal })
    await clock.advance(ATTEMPT_DELAY_MS - 1)
    expect(network.started).toEqual(['2001:db8::1'])
    await clock.advance(1)
    expect(network.started).toEqual(['2001:db8::1', '192.0.2.1'])
    const [stream] = WireEnd.pair()
    network.settlers.get('192.0.2.1')?.open(stream)
    expect(await running).toEqual({ stream, address: v4(1) })
    expect(network.cancelled).toEqual(['2001:db8::1'])
    expect(clock.pending()).toEqual([])
  })

  test('a connection that opens after another has won is closed', async () => {
    const clock = createFakeClock()
    const network = createNetwork()
    const running = race([v6(1), v4(1)], network.connect, { clock, signal: new AbortController().signal })
    await clock.advance(ATTEMPT_DELAY_MS)
    const [winner] = WireEnd.pair()
    const [late] = WireEnd.pair()
    network.settlers.get('2001:db8::1')?.open(winner)
    await running
    network.settlers.get('192.0.2.1')?.open(late)
    await clock.advance(0)
    expect(late.destroyed).toBe(true)
  })

  test('a refusal starts the next at once; when all have failed, the first error is told', async () => {
    const clock = createFakeClock()
    const network = createNetwork()
    const running = race([v6(1), v4(1)], network.connect, { clock, signal: new AbortController().signal })
    const rejected = expect(running).rejects.toThrow('first')
    network.settlers.get('2001:db8::1')?.fail(new Error('first'))
    await clock.advance(0)
    expect(network.started).toHaveLength(2)
    network.settlers.get('192.0.2.1')?.fail(new Error('second'))
    await rejected
  })

  test('giving up cancels every attempt', async () => {
    const clock = createFakeClock()
    const network = createNetwork()
    const controller = new AbortController()
    const running = race([v6(1), v4(1)], network.connect, { clock, signal: controller.signal })
    const rejected = expect(running).rejects.toThrow('enough')
    await clock.advance(ATTEMPT_DELAY_MS)
    controller.abort(new Error('enough'))
    await rejected
    expect(network.cancelled).toEqual(['2001:db8::1', '192.0.2.1'])
  })
})
