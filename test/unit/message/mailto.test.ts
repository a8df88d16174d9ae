import { describe, expect, it } from 'vitest'
import { maxMailto, parseMailto } from '../../../main/message/mailto.ts'

describe('parseMailto (RFC 6068)', () => {
  it('takes addresses, subject and body', () => {
    expect(
      parseMailto('MAILTO:a@x.org,b@y.org?to=c@z.org&cc=d@x.org&bcc=e@x.org&subject=Hi%20you&body=a%0D%0Ab'),
    ).toEqual({
      to: ['a@x.org', 'b@y.org', 'c@z.org'],
      cc: ['d@x.org'],
      bcc: ['e@x.org'],
      subject: 'Hi you',
      text: 'a\nb',
      asked: [],
    })
  })

  it.each([
    ['mailto:gorby%25kremvax@example.com', 'gorby%kremvax@example.com'],
    ['mailto:unlikely%3Faddress@example.com', 'unlikely?address@example.com'],
    ['mailto:%22not%40me%22@example.org', '"not@me"@example.org'],
    ['mailto:user@%E7%B4%8D%E8%B1%86.example.org', 'user@納豆.example.org'],
    ['mailto:a+b@x.org', 'a+b@x.org'],
    ['mailto:%22Smith%2C%20J%22@x.org', '"Smith, J"@x.org'],
  ])('%s', (link, address) => {
    expect(parseMailto(link)?.to).toEqual([address])
  })

  it('decodes as UTF-8; what is none, and a lone %, does no harm', () => {
    expect(parseMailto('mailto:?subject=caf%C3%A9+%&body=%ff')).toMatchObject({
      subject: 'café+%',
      text: '\ufffd',
    })
  })

  it('P28: no field of a link begins another one', () => {
    const link = parseMailto(
      'mailto:a@x.org%0D%0ABcc:c@x.org?subject=Hi%0D%0ABcc:%20b@x.org&cc=a@x.org%00&body=%00%1Ba%09b',
    )
    expect(JSON.stringify({ ...link, text: '' })).not.toMatch(/\\[nr]|\\u00/)
    expect(link).toMatchObject({ bcc: [], subject: 'Hi Bcc: b@x.org', text: 'a\tb' })
  })

  it('takes the message that is answered, if it is one', () => {
    const thread = { inReplyTo: '<1@x.org>', references: ['<1@x.org>'] }
    expect(parseMailto('mailto:?In-Reply-To=%3C1@x.org%3E')).toMatchObject({ thread })
    expect(parseMailto('mailto:?in-reply-to=1@x.org')).not.toHaveProperty('thread')
  })

  it('P23: a file is asked for, never more; other fields are left out', () => {
    const link = parseMailto('mailto:a@x.org?attach=/etc/passwd&Attachment=C:%5Ckey&from=b@x.org&x-y=z')
    expect(link).toEqual({
      to: ['a@x.org'],
      cc: [],
      bcc: [],
      subject: '',
      text: '',
      asked: ['/etc/passwd', 'C:\\key'],
    })
  })

  it('has limits', () => {
    expect(parseMailto(`mailto:?body=${'a'.repeat(maxMailto)}`)).toBeNull()
    expect(parseMailto(`mailto:${'a@x.org,'.repeat(2_000)}`)?.to).toHaveLength(1_000)
    expect(parseMailto(`mailto:?${'attach=a&'.repeat(100)}`)?.asked).toHaveLength(20)
    expect(parseMailto('http://x.org')).toBeNull()
  })

  it('gives back any text that was percent-encoded', () => {
    for (const text of ['&=?#%', '日本語', 'a+b', '😀 é', '"<>"']) {
      expect(
        parseMailto(`mailto:?subject=${encodeURIComponent(text)}&body=${encodeURIComponent(text)}`),
      ).toMatchObject({
        subject: text,
        text,
      })
    }
  })
})
