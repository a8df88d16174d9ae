// The ladder, read from the lines of sessions.
import { describe, expect, it } from 'vitest'
import { planCheck, type PlanInput } from '../../../main/check/plan.ts'
import { toRungs, type CheckFacts } from '../../../main/check/rungs.ts'
import type { RungName } from '../../../main/check/rung.ts'
import type { SmtpFailure, TlsFacts } from '../../../main/smtp/types.ts'
import {
  connected4,
  connected6,
  ehlo,
  ehloInside,
  greeting,
  lookUp,
  signIn,
  startTls,
  toLines,
} from './lines.ts'

const now = Date.UTC(2026, 10, 24)

function planOf(over: Partial<PlanInput> = {}) {
  return planCheck({
    values: { security: 'starttls', user: 'marit', email: 'marit@rowing.example' },
    recipient: 'jonas@regatta.example',
    until: 'reset',
    signsIn: true,
    ...over,
  })
}

function climb(pieces: Parameters<typeof toLines>[0], facts: Partial<CheckFacts> = {}, plan = planOf()) {
  const rungs = toRungs(plan, toLines(pieces), { elapsedMs: 5_000, now, ...facts })
  return {
    rungs,
    states: rungs.map(({ state }) => state),
    rung: (name: RungName) => rungs.find((one) => one.name === name),
  }
}

const tls = (over: Partial<TlsFacts> = {}, validToAt = Date.UTC(2026, 11, 31)): TlsFacts => ({
  protocol: 'TLSv1.3',
  cipher: 'TLS_AES_256_GCM_SHA384',
  verified: true,
  pinned: false,
  certificate: {
    subject: '',
    issuer: '',
    names: [],
    validFromAt: 0,
    validToAt,
    sha256: '',
    spkiSha256: '',
  },
  ...over,
})

describe('the rungs of a check', () => {
  it.each<[string, Partial<PlanInput>, readonly RungName[]]>([
    [
      'STARTTLS has two EHLO',
      {},
      [
        'look-up',
        'connect',
        'greeting',
        'ehlo',
        'tls',
        'ehlo-secured',
        'sign-in',
        'sender',
        'recipient',
        'reset',
      ],
    ],
    [
      'TLS from the first octet has one',
      { values: { security: 'implicit', user: 'm', email: 'm@x.example' } },
      ['look-up', 'connect', 'tls', 'greeting', 'ehlo', 'sign-in', 'sender', 'recipient', 'reset'],
    ],
    [
      'without TLS there is none of it',
      { values: { security: 'none', user: '', email: 'm@x.example' }, signsIn: false },
      ['look-up', 'connect', 'greeting', 'ehlo', 'sender', 'recipient', 'reset'],
    ],
    [
      'a recipient that is not given is left out',
      { recipient: '' },
      ['look-up', 'connect', 'greeting', 'ehlo', 'tls', 'ehlo-secured', 'sign-in', 'sender', 'reset'],
    ],
    [
      'without an address of one’s own there is no envelope',
      { values: { security: 'starttls', user: 'm', email: '' } },
      ['look-up', 'connect', 'greeting', 'ehlo', 'tls', 'ehlo-secured', 'sign-in'],
    ],
    [
      'up to the sign-in',
      { until: 'sign-in' },
      ['look-up', 'connect', 'greeting', 'ehlo', 'tls', 'ehlo-secured', 'sign-in'],
    ],
  ])('%s', (_name, input, names) => {
    expect(planOf(input).rungs).toEqual(names)
  })

  it('begin with the look-up running, before a line has come', () => {
    const { states, rung } = climb([])
    expect(states).toEqual(['running', ...Array<string>(9).fill('ahead')])
    expect(rung('look-up')?.sinceMs).toBe(0)
  })

  it('run one after the other; what is asked for stands there already', () => {
    const pieces = [lookUp, connected6, greeting, ...ehlo, ...startTls, ...ehloInside, ...signIn] as const
    const { states, rung } = climb([...pieces, ['client', 'mail', 'MAIL FROM:<marit@rowing.example>']])
    expect(states.slice(0, 9)).toEqual([...Array<string>(7).fill('passed'), 'running', 'ahead'])
    expect(rung('sender')).toMatchObject({
      result: { kind: 'asked', address: 'marit@rowing.example' },
      sinceMs: 170,
    })
    expect(rung('sender')?.result).not.toHaveProperty('code')
    expect(rung('recipient')?.result).toBeUndefined()
  })

  it('have their times from the end of the rung before, and their own lines', () => {
    const { rung } = climb([lookUp, connected6, greeting, ...ehlo, ...startTls])
    expect(rung('look-up')).toMatchObject({ ms: 10, lines: { first: 1, last: 1 } })
    expect(rung('ehlo')).toMatchObject({ ms: 50, lines: { first: 4, last: 8 } })
    expect(rung('tls')).toMatchObject({ ms: 30, lines: { first: 9, last: 11 } })
  })

  it('say in short what each came to', () => {
    const { rung } = climb([lookUp, connected6, greeting, ...ehlo, ...startTls, ...ehloInside, ...signIn], {
      tls: tls(),
    })
    expect(rung('look-up')?.result).toEqual({
      kind: 'addresses',
      addresses: ['2001:db8:25::25', '192.0.2.25'],
    })
    expect(rung('connect')?.result).toEqual({
      kind: 'connected',
      address: '2001:db8:25::25',
      port: 587,
      tries: 1,
    })
    expect(rung('greeting')?.result).toEqual({
      kind: 'greeting',
      code: '220',
      text: 'smtp.rowing.example, Postfix',
    })
    expect(rung('ehlo')?.result).toEqual({ kind: 'capabilities', count: 3, offersTls: true })
    expect(rung('tls')?.result).toEqual({
      kind: 'tls',
      protocol: 'TLSv1.3',
      validToAt: Date.UTC(2026, 11, 31),
    })
    expect(rung('ehlo-secured')?.result).toEqual({
      kind: 'offers',
      mechanisms: ['PLAIN', 'LOGIN'],
      size: 52_428_800,
    })
    expect(rung('sign-in')?.result).toEqual({ kind: 'sign-in', mechanism: 'PLAIN', code: '235 2.7.0' })
  })

  it('have TLS before the greeting where it comes first', () => {
    const plan = planOf({ values: { security: 'implicit', user: 'm', email: 'm@x.example' } })
    const { states, rung } = climb(
      [lookUp, connected6, ['note', 'tls', 'TLSv1.3, TLS_AES_256_GCM_SHA384'], greeting, ...ehloInside],
      {},
      plan,
    )
    expect(states.slice(0, 6)).toEqual([...Array<string>(5).fill('passed'), 'running'])
    expect(rung('ehlo')?.result).toMatchObject({ kind: 'offers', mechanisms: ['PLAIN', 'LOGIN'] })
  })
})

