import { describe, expect, test } from 'vitest'
import { isTransient, isUnreached } from '../../../../main/failure.ts'
import { resolveExchangers } from '../../../../main/outbox/route/resolve-mx.ts'
import { createFakeResolver, type FakeZone } from '../../../support/fake-resolver.ts'
import { createSeededRandom } from '../../../support/seeded-random.ts'

type Zones = Readonly<Record<string, FakeZone>>

const ask = (domain: string, zones: Zones, seed = 1) => {
  const resolver = createFakeResolver(zones)
  const answer = resolveExchangers(domain, { resolver, random: createSeededRandom(seed) })
  return { resolver, answer }
}

const hostsOf = async (domain: string, zones: Zones, seed?: number) => {
  const answer = await ask(domain, zones, seed).answer
  if (!answer.ok) throw new Error(answer.failure.detail)
  return answer.exchangers.map(({ host, addresses }) => [host, ...addresses].join(' '))
}

const failureOf = async (domain: string, zones: Zones) => {
  const answer = await ask(domain, zones).answer
  if (answer.ok) throw new Error('it was resolved')
  return answer.failure
}

describe('hosts', () => {
  test('come by preference, IPv6 before IPv4', async () => {
    expect(
      await hostsOf('stacks.example', {
        'stacks.example': {
          mx: [
            [20, 'mx2.stacks.example'],
            [10, 'MX1.stacks.example.'],
          ],
        },
        'mx1.stacks.example': { a: ['198.51.100.9'], aaaa: ['2001:db8::9'] },
        'mx2.stacks.example': { a: ['198.51.100.10', '198.51.100.11'] },
      }),
    ).toEqual([
      'mx1.stacks.example 2001:db8::9 198.51.100.9',
      'mx2.stacks.example 198.51.100.10 198.51.100.11',
    ])
  })

  test('of equal preference are shuffled', async () => {
    const names = ['a.example', 'b.example', 'c.example']
    const zones: Zones = {
      'd.example': { mx: names.map((name) => [5, name] as const) },
      ...Object.fromEntries(names.map((name) => [name, { a: ['192.0.2.1'] }])),
    }
    const orders = await Promise.all(
      Array.from({ length: 60 }, async (_, seed) => (await hostsOf('d.example', zones, seed)).join()),
    )
    expect(new Set(orders).size).toBe(6)
  })

  test('are the domain itself only where it has no MX at all', async () => {
    expect(await hostsOf('old.example', { 'old.example': { a: ['192.0.2.1'] } })).toEqual([
      'old.example 192.0.2.1',
    ])
    expect(await hostsOf('old.example', { 'old.example': { mx: [], aaaa: ['2001:db8::1'] } })).toEqual([
      'old.example 2001:db8::1',
    ])
  })

  test('of a name beyond ASCII are asked for by its A-labels', async () => {
    const { resolver, answer } = ask('Bücher.example', { 'xn--bcher-kva.example': { a: ['192.0.2.1'] } })
    expect(await answer).toMatchObject({ ok: true, source: 'address' })
    expect(resolver.asked[0]).toBe('MX xn--bcher-kva.example')
  })

  test.each([
    ['[192.0.2.1]', '192.0.2.1'],
    ['[IPv6:2001:db8::1]', '2001:db8::1'],
  ])('of %s are the address, and nothing is looked up', async (domain, address) => {
    const { resolver, answer } = ask(domain, {})
    expect(await answer).toMatchObject({
      ok: true,
      source: 'literal',
      exchangers: [{ addresses: [address] }],
    })
    expect(resolver.asked).toEqual([])
  })

  test('that cannot be used are left out with a note, and named once', async () => {
    const answer = await ask('x.example', {
      'x.example': {
        mx: [
          [1, 'gone.example'],
          [2, 'sick.example'],
          [3, '192.0.2.7'],
          [4, 'evil\r\nRCPT.example'],
          [5, ''],
          [6, 'good.example'],
          [7, 'Good.example'],
        ],
      },
      'sick.example': { a: 'ESERVFAIL', aaaa: 'ETIMEOUT' },
      'good.example': { a: ['192.0.2.1', 'no address'], aaaa: 'ESERVFAIL' },
    }).answer
    expect(answer).toMatchObject({
      ok: true,
      exchangers: [{ host: 'good.example', preference: 6, addresses: ['192.0.2.1'] }],
      notes: [
        'gone.example has no address',
        'sick.example could not be looked up (ETIMEOUT)',
        expect.stringContaining('no host name'),
        expect.stringContaining('no host name'),
      ],
    })
  })

  test('are at most ten with twenty addresses', async () => {
    const names = Array.from({ length: 30 }, (_, at) => `mx${at}.example`)
    const zones: Zones = {
      'many.example': { mx: names.map((name, at) => [at, name] as const) },
      ...Object.fromEntries(names.map((name) => [name, { a: ['192.0.2.1', '192.0.2.2', '192.0.2.3'] }])),
    }
    const { resolver, answer } = ask('many.example', zones)
    const found = await answer
    expect(found.ok && found.exchangers.flatMap(({ addresses }) => addresses).length).toBe(20)
    expect(resolver.asked.filter((each) => each.startsWith('A ')).length).toBe(10)
  })

  test('at or behind this computer are not used', async () => {
    const zones = (own: number): Zones => ({
      'l.example': {
        mx: [
          [10, 'one.example'],
          [own, 'here.example'],
          [30, 'three.example'],
        ],
      },
      'one.example': { a: ['192.0.2.1'] },
      'here.example': { a: ['127.0.0.1'] },
      'three.example': { a: ['192.0.2.3'] },
    })
    expect(await hostsOf('l.example', zones(20))).toEqual(['one.example 192.0.2.1'])
    expect(await failureOf('l.example', zones(5))).toMatchObject({ errorCode: 'MX_LOOP' })
  })
})

