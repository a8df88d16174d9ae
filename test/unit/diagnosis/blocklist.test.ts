import { describe, expect, it } from 'vitest'
import { toBlocklist } from '../../../main/diagnosis/blocklist.ts'
import { explain } from '../../../main/diagnosis/explain.ts'

describe('the block list that a reply names', () => {
  it.each([
    [
      '554 5.7.1 Client host [192.0.2.1] blocked using zen.spamhaus.org; https://x.example',
      'zen.spamhaus.org',
    ],
    ['550 5.7.1 Your IP is listed in bl.spamcop.net.', 'bl.spamcop.net'],
    ['554 see http://www.barracudanetworks.com/reputation/?ip=192.0.2.1', 'Barracuda'],
    ['550 5.7.1 on our block list (S3150)', undefined],
    ['550 5.1.1 User unknown', undefined],
  ])('%s', (line, list) => {
    expect(toBlocklist([line])).toBe(list)
  })

  it('P10: stands in the explanation', () => {
    const line = '554 5.7.1 Client host [192.0.2.1] blocked using zen.spamhaus.org'
    const { whatHappened } = explain(
      {
        phase: 'greeting',
        kind: 'server-reply',
        detail: '',
        reply: { code: 554, enhanced: '5.7.1', lines: [line] },
      },
      { serverName: 'Work', host: 'mail.example.org', senderAddress: 'a@example.org' },
    )
    expect(whatHappened).toContain('The list is zen.spamhaus.org.')
  })
})
