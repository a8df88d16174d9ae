import { describe, expect, test } from 'vitest'
import type { RouteRule } from '../../../../main/api.ts'
import { checkMaildirPath, parsePattern, routeOf } from '../../../../main/outbox/route/rules.ts'

const server = (serverId: string) => ({ kind: 'server', serverId }) as const
const rule = (id: string, domain: string, route: RouteRule['route'], on = true): RouteRule => ({
  id,
  domain,
  on,
  route,
})

describe('routeOf', () => {
  const rules = [
    rule('off', 'boathouse.example', server('never'), false),
    rule('1', 'boathouse.example', { kind: 'maildir', path: '/var/mail/boathouse' }),
    rule('2', '*.stacks.example', { kind: 'mx', tls: 'opportunistic' }),
    rule('3', 'bücher.example', server('a')),
    rule('4', '[192.0.2.1]', { kind: 'mx', tls: 'required' }),
  ]

  test.each([
    ['keys@boathouse.example', '1'],
    ['keys@BOATHOUSE.Example', '1'],
    ['keys@under.boathouse.example', undefined],
    ['a@deep.under.stacks.example', '2'],
    ['a@stacks.example', undefined],
    ['a@haystacks.example', undefined],
    ['a@bücher.example', '3'],
    ['a@BÜCHER.example', '3'],
    ['a@xn--bcher-kva.example', '3'],
    ['"x@boathouse.example"@other.example', undefined],
    ['a@[192.0.2.1]', '4'],
    ['a@[192.0.2.2]', undefined],
  ])('%s is decided by rule %s', (address, ruleId) => {
    expect(routeOf(rules, address)?.ruleId).toBe(ruleId)
  })

  test('the first that fits decides, and one that is off does not', () => {
    const all = rule('all', '*', server('z'))
    expect(routeOf([all, ...rules], 'keys@boathouse.example')).toEqual({
      kind: 'server',
      ruleId: 'all',
      serverId: 'z',
    })
    expect(routeOf([...rules, all], 'a@elsewhere.example')?.ruleId).toBe('all')
    expect(routeOf([], 'a@elsewhere.example')).toBeUndefined()
  })

  test('an A-label in a rule fits the same name in letters', () => {
    expect(routeOf([rule('1', '*.xn--bcher-kva.example', server('a'))], 'a@x.Bücher.example')?.ruleId).toBe(
      '1',
    )
  })
})

describe('parsePattern', () => {
  test.each([
    [' Example.ORG ', 'example.org'],
    ['*.Example.org', '*.example.org'],
    ['*', '*'],
    ['bücher.example', 'bücher.example'],
    ['[192.0.2.1]', '[192.0.2.1]'],
  ])('takes %j as %j', (text, domain) => {
    expect(parsePattern(text)).toEqual({ ok: true, domain })
  })

  test.each([
    ['', /is missing/],
    ['marit@kestrel.example', /has an @ sign/],
    ['*.*.example', /has a \* inside/],
    ['*example.org', /has a \* inside/],
    ['.example.org', /write \*\.example\.org/],
    ['exa mple.org', /is not a domain/],
    ['example..org', /is not a domain/],
    ['192.0.2.1', /is not a domain/],
    ['*.[192.0.2.1]', /brackets/],
    ['exa\u202Emple.org', /“exa\[U\+202E\]mple\.org” is not a domain/],
  ])('P28: refuses %j with a sentence', (text, message) => {
    const parsed = parsePattern(text)
    expect(parsed.ok ? parsed.domain : parsed.message).toMatch(message)
    expect(parsed.ok).toBe(false)
  })
})

test.each([
  ['/home/marit/Maildir', null],
  ['', /is missing/],
  ['Maildir', /not a full path/],
  ['/home/ma\u0000rit', /control character/],
])('the path %j of a Maildir is judged', (path, problem) => {
  const found = checkMaildirPath(path)
  if (problem === null) expect(found).toBeNull()
  else expect(found).toMatch(problem)
})
