import { describe, expect, it } from 'vitest'
import { lineOf } from '../../../main/policy/json-place.ts'
import { parsePolicy } from '../../../main/policy/parse-policy.ts'
import { speak } from '../../../main/text/t.ts'
import { office, policyText } from './sample.ts'

describe('the policy file', () => {
  it('is taken with locked and default settings, rules and servers', () => {
    const parsed = parsePolicy(
      policyText({
        says: 'Our server only.',
        locked: { keepSettledDays: 90 },
        defaults: { undoSeconds: 60 },
        rules: { servers: 'given', minTls: 'TLSv1.3' },
        servers: [office],
      }),
    )
    expect(parsed).toMatchObject({ ok: true, policy: { from: 'Kestrel IT', servers: [office] } })
  })

  it.each([
    ['a value over the limit', { defaults: { undoSeconds: 90 } }, 'defaults.undoSeconds', 6],
    ['a setting that is not known', { locked: { them: 'dark' } }, 'locked.them', 6],
    ['a setting of the day', { locked: { sending: 'paused' } }, 'locked.sending', 6],
    ['a rule of another kind', { rules: { trustByHand: 'no' } }, 'rules.trustByHand', 6],
    ['a host that is none', { servers: [{ ...office, host: 'a b' }] }, 'servers.0.host', 9],
    ['locked and default', { locked: { theme: 'dark' }, defaults: { theme: 'dark' } }, 'defaults.theme', 9],
    ['given servers alone, and none', { rules: { servers: 'given' } }, 'rules.servers', 6],
    [
      'a server without the TLS that is required',
      { rules: { requireTls: true }, servers: [{ ...office, security: 'none' }] },
      'servers.0.security',
      14,
    ],
  ])('refuses %s, and says where', (_name, rest, item, line) => {
    const parsed = parsePolicy(policyText(rest))
    expect(parsed.ok ? [] : parsed.problems).toEqual([expect.objectContaining({ item, line })])
  })

  it('says in German what does not fit', () => {
    speak('de')
    const parsed = parsePolicy(policyText({ defaults: { undoSeconds: 90 } }))
    speak('en')
    expect(parsed.ok ? [] : parsed.problems.map(({ message }) => message.slice(0, 7))).toEqual(['Zu groß'])
  })

  it('refuses two servers of one key', () => {
    expect(parsePolicy(policyText({ servers: [office, office] })).ok).toBe(false)
  })

  it('says the line where it is no JSON', () => {
    const parsed = parsePolicy('{\n  "format": "sendoff-policy",\n  oops\n}')
    expect(parsed).toMatchObject({ ok: false, problems: [{ line: 3 }] })
  })
})

describe('the place of an item', () => {
  it('is found in a time that grows with the text alone, however deep it is', () => {
    const deep = `{"a": ${'['.repeat(200_000)}${']'.repeat(200_000)},\n"b": 1}`
    const started = performance.now()
    expect(lineOf(deep, ['b'])).toBe(2)
    expect(performance.now() - started).toBeLessThan(2_000)
  })

  const json = '{\n"a": {"b": [\n1,\n{"c": "x, \\"c\\": }"},\n{"c": 2}\n]},\n"d": 1}'
  it.each([
    [['a'], 2],
    [['a', 'b', 1, 'c'], 4],
    [['a', 'b', 2, 'c'], 5],
    [['d'], 7],
    [['a', 'd'], null],
  ])('of %j is line %s', (path, line) => {
    expect(lineOf(json, path)).toBe(line)
  })
})
