import { parseOneAddress } from 'email-addresses'
import fc from 'fast-check'
import addressparser from 'nodemailer/lib/addressparser'
import { describe, expect, it } from 'vitest'
import {
  addressKey,
  checkAddresses,
  formatMailbox,
  parseMailbox,
  splitMailboxes,
} from '../../../main/message/address.ts'

function accepted(text: string) {
  const parsed = parseMailbox(text)
  if (!parsed.ok) throw new Error(parsed.message)
  return parsed.mailbox
}

function refusal(text: string): string {
  const parsed = parseMailbox(text)
  return parsed.ok ? `accepted as ${parsed.mailbox.address}` : parsed.message
}

describe('parseMailbox accepts', () => {
  it.each([
    ['press@lindenprint.example', undefined, 'press@lindenprint.example'],
    ['  Marit Solheim <marit@Kestrel.Example> ', 'Marit Solheim', 'marit@kestrel.example'],
    ['Joe Q. Public <joe@x.org>', 'Joe Q. Public', 'joe@x.org'],
    ['"Solheim, Marit" <m@x.org>', 'Solheim, Marit', 'm@x.org'],
    ['m@x.org (Marit)', 'Marit', 'm@x.org'],
    ['"a b"@x.org', undefined, '"a b"@x.org'],
    ['"a@b"@x.org', undefined, '"a@b"@x.org'],
    ['<"a>b"@x.org>', undefined, '"a>b"@x.org'],
    ['"plain"@x.org', undefined, 'plain@x.org'],
    ['Case@x.org', undefined, 'Case@x.org'],
    ["a+b=c!#$%&'*/?^_`{|}~-@x.org", undefined, "a+b=c!#$%&'*/?^_`{|}~-@x.org"],
    ['用户@例子.广告', undefined, '用户@例子.广告'],
    ['b@BÜCHER.example', undefined, 'b@bücher.example'],
    ['b@xn--bcher-kva.example', undefined, 'b@xn--bcher-kva.example'],
    ['root@localhost', undefined, 'root@localhost'],
    ['a@[192.0.2.1]', undefined, 'a@[192.0.2.1]'],
    ['a@[IPv6:2001:DB8::1]', undefined, 'a@[IPv6:2001:db8::1]'],
    [`${'l'.repeat(64)}@x.org`, undefined, `${'l'.repeat(64)}@x.org`],
  ])('%j', (text, name, address) => {
    expect(accepted(text)).toMatchObject(name === undefined ? { address } : { name, address })
  })
})

