import { describe, expect, it } from 'vitest'
import { FAULT_CAUSES, REPLY_CAUSES } from '../../../main/diagnosis/cause.ts'
import causes from '../../../main/diagnosis/data/causes.json' with { type: 'json' }
import { explain, type ExplanationContext } from '../../../main/diagnosis/explain.ts'
import type { Failure } from '../../../main/failure.ts'
import type { Phase } from '../../../main/smtp/types.ts'
import { formatTime } from '../../../main/text/clock-time.ts'
import { isTextKey } from '../../../main/text/t.ts'

const context: ExplanationContext = {
  serverName: 'Rowing club',
  host: 'smtp.rowing.example',
  port: 587,
  senderAddress: 'secretary@rowing.example',
  user: 'secretary',
}

function refusal(phase: Phase, line: string, command?: string): Failure {
  const enhanced = /^\d{3} (\d\.\d+\.\d+)/.exec(line)?.[1]
  return {
    phase,
    kind: 'server-reply',
    detail: line,
    reply: { code: Number(line.slice(0, 3)), lines: [line], ...(enhanced === undefined ? {} : { enhanced }) },
    ...(command === undefined ? {} : { command }),
  }
}

describe('an unknown recipient', () => {
  const failure = refusal(
    'rcpt',
    '550 5.1.1 <nora@lakeside.example>: Recipient address rejected: User unknown in virtual mailbox table',
    'RCPT TO:<nora@lakeside.example>',
  )
  const found = explain(failure, {
    ...context,
    addresses: ['nora@lakeside.example'],
    acceptedAddresses: ['Jonas Weber', 'Ingrid Dahl'],
  })

  it('P16: names the address that was refused', () => {
    expect(found.title).toBe('There is no mailbox nora@lakeside.example')
  })

  it('P10: names command, code, enhanced code and whose move it is', () => {
    expect(found.command).toBe('RCPT TO:<nora@lakeside.example>')
    expect(found.codeText).toBe('Code 550, enhanced 5.1.1: bad destination mailbox address')
    expect(found.whoseMove).toBe('you')
    expect(found.whoseMoveText).toBe('Yours. Correct the address. Unchanged, it would be refused again.')
  })

  it('P7: says who got it all the same', () => {
    expect(found.whatHappened).toBe(
      'Rowing club took the message for Jonas Weber and Ingrid Dahl. The server knows nobody with this address. Nothing was sent to it.',
    )
  })

  it('offers to edit the address', () => {
    expect(found.actions).toEqual(['edit-address'])
  })
})

describe('what comes right by itself', () => {
  const at = Date.UTC(2026, 10, 25, 10, 58)

  it('names the clock time of the next attempt', () => {
    const found = explain(refusal('rcpt', '450 4.2.0 Greylisted, please try again in 14 minutes'), {
      ...context,
      nextAttemptAt: at,
      now: at - 60_000,
    })
    expect(found.title).toBe('The server asks to come back later')
    expect(found.whoseMoveText).toBe(`Nobody’s. It is tried again at ${formatTime(at)}.`)
  })

  it('names the day where it is another', () => {
    const found = explain(refusal('greeting', '421 Service not available'), {
      ...context,
      nextAttemptAt: at,
      now: at - 3 * 86_400_000,
    })
    expect(found.whoseMoveText).toContain('Wednesday 25 November')
  })
})

describe('a sign-in', () => {
  it('says that user name or password was not accepted, and offers to sign in again', () => {
    const found = explain(refusal('auth', '535 5.7.8 Error: authentication failed', 'AUTH PLAIN'), context)
    expect(found.title).toBe('Rowing club did not accept user name or password')
    expect(found.command).toBe('AUTH PLAIN')
    expect(found.actions).toContain('sign-in-again')
  })

  it('P13: a refusal of a later step never speaks of the password', () => {
    for (const phase of ['mail', 'rcpt', 'data', 'message'] as const) {
      const found = explain(refusal(phase, '535 5.7.8 Authentication credentials invalid'), context)
      expect(`${found.title} ${found.whoseMoveText}`, phase).not.toMatch(/password/)
      expect(found.actions).not.toContain('sign-in-again')
    }
  })

  it('names the administrator where the organisation has switched it off', () => {
    const line =
      '535 5.7.139 Authentication unsuccessful, SmtpClientAuthentication is disabled for the Tenant.'
    expect(explain(refusal('auth', line), context).whoseMoveText).toMatch(
      /^Your organisation’s administrator\./,
    )
  })
})

