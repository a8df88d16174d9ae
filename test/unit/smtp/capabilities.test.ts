import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { noCapabilities, parseCapabilities } from '../../../main/smtp/capabilities.ts'
import { toReply } from '../../../main/smtp/reply.ts'

const parse = (...keywords: readonly string[]) =>
  parseCapabilities(
    toReply(
      250,
      ['mail.example.org', ...keywords].map(
        (text, index, all) => `250${index < all.length - 1 ? '-' : ' '}${text}`,
      ),
    ),
  )

describe('capabilities', () => {
  test('AUTH and AUTH= name one set of mechanisms', () => {
    expect(parse('AUTH PLAIN login', 'AUTH=LOGIN CRAM-MD5').mechanisms).toEqual([
      'PLAIN',
      'LOGIN',
      'CRAM-MD5',
    ])
  })

  test('a keyword that comes twice keeps its first line', () => {
    expect(parse('SIZE 10', 'SIZE 20').maxSize).toBe(10)
  })

  test.each([
    ['LIMITS RCPTMAX=20 MAILMAX=5', 20, 5],
    ['limits rcptmax=20', 20, undefined],
    ['LIMITS RCPTMAX=0 MAILMAX=x', undefined, undefined],
    ['LIMITS', undefined, undefined],
  ])('%s (RFC 9422)', (line, recipients, transactions) => {
    expect(parse(line)).toMatchObject({ maxRecipients: recipients, maxTransactions: transactions })
  })

  test('FUTURERELEASE tells seconds and an instant (RFC 4865 3)', () => {
    const found = parse('FUTURERELEASE 86400 2026-02-01T00:00:00Z')
    expect(found).toMatchObject({ maxHoldSeconds: 86_400, maxHoldUntil: Date.UTC(2026, 1, 1) })
  })

  test('HELO brings none', () => {
    expect(noCapabilities.has('STARTTLS')).toBe(false)
    expect(noCapabilities.mechanisms).toEqual([])
  })

  test('any text behind EHLO is parsed without a fault', () => {
    fc.assert(fc.property(fc.array(fc.string()), (lines) => void parse(...lines)))
  })
})
