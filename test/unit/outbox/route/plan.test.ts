import { describe, expect, test } from 'vitest'
import type { RouteRule } from '../../../../main/api.ts'
import { planRoute } from '../../../../main/outbox/route/plan.ts'
import { judgeRules, openRuleBook } from '../../../../main/outbox/route/rule-book.ts'
import type { Server } from '../../../../main/servers/server.ts'
import { createFakeResolver } from '../../../support/fake-resolver.ts'
import { createSeededRandom } from '../../../support/seeded-random.ts'

const server = (id: string, name: string): Server => ({
  id,
  kind: 'configured',
  name,
  host: `mail.${id}.example`,
  port: 587,
  security: 'starttls',
  user: '',
  ehloName: '',
  allowInsecureAuth: false,
  pins: [],
  isDefault: false,
  createdAt: 0,
})

const rules: readonly RouteRule[] = [
  {
    id: 'r1',
    domain: 'boathouse.example',
    on: true,
    route: { kind: 'maildir', path: '/var/mail/boathouse' },
  },
  { id: 'r2', domain: '*.stacks.example', on: true, route: { kind: 'mx', tls: 'opportunistic' } },
  { id: 'r3', domain: 'gone.example', on: true, route: { kind: 'server', serverId: 'deleted' } },
  { id: 'r4', domain: 'northwharf.example', on: true, route: { kind: 'server', serverId: 'nw' } },
]

const resolver = () =>
  createFakeResolver({
    'a.stacks.example': { mx: [[10, 'mx1.stacks.example']] },
    'mx1.stacks.example': { a: ['198.51.100.9'] },
    'null.stacks.example': { mx: [[0, '']] },
    'sick.stacks.example': { mx: 'ESERVFAIL' },
    'reliure.example': { a: ['192.0.2.1'] },
    'sick.example': { mx: 'ETIMEOUT' },
    'quietpress.example': { mx: [[0, '']] },
    'northwharf.example': { a: ['192.0.2.1'] },
  })

const plan = (address: string, own: Server | undefined = server('k', 'Kestrel office')) =>
  planRoute(address, {
    rules,
    resolver: resolver(),
    random: createSeededRandom(),
    server: (id) => (id === 'nw' ? server('nw', 'Northwharf 365') : undefined),
    ownServer: own,
  })

describe('where an address would go', () => {
  test('by no rule over the server of the identity', async () => {
    expect(await plan('helene@reliure.example')).toEqual({
      address: 'helene@reliure.example',
      rule: 0,
      route: { kind: 'server', ruleId: '', serverId: 'k' },
      serverName: 'Kestrel office',
      host: 'mail.k.example',
      port: 587,
    })
  })

  test('by a rule over another server', async () => {
    expect(await plan('a@northwharf.example')).toMatchObject({ rule: 4, serverName: 'Northwharf 365' })
  })

  test('straight to the exchangers', async () => {
    expect(await plan('archive@a.stacks.example')).toEqual({
      address: 'archive@a.stacks.example',
      rule: 2,
      route: { kind: 'mx', ruleId: 'r2', tls: 'opportunistic' },
      host: 'mx1.stacks.example',
      port: 25,
      exchangers: [{ host: 'mx1.stacks.example', preference: 10, addresses: ['198.51.100.9'] }],
    })
  })

  test('into a Maildir', async () => {
    expect(await plan('Keys <keys@boathouse.example>')).toEqual({
      address: 'keys@boathouse.example',
      rule: 1,
      route: { kind: 'maildir', ruleId: 'r1', path: '/var/mail/boathouse' },
    })
  })

  test.each([
    ['x@null.stacks.example', /null MX/],
    ['x@there-is-none.stacks.example', /does not exist/],
    ['x@gone.example', /not there any more/],
    ['not an address', /@/],
  ])('nowhere: %s', async (address, problem) => {
    const planned = await plan(address)
    expect(planned.route).toBeNull()
    expect(planned.problem).toMatch(problem)
  })

  test('a look-up that failed is told, and the way stays', async () => {
    expect(await plan('x@sick.stacks.example')).toMatchObject({
      route: { kind: 'mx' },
      problem: expect.stringContaining('could not be looked up') as string,
    })
    expect(await plan('x@sick.example')).not.toHaveProperty('problem')
  })

  test('null MX is told ahead of a server too', async () => {
    expect(await plan('info@quietpress.example')).toMatchObject({
      route: { kind: 'server' },
      problem: expect.stringContaining('null MX') as string,
    })
  })

  test('without a server that says so', async () => {
    const planned = await planRoute('a@reliure.example', {
      rules: [],
      resolver: resolver(),
      random: createSeededRandom(),
      server: () => undefined,
      ownServer: undefined,
    })
    expect(planned).toMatchObject({ route: null, problem: 'No outgoing server is set.' })
  })
})

describe('rules', () => {
  const table = (stored: unknown) => {
    let values: Readonly<Record<string, unknown>> = { routes: stored, theme: 'dark' }
    return {
      all: () => Promise.resolve(values),
      put: (change: Readonly<Record<string, unknown>>) => {
        values = { ...values, ...change }
        return Promise.resolve()
      },
    }
  }

  test('are stored in their order, in the form to keep, before they are announced', async () => {
    const store = table(undefined)
    const told: string[] = []
    const open = () =>
      openRuleBook({
        table: store,
        hasServer: () => true,
        changed: (all) => Promise.resolve(void told.push(all.map(({ domain }) => domain).join(' '))),
      })
    const book = await open()
    const [first, second] = rules
    if (first === undefined || second === undefined) throw new Error('no rules')
    expect(await book.save([second, { ...first, domain: ' BoatHouse.example ' }])).toEqual([])
    expect(told).toEqual(['*.stacks.example boathouse.example'])
    expect((await open()).all()).toEqual([second, first])
  })

  test('with a problem are not stored, and the problem names its place', async () => {
    const book = await openRuleBook({
      table: table([]),
      hasServer: () => false,
      changed: () => Promise.resolve(),
    })
    const problems = await book.save([
      { id: 'a', domain: 'a@b.example', on: true, route: { kind: 'mx', tls: 'required' } },
      { id: 'a', domain: '*', on: true, route: { kind: 'server', serverId: 'x' } },
      { id: 'b', domain: '*', on: false, route: { kind: 'maildir', path: 'Maildir' } },
    ])
    expect(problems.map(({ field }) => field)).toEqual([
      'rules[0].domain',
      'rules[1].id',
      'rules[1].serverId',
      'rules[2].path',
    ])
    expect(book.all()).toEqual([])
  })

  test('a rule that is off may name a server that is gone', () => {
    const off: RouteRule = { id: 'a', domain: '*', on: false, route: { kind: 'server', serverId: 'x' } }
    expect(judgeRules([off], () => false).problems).toEqual([])
  })

  test('one that is not understood is left out alone', async () => {
    const stored = [rules[0], { id: 'x', domain: 7 }, 'nonsense', rules[1]]
    const book = await openRuleBook({
      table: table(stored),
      hasServer: () => true,
      changed: () => Promise.resolve(),
    })
    expect(book.all()).toEqual([rules[0], rules[1]])
  })
})