describe('no host', () => {
  test.each<[string, FakeZone, string]>([
    ['SERVFAIL', { mx: 'ESERVFAIL', a: ['192.0.2.1'] }, 'ESERVFAIL'],
    ['no answer in time', { mx: 'ETIMEOUT', a: ['192.0.2.1'] }, 'ETIMEOUT'],
    ['a refusal', { mx: 'EREFUSED', a: ['192.0.2.1'] }, 'EREFUSED'],
    ['no name server', { mx: 'ECONNREFUSED', a: ['192.0.2.1'] }, 'ESERVFAIL'],
    ['a reply that cannot be read', { mx: 'EBADRESP', a: ['192.0.2.1'] }, 'ESERVFAIL'],
    ['no MX, and SERVFAIL for the address', { a: 'ESERVFAIL' }, 'ESERVFAIL'],
    ['hosts that could not be looked up', { mx: [[1, 'sick.example']] }, 'ETIMEOUT'],
  ])(
    'after %s the domain is tried again, and its addresses are not taken instead',
    async (_, zone, errorCode) => {
      const failure = await failureOf('d.example', { 'd.example': zone, 'sick.example': { a: 'ETIMEOUT' } })
      expect(failure).toMatchObject({ phase: 'connect', kind: 'network', errorCode })
      expect(isTransient(failure) && isUnreached(failure)).toBe(true)
    },
  )

  test.each<[string, Zones, string]>([
    ['a domain that is not there', {}, 'MX_NXDOMAIN'],
    ['null MX (RFC 7505)', { 'd.example': { mx: [[0, '']], a: ['192.0.2.1'] } }, 'MX_NULL'],
    ['null MX written as a dot', { 'd.example': { mx: [[0, '.']], a: ['192.0.2.1'] } }, 'MX_NULL'],
    ['neither MX nor address', { 'd.example': {} }, 'MX_NO_ADDRESS'],
    [
      'exchangers without an address',
      { 'd.example': { mx: [[1, 'gone.example']], a: ['192.0.2.1'] } },
      'MX_NO_ADDRESS',
    ],
  ])('%s is final', async (_, zones, errorCode) => {
    const failure = await failureOf('d.example', zones)
    expect(failure).toMatchObject({ phase: 'connect', kind: 'local', errorCode })
    expect(isTransient(failure)).toBe(false)
    expect(failure.detail).toMatch(/d\.example.*\.$/)
  })

  test('null MX names its code', async () => {
    expect((await failureOf('d.example', { 'd.example': { mx: [[0, '']] } })).detail).toContain('5.1.10')
  })
})
