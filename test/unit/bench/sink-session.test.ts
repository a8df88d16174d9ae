import { describe, expect, it } from 'vitest'
import { createSinkSession } from '../../../bench/sink-session.ts'

const dialogue = [
  'EHLO a.test\r\nMAIL FROM:<>\r\nRCPT TO:<b@c.test>\r\nDATA\r\n',
  'Subject: x\r\n\r\n..\r\n.\r\n',
  'MAIL FROM:<>\r\nDATA\r\n.\r\n',
  'BDAT 4\r\na\r\nbBDAT 3 LAST\r\n.\r\nQUIT\r\n',
].join('')

function answer(pieces: readonly string[]) {
  let taken = 0
  const session = createSinkSession(['PIPELINING'], () => (taken += 1))
  const answers = pieces.map((piece) => session.take(Buffer.from(piece)))
  const replies = answers.map((one) => one.replies).join('')
  const codes = [...replies.matchAll(/^(\d{3}) /gm)].map(([, code]) => code)
  return { codes: codes.join(' '), taken, then: answers.at(-1)?.then }
}

describe('the sink answers', () => {
  const whole = { codes: '250 250 250 354 250 250 354 250 250 250 221', taken: 3, then: 'close' }

  it('a whole dialogue at once', () => {
    expect(answer([dialogue])).toEqual(whole)
  })

  it('the same split anywhere', () => {
    for (let at = 1; at < dialogue.length; at++) {
      expect(answer([dialogue.slice(0, at), dialogue.slice(at)])).toEqual(whole)
    }
    expect(answer(Array.from(dialogue))).toEqual(whole)
  })

  it('nothing behind STARTTLS in the clear', () => {
    expect(answer(['STARTTLS\r\nEHLO a.test\r\n'])).toEqual({ codes: '220', taken: 0, then: 'start-tls' })
  })
})
