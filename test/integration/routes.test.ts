// Routes from the rules to the wire: one message whose recipients go three ways.
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { RouteRule } from '../../main/api.ts'
import * as state from '../../main/outbox/state.ts'
import { createHarness, isSettled, type Harness } from '../support/core-harness.ts'
import { createFakeResolver } from '../support/fake-resolver.ts'
import { startMxHost, type MxHost } from '../support/mx-host.ts'

let harness: Harness
let mx: MxHost
let folder: string

beforeEach(async () => {
  mx = await startMxHost()
  folder = await mkdtemp(join(tmpdir(), 'sendoff-routes-'))
  harness = await createHarness({
    mx: {
      resolver: createFakeResolver({
        'a.stacks.example': { mx: [[10, 'mx1.stacks.example']] },
        'mx1.stacks.example': { a: ['127.0.0.1'] },
        'quiet.stacks.example': { mx: [[0, '']] },
      }),
      port: mx.port,
      isOwnAddress: () => false,
    },
  })
})

afterEach(async () => {
  await harness.close()
  await mx.close()
  await rm(folder, { recursive: true, force: true })
})

const rules = (): readonly RouteRule[] => [
  { id: 'local', domain: 'boathouse.example', on: true, route: { kind: 'maildir', path: folder } },
  { id: 'direct', domain: '*.stacks.example', on: true, route: { kind: 'mx', tls: 'opportunistic' } },
]

async function send(to: readonly string[]): Promise<string> {
  await harness.api.practice.tryIt({ scenarioId: null })
  const [identity] = await harness.api.identities.list()
  if (identity === undefined) throw new Error('no identity')
  return harness.send({
    identityId: identity.id,
    serverId: identity.serverId,
    to,
    subject: 'Three ways',
    text: 'hello',
  })
}

describe('rules', () => {
  test('are kept over a restart, and announced', async () => {
    expect(await harness.api.routes.save({ rules: rules() })).toEqual({ problems: [] })
    await harness.restart()
    expect(await harness.api.routes.list()).toEqual(rules())
  })

  test('with a problem are not kept', async () => {
    const [rule] = rules()
    if (rule === undefined) throw new Error('no rule')
    const saved = await harness.api.routes.save({ rules: [{ ...rule, domain: 'a@b.example' }] })
    expect(saved.problems.map(({ field }) => field)).toEqual(['rules[0].domain'])
    expect(await harness.api.routes.list()).toEqual([])
  })

  test('tell where an address would go, and nothing is connected to', async () => {
    await harness.api.routes.save({ rules: rules() })
    const addresses = ['x@a.stacks.example', 'x@boathouse.example', 'x@quiet.stacks.example']
    const planned = await harness.api.routes.where({ addresses, identityId: null })
    expect(planned.map(({ route, rule, host }) => [route?.kind, rule, host])).toEqual([
      ['mx', 2, 'mx1.stacks.example'],
      ['maildir', 1, undefined],
      [undefined, 2, undefined],
    ])
    expect(mx.journal).toEqual([])
  })
})

// Lanes that are told apart by route; with them each recipient goes its own way.
describe.skipIf(!('lanesOf' in state))('a message', () => {
  test('P2: goes over a server, to an MX and into a Maildir, the same bytes to each recipient once', async () => {
    await harness.api.routes.save({ rules: rules() })
    const entryId = await send(['anna@practice.test', 'archive@a.stacks.example', 'keys@boathouse.example'])
    const entry = await harness.until(entryId, isSettled)
    expect(entry.state).toBe('sent')
    expect(entry.attempts.map(({ overall }) => overall)).toEqual(['accepted', 'accepted', 'accepted'])
    expect(await harness.api.practice.received()).toHaveLength(1)
    expect(mx.journal.filter((line) => /^(AUTH|RCPT)/.test(line))).toEqual([
      'RCPT TO:<archive@a.stacks.example>',
    ])
    const [name = '', ...more] = await readdir(join(folder, 'new'))
    expect(more).toEqual([])
    const local = await readFile(join(folder, 'new', name), 'utf8')
    expect(local).toContain('Delivered-To: keys@boathouse.example\n')
    for (const copy of [local, mx.messages[0]]) expect(copy).toContain(`Message-ID: ${entry.messageId}`)
  })

  test('a domain that takes no mail is refused by Sendoff, and stops nobody else', async () => {
    await harness.api.routes.save({ rules: rules() })
    const entryId = await send(['info@quiet.stacks.example', 'keys@boathouse.example'])
    const entry = await harness.until(entryId, ({ state: now }) => now === 'partlySent')
    expect(entry.explanations[0]).toMatchObject({
      cause: 'domain-no-mail',
      addresses: ['info@quiet.stacks.example'],
    })
    expect(await readdir(join(folder, 'new'))).toHaveLength(1)
  })
})