describe('a rung that passed with something to know', () => {
  it('names the address that did not answer, and the setting that spares the wait', () => {
    const slow = toLines([lookUp, connected4]).map((line, at) => (at === 1 ? { ...line, atMs: 284 } : line))
    const [, connect] = toRungs(planOf(), slow, { elapsedMs: 300, now })
    expect(connect).toMatchObject({
      state: 'warned',
      ms: 274,
      result: { tries: 2 },
      warning: {
        kind: 'second-try',
        silent: ['2001:db8:25::25'],
        usedFamily: 4,
        waitedMs: 250,
        prefer: 'prefer-ipv4',
      },
    })
  })

  it('does not speak of a wait where the first address refused at once', () => {
    expect(climb([lookUp, connected4]).rung('connect')?.warning).not.toHaveProperty('waitedMs')
  })

  it('says nothing where that family is preferred already', () => {
    const { rung } = climb([lookUp, connected4], {}, planOf({ family: 'prefer-ipv4' }))
    expect(rung('connect')).toMatchObject({ state: 'passed', result: { tries: 1 } })
  })

  it('advises no family where an address of the same one did not answer', () => {
    const { rung } = climb([['note', 'connect', 'x.example is 192.0.2.24, 192.0.2.25'], connected4])
    expect(rung('connect')).toMatchObject({ state: 'warned', result: { tries: 2 } })
    expect(rung('connect')?.warning).not.toHaveProperty('prefer')
  })

  it('names HELO, which brings no extension', () => {
    const { rung } = climb([
      lookUp,
      connected6,
      greeting,
      ['client', 'ehlo', 'EHLO [192.168.4.20]'],
      ['server', 'ehlo', '502 5.5.2 Unknown'],
      ['client', 'ehlo', 'HELO [192.168.4.20]'],
      ['server', 'ehlo', '250 smtp.rowing.example'],
    ])
    expect(rung('ehlo')).toMatchObject({
      state: 'warned',
      warning: { kind: 'helo' },
      result: { count: 0 },
      lines: { first: 4, last: 7 },
    })
  })

  it.each<[string, TlsFacts, string]>([
    ['soon', tls({}, now + 3 * 86_400_000), 'warned'],
    ['later', tls({}, now + 30 * 86_400_000), 'passed'],
    ['soon, with a trusted key', tls({ pinned: true }, now + 3 * 86_400_000), 'passed'],
  ])('a certificate that ends %s', (_name, facts, state) => {
    expect(
      climb([lookUp, connected6, greeting, ...ehlo, ...startTls], { tls: facts }).rung('tls')?.state,
    ).toBe(state)
  })

  it('P26: says that the password went unprotected', () => {
    const plan = planOf({ values: { security: 'none', user: 'm', email: 'm@x.example' } })
    const { rung } = climb([lookUp, connected6, greeting, ...ehloInside, ...signIn], {}, plan)
    expect(rung('sign-in')?.warning).toEqual({ kind: 'unprotected' })
  })
})

