import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { ServerForm } from '../../../main/api.ts'
import { parseHost } from '../../../main/servers/host-name.ts'
import { parseServerForm } from '../../../main/servers/parse-form.ts'
import { formOf } from './sample.ts'

/** The fields that are wrong with the form. */
function fieldsOf(over: Partial<ServerForm>, identity = true): readonly string[] {
  const parsed = parseServerForm(formOf(over), identity)
  return parsed.ok ? [] : parsed.problems.map(({ field }) => field)
}

describe('host', () => {
  test.each([
    ['mail.example.org', 'mail.example.org'],
    ['  mail.example.org ', 'mail.example.org'],
    ['localhost', 'localhost'],
    ['mail.example.org.', 'mail.example.org.'],
    ['post.müller.example', 'post.müller.example'],
    ['xn--mller-kva.example', 'xn--mller-kva.example'],
    ['127.0.0.1', '127.0.0.1'],
    ['[192.0.2.1]', '192.0.2.1'],
    ['::1', '::1'],
    ['[2001:db8::25]', '2001:db8::25'],
  ])('%s is taken', (typed, host) => expect(parseHost(typed)).toEqual({ ok: true, host }))

  test.each([
    ['', 'missing'],
    ['mail example.org', 'blank'],
    ['mail\u0000.example.org', 'control character'],
    ['mail..example.org', 'two dots'],
    ['.example.org', 'begins with one'],
    ['-mail.example.org', 'hyphen'],
    ['mail_1.example.org', 'character'],
    [`${'a'.repeat(64)}.example`, '63'],
    [`${'abcdefg.'.repeat(40)}example`, 'too long'],
    ['127.1', 'no complete IP address'],
    ['256.0.0.1', 'no complete IP address'],
  ])('%j is refused and told why', (typed, why) => {
    expect(parseHost(typed)).toEqual({ ok: false, message: expect.stringContaining(why) as string })
  })
})

describe('the form', () => {
  test('that is right gives its values, trimmed, without the password', () => {
    const parsed = parseServerForm(
      formOf({ name: ' Work ', user: ' anna ', email: 'Anna@EXAMPLE.org' }),
      true,
    )
    expect(parsed).toMatchObject({
      ok: true,
      values: { name: 'Work', user: 'anna', email: 'Anna@example.org' },
    })
    expect(JSON.stringify(parsed)).not.toContain('hunter2')
  })

  test('names every field that is wrong, each once', () => {
    expect(fieldsOf({ name: ' ', email: 'nobody', host: '', port: 0 })).toEqual([
      'name',
      'email',
      'host',
      'port',
    ])
  })

  test.each([0, -1, 65536, 1.5, Number.NaN, Number.POSITIVE_INFINITY])('port %s is refused', (port) => {
    expect(fieldsOf({ port })).toEqual(['port'])
  })

  test.each([1, 25, 587, 65535])('port %s is taken', (port) => expect(fieldsOf({ port })).toEqual([]))

  test.each(['', 'laptop.example.org', '[192.0.2.1]', '[IPv6:2001:db8::1]'])(
    'EHLO name %j is taken',
    (ehloName) => {
      expect(fieldsOf({ ehloName })).toEqual([])
    },
  )

  test.each(['a b', '[:::]', '[1.2.3]', 'x\r\nMAIL FROM:<a@b>'])('EHLO name %j is refused', (ehloName) => {
    expect(fieldsOf({ ehloName })).toEqual(['ehloName'])
  })

  test('P28: a control character inside any field that goes to a server is refused, and the field is named', () => {
    const control = fc.constantFrom(
      '\r',
      '\n',
      '\r\n',
      '\u0000',
      '\u007f',
      '\u0085',
      '\u2028',
      '\t',
      '\u202e',
    )
    const field = fc.constantFrom('name', 'yourName', 'email', 'host', 'user', 'ehloName')
    fc.assert(
      fc.property(field, control, (name, odd) => {
        expect(fieldsOf({ [name]: `an${odd}na.example` })).toContain(name)
      }),
    )
  })

  test('P28, P25: a control character in the password is refused and the sentence does not quote it', () => {
    const parsed = parseServerForm(formOf({ password: 'hunter2\r\nQUIT' }), true)
    expect(parsed).toMatchObject({ ok: false, problems: [{ field: 'password' }] })
    expect(JSON.stringify(parsed)).not.toContain('hunter2')
  })

  test('P26: a user name without encryption is refused unless exactly that was allowed', () => {
    expect(fieldsOf({ security: 'none' })).toEqual(['security'])
    expect(fieldsOf({ security: 'none', allowInsecureAuth: true })).toEqual([])
    expect(fieldsOf({ security: 'none', user: ' ' })).toEqual([])
  })

  test('a test needs neither name nor email address', () => {
    expect(fieldsOf({ name: '', email: '' }, false)).toEqual([])
  })
})