describe('parseMailbox refuses, and says what is wrong and where', () => {
  it.each([
    ['press@@lindenprint.example', 'press@@lindenprint.example has two @ signs.'],
    ['a@b@c.d', 'a@b@c.d has two @ signs.'],
    ['press', 'press has no @ sign.'],
    ['', 'There is no address here.'],
    ['@x.org', '@x.org has nothing before the @ sign.'],
    ['a@', 'a@ has nothing after the @ sign.'],
    ['a..b@x.org', 'a..b@x.org has two dots in a row before the @ sign.'],
    ['.a@x.org', '.a@x.org starts with a dot.'],
    ['a.@x.org', 'a.@x.org has a dot right before the @ sign.'],
    ['a@x.', 'a@x. ends with a dot.'],
    ['a@.x', 'a@.x has a dot right after the @ sign.'],
    ['a@x..y', 'a@x..y has two dots in a row after the @ sign.'],
    ['a b@x.org', 'a b@x.org has a space before the @ sign.'],
    ['a@x org', 'a@x org has a space after the @ sign.'],
    ['<a@x.org', '<a@x.org has "<" with no ">".'],
    ['a@x.org>', 'a@x.org> has ">" with no "<".'],
    ['N <a@x.org> more', 'N <a@x.org> more has text behind ">".'],
    ['"a@x.org', '"a@x.org has a quote that is never closed.'],
    ['a@-x.de', 'a@-x.de has "-x" in its domain; a hyphen may not stand at the start or end.'],
    ['a@a_b.de', 'a@a_b.de has "_" in its domain, which is not allowed there.'],
    ['a@ab--c.de', 'a@ab--c.de has "ab--c" in its domain, which is not a valid name.'],
    ['a@192.0.2.1', 'a@192.0.2.1 has a bare number address after the @ sign; write [192.0.2.1].'],
    [
      'a@[300.0.0.1]',
      'a@[300.0.0.1] has something in brackets after the @ sign that is neither an IPv4 address nor IPv6: and an IPv6 address.',
    ],
    [
      `${'l'.repeat(65)}@x.org`,
      `${'l'.repeat(65)}@x.org has 65 octets before the @ sign; at most 64 are allowed.`,
    ],
    ['a\u200b@x.org', 'a\u200b@x.org has an invisible character (U+200B) before the @ sign.'],
  ])('%j', (text, message) => {
    expect(refusal(text)).toBe(message)
  })

  it('a label over 63 octets, a local part over 64 octets in UTF-8, an address over 254 octets', () => {
    expect(refusal(`a@${'x'.repeat(64)}.org`)).toContain('has a part of 64 octets in its domain')
    expect(refusal(`${'é'.repeat(33)}@x.org`)).toContain('has 66 octets before the @ sign')
    expect(refusal(`${'l'.repeat(64)}@${'x.'.repeat(95)}org`)).toContain('octets; at most 254 are allowed')
    expect(refusal(`a@${'x.'.repeat(140)}org`)).toContain('has a domain of 283 octets')
  })

  it.each([
    'a@x.org\r\nRCPT TO:<z@y.org>',
    'a\n@x.org',
    'a@x.org\r',
    '\u0000a@x.org',
    'A\u202E <a@x.org>',
    'a@\u2066x.org',
    'a\u007f@x.org',
    'a\u0085@x.org',
    'A\tB <a@x.org>',
    '"a\rb"@x.org',
    'a\uD800@x.org',
  ])('P28: refuses a control character, a bidi override or half a character: %j', (text) => {
    expect(refusal(text)).toMatch(
      / contains (a control character|a character that (?:reverses|changes)|half a character)/,
    )
  })

  it('P28: a refusal never repeats the control character', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => {
        const parsed = parseMailbox(text)
        return parsed.ok || !/[\p{Cc}\u202A-\u202E\u2066-\u2069]/u.test(parsed.message)
      }),
    )
  })
})

/** fast-check gives hyphens as third and fourth character too, which is for A-labels alone (RFC 5891 4.2.3.1). */
const dnsDomain = fc.domain().filter((text) => !/(?:^|\.)..--/.test(text))

describe('any accepted address', () => {
  const localChar = fc.constantFrom(...Array.from('abcXYZ019!#$%&\'*+-/=?^_`{|}~. "\\@<>(),:;[]é漢'))
  const local = fc.array(localChar, { minLength: 1, maxLength: 20 }).map((list) => list.join(''))
  const domain = fc.oneof(
    dnsDomain,
    fc.constantFrom('[192.0.2.7]', '[IPv6:::1]', 'bücher.example', '例子.广告'),
  )
  const quotedLocal = local.map((text) => `"${text.replace(/["\\]/g, '\\$&')}"`)
  const name = fc.option(fc.string({ unit: 'grapheme', maxLength: 30 }), { nil: undefined })

  it('comes back the same from its formatted form', () => {
    fc.assert(
      fc.property(fc.oneof(local, quotedLocal), domain, name, (before, after, called) => {
        const first = parseMailbox(formatMailbox({ name: called, address: `${before}@${after}` }))
        if (!first.ok) return true
        expect(accepted(formatMailbox(first.mailbox))).toEqual(first.mailbox)
        return true
      }),
      { numRuns: 2000 },
    )
  })

  it('of a quoted local part is always accepted, and split from a list as one', () => {
    fc.assert(
      fc.property(quotedLocal, domain, (before, after) => {
        const { address } = accepted(`${before}@${after}`)
        expect(splitMailboxes(`x@y.org, ${address}; z@y.org`)).toEqual(['x@y.org', address, 'z@y.org'])
      }),
    )
  })
})

