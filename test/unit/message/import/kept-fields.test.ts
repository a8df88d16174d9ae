import { describe, expect, it } from 'vitest'
import { content as contentSchema } from '../../../../main/drafts/content-schema.ts'
import { createAnswer } from '../../../../main/message/answer/answer.ts'
import { readMessageFile } from '../../../../main/message/import/read-message-file.ts'

function read(...fields: readonly string[]) {
  const octets = Buffer.from(
    ['From: nora@lakeside.example', 'Subject: Boats', ...fields, '', 'Hello.'].join('\r\n'),
  )
  const found = readMessageFile(octets)
  if (!found.ok) throw new Error(found.why)
  const { message } = found
  const input = { message, octets, identities: [], newAreRich: false }
  return { kept: message.kept, content: (way: 'edit-as-new' | 'reply') => createAnswer(way, input).content }
}

describe('fields that a new message has a place for', () => {
  it('come along with Edit as new, and with no answer', () => {
    const { content } = read(
      'Disposition-Notification-To: nora@lakeside.example',
      'Content-Language: de-CH',
      'List-Id: The club <club.lakeside.example>',
      'List-Unsubscribe: <https://lakeside.example/u?1>,\r\n <mailto:off@lakeside.example>',
      'List-Unsubscribe-Post: List-Unsubscribe=One-Click',
      'Precedence: bulk',
      'Keywords: =?utf-8?q?B=C3=B6ote?=, spring',
      'List-Help: <https://lakeside.example/help>',
    )
    expect(content('edit-as-new').options).toEqual({
      readReceipt: true,
      language: 'de-CH',
      list: {
        id: 'club.lakeside.example',
        unsubscribe: ['https://lakeside.example/u?1', 'mailto:off@lakeside.example'],
        oneClick: true,
        precedence: 'bulk',
      },
      headers: [
        { name: 'Keywords', value: 'Böote, spring' },
        { name: 'List-Help', value: '<https://lakeside.example/help>' },
      ],
    })
    expect(content('reply').options).toBeUndefined()
  })

  it('are what a draft takes, whatever the file says', () => {
    const { content, kept } = read(
      `List-Unsubscribe: <https://x.example/${'a'.repeat(2_000)}>, <javascript:alert(1)>, <mailto:a b>`,
      'List-Unsubscribe-Post: List-Unsubscribe=One-Click',
      `List-Id: <${'a'.repeat(500)}>`,
      'Content-Language: de, en',
      'Precedence: junk',
      `Keywords: ${'k'.repeat(3_000)}`,
      `Sensitivity: ${'s'.repeat(300_000)}`,
      'Comments: a\u202Eb\u0000c',
      ...Array.from({ length: 60 }, (_, n) => `Comments: ${n}`),
    )
    const { options } = content('edit-as-new')
    expect(options?.list).toBeUndefined()
    expect(options?.language).toBeUndefined()
    expect(options?.headers).toHaveLength(18)
    expect(options?.headers?.[0]).toEqual({ name: 'Comments', value: 'a b c' })
    expect(contentSchema.shape.options.safeParse(options).success).toBe(true)
    expect(kept.left).toEqual(['Keywords', 'Sensitivity'])
  })
})

describe('fields that stay behind', () => {
  it('are named once, without those of the way', () => {
    const { kept, content } = read(
      'Received: from a by b',
      'DKIM-Signature: v=1',
      'X-Spam-Status: No',
      'X-Mailer: Other 1.0',
      'X-SES-CONFIGURATION-SET: theirs',
      'x-mailer: again',
      'Thread-Index: AAAA',
    )
    expect(kept.left).toEqual(['x-mailer', 'X-SES-CONFIGURATION-SET', 'Thread-Index'])
    expect(content('edit-as-new').options).toBeUndefined()
  })

  it('are those for replies too, where there is more than one mailbox', () => {
    const { kept, content } = read('Reply-To: a@lakeside.example, "b, c" <b@lakeside.example>')
    expect(kept.left).toEqual(['Reply-To'])
    expect(content('edit-as-new').options).toEqual({ replyTo: 'a@lakeside.example' })
    expect(read('Reply-To: "b, c" <b@lakeside.example>').kept.left).toEqual([])
  })
})
