import { describe, expect, test } from 'vitest'
import { schemas } from '../../main/api-schemas.ts'
import type { Api } from '../../main/api.ts'
import { dispatch } from '../../main/dispatch.ts'
import { CallError } from '../../main/result.ts'
import { calls } from '../../preload/contract.ts'

/** An Api whose every method gives back its own name and argument. */
function createEcho(overrides: Partial<Record<string, (input: unknown) => Promise<unknown>>> = {}): Api {
  const group = (name: string, methods: readonly string[]) =>
    Object.fromEntries(
      methods.map((method) => {
        const channel = `${name}.${method}`
        return [method, overrides[channel] ?? (async (input: unknown) => ({ channel, input }))]
      }),
    )
  return Object.fromEntries(
    Object.entries(calls).map(([name, methods]) => [name, group(name, methods)]),
  ) as unknown as Api
}

const draft = {
  identityId: null,
  serverId: null,
  to: ['a@example.org'],
  cc: [],
  bcc: [],
  subject: 'Minutes',
  text: 'Text',
  attachments: [],
}
const attachment = {
  id: 'a1',
  name: 'plan.pdf',
  type: 'application/pdf',
  size: 3,
  file: 'a1',
  sha256: '0'.repeat(64),
  copiedAt: 1,
}

test('there is a schema for every call of the contract, and none more', () => {
  const listed = Object.entries(calls).flatMap(([group, methods]) => methods.map((one) => `${group}.${one}`))
  expect(Object.keys(schemas).sort()).toEqual(listed.sort())
})

test('a call gets its parsed argument and gives its value', async () => {
  const result = await dispatch(createEcho(), 'outbox.get', { entryId: 'e1' })
  expect(result).toEqual({ ok: true, value: { channel: 'outbox.get', input: { entryId: 'e1' } } })
})

test.each(['outbox.steal', 'constructor', '__proto__', 'outbox', 'outbox.get.x', ''])(
  'the channel %j is refused',
  async (channel) => {
    const result = await dispatch(createEcho(), channel, {})
    expect(result).toMatchObject({ ok: false, failure: { code: 'invalid-argument' } })
  },
)

describe('an argument is refused, with its place', () => {
  test.each<[string, unknown, string | undefined]>([
    ['outbox.get', {}, 'entryId'],
    ['outbox.get', { entryId: 'e1', more: 1 }, undefined],
    ['outbox.get', undefined, undefined],
    ['outbox.get', { entryId: 'x'.repeat(101) }, 'entryId'],
    ['outbox.list', { list: 'all', offset: 0, limit: 10 }, 'list'],
    ['outbox.list', { list: 'sent', offset: -1, limit: 10 }, 'offset'],
    ['outbox.list', { list: 'sent', offset: 0, limit: 1e6 }, 'limit'],
    ['outbox.enqueue', { draftId: 'd', content: { ...draft, to: ['x'.repeat(4001)] } }, 'content.to[0]'],
    ['outbox.enqueue', { draftId: 'd', content: { ...draft, subject: 7 } }, 'content.subject'],
    ['outbox.resolve', { entryId: 'e1', choice: 'maybe' }, 'choice'],
    ['drafts.list', { some: 1 }, undefined],
    ['drafts.attachBytes', { draftId: 'd', name: 'a', type: '', bytes: [1] }, 'bytes'],
    ['drafts.attachBytes', { draftId: 'd', name: '', type: '', bytes: new Uint8Array() }, 'name'],
    ['servers.signIn', { serverId: 's1', password: '' }, 'password'],
    ['settings.set', { theme: 'pink' }, 'theme'],
  ])('%s %j', async (channel, argument, field) => {
    const result = await dispatch(createEcho(), channel, argument)
    expect(result).toMatchObject({ ok: false, failure: { code: 'invalid-argument' } })
    expect(result.ok ? null : result.failure.field).toBe(field)
  })

  test('a stored file is named, never reached by a path', async () => {
    const content = { ...draft, attachments: [{ ...attachment, file: '../secrets' }] }
    const result = await dispatch(createEcho(), 'drafts.save', { draftId: 'd', content })
    expect(result).toMatchObject({ ok: false, failure: { field: 'content.attachments[0].file' } })
    const fine = { ...draft, attachments: [attachment] }
    expect(await dispatch(createEcho(), 'drafts.save', { draftId: 'd', content: fine })).toMatchObject({
      ok: true,
    })
  })
})

test('a refusal comes back as it is, a fault of ours as one line and to the log', async () => {
  const faults: unknown[] = []
  const api = createEcho({
    'outbox.hold': () => Promise.reject(new CallError('not-possible', 'It is being sent.')),
    'outbox.get': () => Promise.reject(new TypeError('x is\nundefined')),
  })
  const onFault = (error: unknown) => void faults.push(error)
  expect(await dispatch(api, 'outbox.hold', { entryId: 'e1' }, onFault)).toEqual({
    ok: false,
    failure: { code: 'not-possible', message: 'It is being sent.' },
  })
  expect(await dispatch(api, 'outbox.get', { entryId: 'e1' }, onFault)).toMatchObject({
    ok: false,
    failure: { code: 'internal', message: expect.stringContaining('x is undefined') as string },
  })
  expect(faults).toHaveLength(1)
})