describe('oracles', () => {
  const part = fc.stringMatching(/^[a-zA-Z0-9!#$%&'*+/=?^_`{|}~-]{1,12}$/)
  const local = fc.array(part, { minLength: 1, maxLength: 3 }).map((parts) => parts.join('.'))
  const name = fc.stringMatching(/^[A-Za-z0-9 .,;:<>()@-]{1,20}$/).filter((text) => text.trim() !== '')
  const address = fc.tuple(local, dnsDomain).map(([before, after]) => `${before}@${after}`)

  it('the grammar of email-addresses takes every ASCII address that is accepted here', () => {
    fc.assert(
      fc.property(address, (text) => {
        const parsed = parseMailbox(text)
        return !parsed.ok || parseOneAddress(parsed.mailbox.address) !== null
      }),
      { numRuns: 500 },
    )
  })

  it("nodemailer's addressparser finds the same mailboxes in a well-formed list", () => {
    const mailbox = fc.tuple(fc.option(name), address).map(([called, text]) => ({ called, text }))
    fc.assert(
      fc.property(fc.array(mailbox, { minLength: 1, maxLength: 6 }), (list) => {
        const typed = list
          .map(({ called, text }) => (called === null ? text : `"${called}" <${text}>`))
          .join(', ')
        const theirs = addressparser(typed, { flatten: true }).map((found) => found.address.toLowerCase())
        expect(splitMailboxes(typed).map((piece) => accepted(piece).address.toLowerCase())).toEqual(theirs)
      }),
      { numRuns: 500 },
    )
  })
})

describe('splitMailboxes', () => {
  it.each([
    ['a@x.org, b@x.org; c@x.org\nd@x.org', ['a@x.org', 'b@x.org', 'c@x.org', 'd@x.org']],
    ['"Solheim, Marit" <m@x.org>, b@x.org', ['"Solheim, Marit" <m@x.org>', 'b@x.org']],
    ['Crew: a@x.org, b@x.org;, c@x.org', ['a@x.org', 'b@x.org', 'c@x.org']],
    ['undisclosed-recipients:;', []],
    ['mailto:a@x.org', ['a@x.org']],
    ['a@x.org b@x.org', ['a@x.org', 'b@x.org']],
    ['Marit Solheim <m@x.org>', ['Marit Solheim <m@x.org>']],
    ['"open\na@x.org', ['"open', 'a@x.org']],
    ['a@[IPv6:::1], b@x.org', ['a@[IPv6:::1]', 'b@x.org']],
    [' ,; \n', []],
  ])('%j', (text, pieces) => {
    expect(splitMailboxes(text)).toEqual(pieces)
  })

  it('takes a long list in linear time', () => {
    const list = Array.from({ length: 20_000 }, (_, index) => `"a,(${index}" <a${index}@x.org>`).join(', ')
    expect(splitMailboxes(list)).toHaveLength(20_000)
  })
})

it('checkAddresses judges each by itself', () => {
  expect(checkAddresses('Ann <ann@x.org>, press@@x.org')).toEqual([
    { text: 'Ann <ann@x.org>', ok: true, name: 'Ann', address: 'ann@x.org' },
    { text: 'press@@x.org', ok: false, message: 'press@@x.org has two @ signs.' },
  ])
})

it('addressKey compares the domain without case and in A-labels, and the local part with case', () => {
  const key = (text: string) => addressKey(accepted(text))
  expect(key('a@BÜCHER.example')).toBe(key('a@xn--bcher-kva.example'))
  expect(key('A@x.org')).not.toBe(key('a@x.org'))
})
