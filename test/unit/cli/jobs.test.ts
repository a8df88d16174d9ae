import { describe, expect, it } from 'vitest'
import { concernsAll, endedBefore, tellsContent } from '../../../main/cli/jobs/judge-transaction.ts'
import { maxDomainsOf, takePlaces } from '../../../main/recipient-limits.ts'
import { mergeParts } from '../../../main/cli/jobs/merge.ts'
import { createOrderedOutput } from '../../../main/cli/jobs/ordered-output.ts'
import { readLines } from '../../../main/cli/lines.ts'
import type { DeliveryResult, SmtpFailure } from '../../../main/smtp/types.ts'

const ok = { code: 250, lines: ['250 ok'] }
const no = { code: 550, enhanced: '5.1.1', lines: ['550 5.1.1 nobody'] }

function accepted(...addresses: readonly string[]): DeliveryResult {
  const recipients = addresses.map((address) => ({ address, outcome: 'accepted', reply: ok }) as const)
  return { overall: 'accepted', phase: 'done', reply: ok, queueId: 'Q', recipients, notes: ['n'] }
}

function failed(
  failure: SmtpFailure,
  outcome: 'rejected' | 'unconfirmed' | 'deferred',
  address: string,
): DeliveryResult {
  const { reply, phase } = failure
  return {
    overall: outcome,
    phase,
    failure,
    ...(reply === undefined ? {} : { reply }),
    recipients: [{ address, outcome, ...(reply === undefined ? {} : { reply }) }],
    notes: [],
  }
}

const refusal: SmtpFailure = { phase: 'rcpt', kind: 'server-reply', reply: no, detail: 'nobody' }
const closed: SmtpFailure = { phase: 'message', kind: 'network', detail: 'closed' }

describe('mergeParts', () => {
  it('all accepted: the last final reply, recipients in the order of the job', () => {
    const merged = mergeParts(
      ['a', 'b', 'c'],
      [
        { places: [0, 2], result: accepted('a', 'c') },
        { places: [1], result: accepted('b') },
      ],
    )
    expect(merged).toMatchObject({
      overall: 'accepted',
      phase: 'done',
      reply: ok,
      queueId: 'Q',
      notes: ['n'],
    })
    expect(merged.recipients.map(({ address }) => address)).toEqual(['a', 'b', 'c'])
  })

  it('some accepted: partly, without failure', () => {
    const merged = mergeParts(
      ['a', 'b'],
      [
        { places: [0], result: accepted('a') },
        { places: [1], result: failed(refusal, 'rejected', 'b') },
      ],
    )
    expect(merged).toMatchObject({ overall: 'partly', phase: 'done', reply: ok })
    expect(merged.failure).toBeUndefined()
  })

  it('one unconfirmed: unconfirmed, and who was not reached is not attempted', () => {
    const merged = mergeParts(
      ['a', 'b', 'c'],
      [
        { places: [0], result: accepted('a') },
        { places: [1], result: failed(closed, 'unconfirmed', 'b') },
      ],
    )
    expect(merged).toMatchObject({ overall: 'unconfirmed', phase: 'message', failure: closed })
    expect(merged.recipients.map(({ outcome }) => outcome)).toEqual([
      'accepted',
      'unconfirmed',
      'not-attempted',
    ])
  })
})

describe('takePlaces', () => {
  const addresses = ['1@one.example', '2@two.example', '3@ONE.example', '4@one.example']
  const all = [0, 1, 2, 3]

  it('as many as the server takes', () => {
    expect(takePlaces(all, addresses, { recipients: 3, domains: Infinity }, new Set())).toEqual([0, 1, 2])
  })

  it('of as many domains as the session may name, those named before among them', () => {
    expect(takePlaces(all, addresses, { recipients: 9, domains: 1 }, new Set())).toEqual([0, 2, 3])
    expect(takePlaces(all, addresses, { recipients: 9, domains: 1 }, new Set(['two.example']))).toEqual([1])
  })
})

it.each([
  [['RCPTMAX=5', 'RCPTDOMAINMAX=2'], 2],
  [['rcptdomainmax=1'], 1],
  [['RCPTDOMAINMAX=0'], Infinity],
  [['RCPTDOMAINMAX=x'], Infinity],
  [[], Infinity],
])('maxDomainsOf %j is %d', (parameters, most) => {
  expect(maxDomainsOf(new Map([['LIMITS', parameters]]))).toBe(most)
})

describe('endedBefore', () => {
  const result = (failure: SmtpFailure) => failed(failure, 'deferred', 'b')
  it.each<[string, SmtpFailure, boolean]>([
    [
      '421',
      { phase: 'mail', kind: 'server-reply', reply: { code: 421, lines: ['421 x'] }, detail: '' },
      true,
    ],
    [
      '450',
      { phase: 'mail', kind: 'server-reply', reply: { code: 450, lines: ['450 x'] }, detail: '' },
      false,
    ],
    ['closed', { phase: 'rcpt', kind: 'network', detail: 'closed' }, true],
    ['time', { phase: 'rcpt', kind: 'timeout', detail: 'late' }, false],
    ['stray', { phase: 'mail', kind: 'protocol', detail: 'a reply that nothing had asked for' }, true],
    ['garbage', { phase: 'mail', kind: 'protocol', detail: 'no reply code' }, false],
    ['RSET without an answer', { phase: 'reset', kind: 'timeout', detail: 'late' }, true],
    ['our own refusal', { phase: 'mail', kind: 'local', detail: 'size' }, false],
  ])('%s: %s', (_, failure, expected) => {
    expect(endedBefore(result(failure))).toBe(expected)
  })

  it('not what was accepted', () => {
    expect(endedBefore(accepted('a'))).toBe(false)
  })
})

it('concernsAll: a refusal of one recipient, or of our own, concerns nobody else', () => {
  expect(concernsAll(failed(refusal, 'rejected', 'b'))).toBe(false)
  expect(concernsAll(failed(closed, 'unconfirmed', 'b'))).toBe(true)
  expect(concernsAll(accepted('a'))).toBe(false)
})

it('tellsContent knows the note that counts octets, and nothing that a server says', () => {
  const line = { seq: 1, atMs: 0, phase: 'message', text: 'message content, 5 octets' } as const
  expect(tellsContent({ ...line, from: 'note' })).toBe(true)
  expect(tellsContent({ ...line, from: 'server' })).toBe(false)
})

it('createOrderedOutput writes each line when those before it are there', async () => {
  const written: string[] = []
  const output = createOrderedOutput((line) => {
    written.push(line)
    return Promise.resolve()
  })
  const [first, second, third] = [output.place(), output.place(), output.place()]
  await second('2')
  expect(written).toEqual([])
  await first('1')
  expect(written).toEqual(['1', '2'])
  await third('3')
  expect(written).toEqual(['1', '2', '3'])
})

describe('readLines', () => {
  async function linesOf(...pieces: readonly (string | Buffer)[]): Promise<string[]> {
    const source = async function* () {
      yield* pieces
    }
    const lines: string[] = []
    for await (const line of readLines(source())) lines.push(line)
    return lines
  }

  it('joins and cuts pieces, and keeps a last line without end', async () => {
    expect(await linesOf('a', 'b\nc\n\nd', 'e')).toEqual(['ab', 'c', '', 'de'])
    expect(await linesOf('a\n')).toEqual(['a'])
    expect(await linesOf()).toEqual([])
  })

  it('reads a letter that was cut in the middle', async () => {
    const octets = Buffer.from('\u00fc\n')
    expect(await linesOf(octets.subarray(0, 1), octets.subarray(1))).toEqual(['\u00fc'])
  })
})