describe('a check that ended early', () => {
  const failed = (phase: SmtpFailure['phase'], over: Partial<SmtpFailure> = {}): Partial<CheckFacts> => ({
    end: 'failed',
    failure: { phase, kind: 'network', detail: '', ...over },
  })
  const states = (pieces: Parameters<typeof toLines>[0], facts: Partial<CheckFacts>, plan = planOf()) =>
    Object.fromEntries(climb(pieces, facts, plan).rungs.map(({ name, state }) => [name, state]))

  it.each<[string, Parameters<typeof toLines>[0], Partial<CheckFacts>, RungName, RungName]>([
    ['the name is not known', [], failed('connect', { errorCode: 'ENOTFOUND' }), 'look-up', 'connect'],
    ['nobody answers', [lookUp], failed('connect'), 'connect', 'greeting'],
    [
      'the greeting never comes',
      [lookUp, connected6],
      failed('greeting', { kind: 'timeout' }),
      'greeting',
      'ehlo',
    ],
    [
      'EHLO is refused',
      [lookUp, connected6, greeting, ['client', 'ehlo', 'EHLO x'], ['server', 'ehlo', '550 no']],
      failed('ehlo'),
      'ehlo',
      'tls',
    ],
    [
      'STARTTLS is not offered',
      [lookUp, connected6, greeting, ...ehloInside],
      failed('starttls', { kind: 'local' }),
      'tls',
      'ehlo-secured',
    ],
    [
      'the handshake fails',
      [lookUp, connected6, greeting, ...ehlo, ...startTls.slice(0, 2)],
      failed('tls', { kind: 'tls' }),
      'tls',
      'ehlo-secured',
    ],
    [
      'the second EHLO is refused',
      [
        lookUp,
        connected6,
        greeting,
        ...ehlo,
        ...startTls,
        ['client', 'ehlo', 'EHLO x'],
        ['server', 'ehlo', '421 bye'],
      ],
      failed('ehlo'),
      'ehlo-secured',
      'sign-in',
    ],
    ['Sendoff itself refuses the target', [], failed('local', { kind: 'local' }), 'look-up', 'connect'],
  ])('stands at the rung that failed: %s', (_name, pieces, facts, at, next) => {
    const found = states(pieces, facts)
    expect(found[at]).toBe('failed')
    expect(found[next]).toBe('not-reached')
    expect(Object.values(found).filter((state) => state === 'failed')).toHaveLength(1)
  })

  it('P13: a refused sender is the sender’s rung, and what RSET did stands as it was', () => {
    const found = states(
      [
        lookUp,
        connected6,
        greeting,
        ...ehlo,
        ...startTls,
        ...ehloInside,
        ...signIn,
        ['client', 'mail', 'MAIL FROM:<m@x.example>'],
        ['server', 'mail', '553 5.7.1 no'],
        ['client', 'reset', 'RSET'],
        ['server', 'reset', '250 2.0.0 OK'],
      ],
      failed('mail'),
    )
    expect(found).toMatchObject({
      'sign-in': 'passed',
      sender: 'failed',
      recipient: 'not-reached',
      reset: 'passed',
    })
  })

  it('counts the wait for what never came, and a refusal to its own line', () => {
    expect(climb([lookUp, connected6], failed('greeting', { kind: 'timeout' })).rung('greeting')?.ms).toBe(
      4_980,
    )
    const reply = { code: 554, lines: ['554 no'] }
    expect(
      climb([lookUp, connected6, ['server', 'greeting', '554 no']], failed('greeting', { reply })).rung(
        'greeting',
      )?.ms,
    ).toBe(10)
  })

  it('stands where a person ended it', () => {
    const found = states([lookUp, connected6], { end: 'stopped' })
    expect(found).toMatchObject({
      connect: 'passed',
      greeting: 'stopped',
      ehlo: 'not-reached',
      reset: 'not-reached',
    })
  })
})

describe('a check through a proxy', () => {
  const plan = planOf({ hasProxy: true })
  const proxy = ['note', 'connect', 'connected to 192.0.2.9:1080'] as const

  it('is connected once the proxy is', () => {
    const name = ['note', 'connect', 'proxy.example is 192.0.2.9'] as const
    expect(climb([name, proxy], {}, plan).rung('connect')?.state).toBe('running')
    const through = ['note', 'connect', 'the proxy has connected to smtp.rowing.example:587'] as const
    expect(climb([name, proxy, through], {}, plan).rung('connect')).toMatchObject({
      state: 'passed',
      result: { address: '192.0.2.9', port: 1080, through: 'smtp.rowing.example:587' },
    })
  })
})
