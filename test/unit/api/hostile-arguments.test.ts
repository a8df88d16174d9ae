// Arguments that a page of ours would never send: each call refuses them at once, and nothing reaches the core.
import { expect, it } from 'vitest'
import type { Api } from '../../../main/api.ts'
import { schemas } from '../../../main/api-schemas.ts'
import { dispatch } from '../../../main/dispatch.ts'

function deep(levels: number): unknown {
  let made: unknown = 'x'
  for (let level = 0; level < levels; level += 1) made = level % 2 === 0 ? [made] : { content: made }
  return made
}

const wide = Object.fromEntries(Array.from({ length: 20_000 }, (_, at) => [`key${at}`, at]))
const long = 'x'.repeat(30_000_000)
const prototypes: unknown = JSON.parse(
  '{"__proto__":{"isAdmin":true},"constructor":{"prototype":{"isAdmin":true}}}',
)
const everywhere = (value: unknown) => ({
  ...{ id: value, draftId: value, entryId: value, serverId: value, jobId: value, text: value, url: value },
  ...{
    content: value,
    form: value,
    bytes: value,
    names: value,
    rules: value,
    addresses: value,
    limit: value,
  },
})

const hostile: readonly (readonly [string, unknown])[] = [
  ['ten thousand levels', deep(10_000)],
  ['twenty thousand keys', wide],
  ['a text of 30 MB', long],
  ['a text of 30 MB in each field', everywhere(long)],
  ['ten thousand levels in each field', everywhere(deep(10_000))],
  ['keys of the prototype', prototypes],
  ['keys of the prototype in each field', everywhere(prototypes)],
  ['numbers that are none', everywhere(Number.NaN)],
  ['a list of a million', Array.from({ length: 1_000_000 }, () => 0)],
  ['a function', () => 1],
]

it.each(hostile)('%s is refused by every call', async (_name, argument) => {
  let reached = 0
  const group = new Proxy({}, { get: () => () => Promise.resolve((reached += 1)) })
  const api = new Proxy({}, { get: () => group }) as Api
  for (const channel of Object.keys(schemas)) {
    const startedAt = performance.now()
    const result = await dispatch(api, channel, argument)
    expect(performance.now() - startedAt, channel).toBeLessThan(2_000)
    expect(result, channel).toMatchObject({ ok: false, failure: { code: 'invalid-argument' } })
    expect(JSON.stringify(result).length, channel).toBeLessThan(2_000)
  }
  expect(reached).toBe(0)
  expect(Object.hasOwn(Object.prototype, 'isAdmin')).toBe(false)
})
