import { describe, expect, it } from 'vitest'
import { parseOptions } from '../../../main/cli/arguments.ts'
import { parseServerUrl } from '../../../main/cli/server-url.ts'
import { parseTranscriptForm } from '../../../main/cli/transcript-output.ts'
import { UsageError } from '../../../main/cli/usage-error.ts'

const kinds = { server: 'text', to: 'texts', json: 'flag' } as const

function messageOf(run: () => unknown): string {
  try {
    run()
  } catch (error) {
    if (error instanceof UsageError) return error.message
    throw error
  }
  throw new Error('nothing was thrown')
}

describe('parseOptions', () => {
  it('reads values behind a space or an equals sign, lists and flags', () => {
    const { options, words } = parseOptions(['--to', 'a', '--to=b', '--json', 'word'], kinds)
    expect(options).toEqual({ server: undefined, to: ['a', 'b'], json: true })
    expect(words).toEqual(['word'])
  })

  it('takes a lone dash as a value', () => {
    expect(parseOptions(['--server', '-'], kinds).options.server).toBe('-')
  })

  it.each([
    [['--server', 'a', '--server', 'b'], '--server is given twice'],
    [['--server'], '--server needs a value'],
    [['--json=yes'], '--json takes no value'],
    [['--unknown'], 'unknown option --unknown'],
    [['--toString'], 'unknown option (not shown)'],
    [['--constructor', 'x'], 'unknown option --constructor'],
  ])('%j: %s', (argv, message) => {
    expect(messageOf(() => parseOptions(argv, kinds))).toBe(message)
  })

  it('P25: repeats nothing that could be a password', () => {
    expect(messageOf(() => parseOptions(['--hunter2=x'], kinds))).not.toContain('hunter2')
  })
})

describe('parseServerUrl', () => {
  it.each([
    ['smtp://mail.example.org', { host: 'mail.example.org', port: 587, security: 'starttls', user: '' }],
    [
      'SMTPS://ann@mail.example.org',
      { host: 'mail.example.org', port: 465, security: 'implicit', user: 'ann' },
    ],
    ['smtp+insecure://mail.example.org/', { host: 'mail.example.org', port: 25, security: 'none', user: '' }],
    ['smtp://a@b.example@mail:2525', { host: 'mail', port: 2525, security: 'starttls', user: 'a@b.example' }],
    ['smtp://a%40b@[2001:db8::1]:587', { host: '2001:db8::1', port: 587, security: 'starttls', user: 'a@b' }],
    [
      'smtp://b\u00fccher.example',
      { host: 'b\u00fccher.example', port: 587, security: 'starttls', user: '' },
    ],
  ])('%s', (url, server) => {
    expect(parseServerUrl(url)).toEqual(server)
  })

  it.each([
    'mail.example.org',
    'http://mail.example.org',
    'smtp://',
    'smtp://mail:0',
    'smtp://mail:65536',
    'smtp://mail/path',
    'smtp://mail?x=1',
    'smtp://a%zz@mail',
    'smtp://ann:hunter2@mail',
    'smtp://ann:hunter2@',
    '__proto__://mail',
  ])('refuses %s and does not repeat it', (url) => {
    expect(messageOf(() => parseServerUrl(url))).not.toMatch(/hunter2|zz@/)
  })
})

it('parseTranscriptForm takes text, json, none, and a preset for nothing', () => {
  expect(parseTranscriptForm(undefined, 'none')).toBe('none')
  expect(parseTranscriptForm('json', 'none')).toBe('json')
  expect(() => parseTranscriptForm('xml', 'none')).toThrow(UsageError)
})
