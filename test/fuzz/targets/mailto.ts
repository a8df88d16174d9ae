import { parseMailto } from '../../../main/message/mailto.ts'
import type { FuzzTarget } from '../target.ts'

export const target: FuzzTarget = {
  name: 'mailto',
  seeds: [
    'mailto:a@x.org,b@y.org?cc=c@z.org&subject=Hi%20you&body=a%0D%0Ab',
    'mailto:%22a%2Cb%22@x.org?bcc=d@x.org&in-reply-to=%3C1@x.org%3E&attach=/etc/passwd',
  ],
  words: ['%', '%0D%0A', '%C3', '%00', '&', '?', '=', ',', '#', 'to=', 'attach=', 'body=', '%E2%80%A8'],
  run: (input) => {
    const link = parseMailto(input.toString('utf8'))
    if (link === null) return 'none'
    const lines = [...link.to, ...link.cc, ...link.bcc, link.subject]
    if (lines.some((line) => /[\p{Cc}\u2028\u2029]/u.test(line)))
      throw new Error('P28: a control character is left')
    return `${link.to.length} ${link.cc.length} ${link.bcc.length} ${link.asked.length} ${link.thread !== undefined}`
  },
}
