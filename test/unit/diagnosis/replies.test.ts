import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { REPLY_CAUSES, isCause } from '../../../main/diagnosis/cause.ts'
import { diagnose } from '../../../main/diagnosis/diagnose.ts'

interface Sample {
  readonly id: string
  readonly sender: string
  readonly phase: string
  readonly lines: readonly string[]
  readonly cause: string
  readonly alsoAcceptable?: readonly string[]
  readonly whoActs: string
  /** Where two readings are fair. */
  readonly alsoActs?: readonly string[]
  readonly permanent: boolean
}

function readSamples(name: string): readonly Sample[] {
  return readFileSync(new URL(`../../data/${name}`, import.meta.url), 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Sample)
}

function judge(sample: Sample): string[] {
  const found = diagnose(sample)
  const causes = [sample.cause, ...(sample.alsoAcceptable ?? [])]
  const movers = [sample.whoActs, ...(sample.alsoActs ?? [])]
  return [
    ...(causes.includes(found.cause) ? [] : [`cause ${found.cause}, not ${causes.join(' or ')}`]),
    ...(movers.includes(found.whoseMove)
      ? []
      : [`whose move ${found.whoseMove}, not ${movers.join(' or ')}`]),
    ...(found.permanent === sample.permanent ? [] : [`permanent ${String(found.permanent)}`]),
  ].map((miss) => `${sample.id} ${sample.sender} ${sample.phase} "${sample.lines.join(' / ')}": ${miss}`)
}

describe.each([
  ['replies.visible.jsonl', 126],
  ['replies.extra.jsonl', 120],
])('%s', (file, atLeast) => {
  const samples = readSamples(file)

  it(`P10: tells cause, whose move and permanence of each of its replies`, () => {
    expect(samples.length).toBeGreaterThanOrEqual(atLeast)
    expect(samples.flatMap(judge)).toEqual([])
  })

  it('does not depend on the case of letters', () => {
    for (const sample of samples) {
      const shouted = sample.lines.map((line) => line.toUpperCase())
      expect(diagnose({ phase: sample.phase, lines: shouted }).cause, sample.id).toBe(diagnose(sample).cause)
    }
  })

  it('does not depend on where the server breaks its lines', () => {
    for (const sample of samples) {
      const whole = [
        sample.lines
          .map((line, at) => (at === 0 ? line.replace(/^(\d{3})-/, '$1 ') : line.slice(4)))
          .join(' '),
      ]
      const cause = diagnose({ phase: sample.phase, lines: whole }).cause
      expect([diagnose(sample).cause, ...(sample.alsoAcceptable ?? [])], sample.id).toContain(cause)
    }
  })
})

describe('replies that nobody has heard of', () => {
  it.each([
    ['RCPT', '599 zork'],
    ['MAIL', '499 4.9.9 zork'],
    ['AUTH', '567 zork'],
    ['end-of-data', '554 5.0.0 zork'],
    ['RSET', '550 zork'],
    ['QUIT', '421 zork'],
    ['whatever', '999 zork'],
    ['RCPT', ''],
    ['RCPT', 'not a reply at all'],
  ])('P12: %s "%s" is unknown, with low confidence and no advice but to try again', (phase, line) => {
    const found = diagnose({ phase, lines: [line] })
    expect(found.cause).toBe('unknown')
    expect(found.confidence).toBeLessThan(0.5)
    expect(found.actions).toEqual(['send-again'])
  })

  it('P12: a guess from the bare code stays under 0.7', () => {
    expect(diagnose({ phase: 'RCPT', lines: ['550 zork'] })).toMatchObject({ cause: 'recipient-unknown' })
    expect(diagnose({ phase: 'RCPT', lines: ['550 zork'] }).confidence).toBeLessThan(0.7)
  })
})

describe('any reply', () => {
  const phase = fc.constantFrom(
    'greeting',
    'EHLO',
    'STARTTLS',
    'AUTH',
    'MAIL',
    'RCPT',
    'DATA',
    'end-of-data',
    'rset',
    '',
  )
  const lines = fc.array(fc.oneof(fc.string(), fc.string({ unit: 'binary' })), { maxLength: 5 })

  it('never makes it throw, and always gives a cause of the set and a confidence from 0 to 1', () => {
    fc.assert(
      fc.property(phase, fc.integer({ min: 0, max: 999 }), lines, (step, code, rest) => {
        const found = diagnose({ phase: step, lines: rest.map((line) => `${String(code)} ${line}`) })
        expect(isCause(found.cause)).toBe(true)
        expect(found.confidence).toBeGreaterThanOrEqual(0)
        expect(found.confidence).toBeLessThanOrEqual(1)
      }),
    )
  })

  it('leaves permanence to the first digit', () => {
    fc.assert(
      fc.property(phase, fc.integer({ min: 400, max: 599 }), fc.string(), (step, code, text) => {
        expect(diagnose({ phase: step, lines: [`${String(code)} ${text}`] }).permanent).toBe(code >= 500)
      }),
    )
  })

  it('takes no time to speak of over the longest reply', () => {
    const line = `550 ${'too many user unknown (a@b.example) '.repeat(3000)}`
    const startedAt = performance.now()
    diagnose({ phase: 'RCPT', lines: Array.from({ length: 100 }, () => line) })
    expect(performance.now() - startedAt).toBeLessThan(500)
  })
})

describe('the step that was answered', () => {
  it.each(['MAIL', 'RCPT', 'DATA', 'end-of-data'])(
    'P13: a 535 at %s is not called a wrong password',
    (phase) => {
      const found = diagnose({ phase, lines: ['535 5.7.8 Authentication failed: bad username or password'] })
      expect(found.cause).not.toBe('auth-failed')
      expect(found.actions).not.toContain('sign-in-again')
    },
  )

  it('P13: asks for the password only where a new one could help', () => {
    const askers = toAskers()
    expect(REPLY_CAUSES.filter((cause) => askers.has(cause))).toEqual([
      'auth-failed',
      'auth-app-password-needed',
    ])
  })

  it('P14: explains a greeting that refuses', () => {
    expect(
      diagnose({
        phase: 'greeting',
        lines: ['554 5.7.1 Client host [192.0.2.1] blocked using zen.spamhaus.org'],
      }),
    ).toMatchObject({ cause: 'ip-blocklisted', whoseMove: 'your provider', permanent: true })
    expect(diagnose({ phase: 'greeting', lines: ['421 4.3.2 Service not available'] })).toMatchObject({
      cause: 'service-unavailable',
      whoseMove: 'nobody, retry',
      permanent: false,
    })
  })
})

/** The causes with which the person is asked for a password. */
function toAskers(): ReadonlySet<string> {
  const samples = [...readSamples('replies.visible.jsonl'), ...readSamples('replies.extra.jsonl')]
  const found = samples.map((sample) => diagnose(sample))
  return new Set(found.filter(({ actions }) => actions.includes('sign-in-again')).map(({ cause }) => cause))
}
