import { describe, expect, it } from 'vitest'
import type { CheckResult } from '../../../main/api.ts'
import type { RungResult, RungState, RungView } from '../../../main/check/rung.ts'
import {
  codesOf,
  formatFix,
  formatStatus,
  formatWarning,
  toPieces,
} from '../../../renderer/check/check-text.ts'

const now = new Date(2026, 10, 24, 10, 48).getTime()
const said = (result: RungResult) =>
  toPieces(result, now)
    .map(({ text, isCode }) => (isCode === true ? `[${text}]` : text))
    .join('')
    .replaceAll('\u00a0', ' ')

describe('what a rung came to, in a line', () => {
  it.each<[string, RungResult]>([
    ['192.0.2.25, 2001:db8:25::25', { kind: 'addresses', addresses: ['192.0.2.25', '2001:db8:25::25'] }],
    ['192.0.2.25 port 587', { kind: 'connected', address: '192.0.2.25', port: 587, tries: 1 }],
    ['192.0.2.25 port 587, second try', { kind: 'connected', address: '192.0.2.25', port: 587, tries: 2 }],
    ['192.0.2.25 port 587, try 3', { kind: 'connected', address: '192.0.2.25', port: 587, tries: 3 }],
    [
      '192.0.2.9 port 1080, proxy to x.example:587',
      { kind: 'connected', address: '192.0.2.9', port: 1080, tries: 1, through: 'x.example:587' },
    ],
    [
      '[220] smtp.rowing.example, Postfix',
      { kind: 'greeting', code: '220', text: 'smtp.rowing.example, Postfix' },
    ],
    ['9 capabilities, STARTTLS among them', { kind: 'capabilities', count: 9, offersTls: true }],
    ['1 capability, no STARTTLS', { kind: 'capabilities', count: 1, offersTls: false }],
    [
      'AUTH PLAIN LOGIN, SIZE 52 428 800',
      { kind: 'offers', mechanisms: ['PLAIN', 'LOGIN'], size: 52_428_800 },
    ],
    ['no AUTH', { kind: 'offers', mechanisms: [] }],
    [
      'TLSv1.3, certificate fits until 31 Dec',
      { kind: 'tls', protocol: 'TLSv1.3', validToAt: new Date(2026, 11, 31).getTime() },
    ],
    ['TLSv1.3, known by its trusted key', { kind: 'tls', protocol: 'TLSv1.3', pinned: true }],
    ['PLAIN, [235 2.7.0]', { kind: 'sign-in', mechanism: 'PLAIN', code: '235 2.7.0' }],
    ['PLAIN', { kind: 'sign-in', mechanism: 'PLAIN' }],
    ['a@b.example, [250 2.1.0]', { kind: 'asked', address: 'a@b.example', code: '250 2.1.0' }],
    ['[250 2.0.0]', { kind: 'code', code: '250 2.0.0' }],
  ])('%s', (text, result) => {
    expect(said(result)).toBe(text)
  })
})

describe('where a check stands', () => {
  const rungs = (...states: readonly RungState[]): readonly RungView[] =>
    states.map((state) => ({ name: 'look-up', state }))
  const result = (outcome: CheckResult['outcome']) => ({ outcome, durationMs: 2_300 }) as CheckResult

  it.each<[string, readonly RungView[], CheckResult | null]>([
    ['running', [], null],
    ['step 2 of 3', rungs('passed', 'running', 'ahead'), null],
    ['stopped at step 2 of 3, 2.3 s', rungs('passed', 'failed', 'not-reached'), result('failed')],
    ['ended by you at step 1 of 2', rungs('stopped', 'not-reached'), result('stopped')],
    ['all 2 steps passed, 2.3 s', rungs('passed', 'passed'), result('passed')],
    ['all 2 steps passed with 1 remark, 2.3 s', rungs('warned', 'passed'), result('passed')],
  ])('%s', (text, all, outcome) => {
    expect(formatStatus(all, outcome)).toBe(text)
  })
})

describe('remarks and steps that help', () => {
  it('name the address that did not answer', () => {
    const silent = ['2001:db8:25::25']
    expect(formatWarning({ kind: 'second-try', silent, usedFamily: 4, waitedMs: 250 }, now)).toBe(
      '2001:db8:25::25 did not answer within 250 ms, so IPv4 was used. Each new session loses that time.',
    )
    expect(formatWarning({ kind: 'second-try', silent: ['a', 'b', 'c'], usedFamily: 6 }, now)).toBe(
      'a and 2 more did not take the connection, so IPv6 was used.',
    )
  })

  it('are verbs with their object', () => {
    expect(formatFix({ kind: 'use-user', user: 'a@b.example' })).toBe('Use a@b.example')
    expect(formatFix({ kind: 'edit', field: 'host' })).toBe('Edit the host')
    expect(formatFix({ kind: 'use-mechanism', mechanism: null })).toBe('Let Sendoff choose the mechanism')
    expect(formatFix({ kind: 'sign-in-again' })).toBe('Sign in again')
  })

  it('quote the codes of a reply alone', () => {
    expect(codesOf(['535 5.7.8 Error: no'])).toBe('535 5.7.8')
    expect(codesOf(['535-no', '535 no'])).toBe('535')
    expect(codesOf([])).toBe('')
  })
})