describe('what is not known', () => {
  const found = explain(refusal('rcpt', '554 5.0.0 zork'), context)

  it('P12: says so, shows the code and gives no advice of a cause', () => {
    expect(found.title).toBe('We don’t know this answer')
    expect(found.codeText).toBe('Code 554, enhanced 5.0.0: other undefined Status')
    expect(found.actions).toEqual(['send-again'])
  })

  it('P12: a guess is not shown as knowledge', () => {
    const guess = explain(refusal('data', '554 zork'), context)
    expect(guess.confidence).toBeLessThan(0.5)
    expect(guess.title).toBe('We don’t know this answer')
  })
})

describe('a connection that never opened', () => {
  it('P14: names host and port, and shows no command and no code', () => {
    const found = explain(
      {
        phase: 'connect',
        kind: 'network',
        detail: 'connect ECONNREFUSED 127.0.0.1:587',
        errorCode: 'ECONNREFUSED',
      },
      context,
    )
    expect(found.title).toBe('smtp.rowing.example does not take connections on port 587')
    expect(found.command).toBe('')
    expect(found.codeText).toBe('No code: no reply came (ECONNREFUSED)')
  })

  it('P14: explains a greeting that refuses like any other reply', () => {
    const found = explain(
      refusal('greeting', '554 No SMTP service here, IP address is block listed'),
      context,
    )
    expect(found.title).toBe('The internet address that you send from is blocked')
    expect(found.command).toBe('Greeting')
    expect(found.codeText).toBe('Code 554: transaction failed')
  })
})

it('P6: an unconfirmed message is neither sent nor refused, and the choice is the person’s', () => {
  const found = explain(
    { phase: 'message', kind: 'network', detail: 'closed', errorCode: 'ECONNRESET' },
    { ...context, unconfirmed: true },
  )
  expect(found.title).toBe('It may have arrived. From here, nobody can know')
  expect(found.command).toBe('After the final dot')
  expect(found.whoseMoveText).toMatch(/^Yours\. Sendoff will not send it again by itself\./)
  expect(found.actions).toEqual(['it-arrived', 'send-again-may-arrive-twice'])
})

it('says that the practice server did it on purpose', () => {
  const found = explain(refusal('rcpt', '550 5.1.1 User unknown'), { ...context, practice: true })
  expect(found.whatHappened).toMatch(/The practice server did this on purpose\.$/)
})

it('leaves out the registered name of a code that the server uses for something else', () => {
  const line = '550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient not found by SMTP address lookup'
  expect(explain(refusal('rcpt', line), context).codeText).toBe('Code 550, enhanced 5.1.10')
})

describe('the texts', () => {
  it('has title, what and advice for each cause', () => {
    const missing = [...REPLY_CAUSES, ...FAULT_CAUSES].flatMap((cause) =>
      ['title', 'what', 'advice'].map((part) => `cause.${cause}.${part}`).filter((key) => !isTextKey(key)),
    )
    expect(missing).toEqual([])
  })

  it('has the advice and the retry rule of each of the 49 causes of the knowledge', () => {
    expect(causes.map((row) => row.cause)).toEqual([...REPLY_CAUSES])
  })

  it('leaves no parameter open, with addresses and without', () => {
    for (const addresses of [[], ['a@b.example'], ['a@b.example', 'c@d.example']]) {
      for (const line of [
        '550 5.1.1 User unknown',
        '552 5.2.2 Mailbox full',
        '550 5.7.60 send as',
        '421 busy',
      ]) {
        const found = explain(refusal('rcpt', line), { ...context, addresses })
        expect(`${found.title} ${found.whatHappened} ${found.whoseMoveText}`).not.toMatch(/[{}]|undefined/)
      }
    }
  })
})
