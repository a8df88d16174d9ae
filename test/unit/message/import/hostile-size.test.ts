// Files that are made to keep the reader busy, or to become a draft that cannot be saved.
import { describe, expect, it } from 'vitest'
import { content } from '../../../../main/drafts/content-schema.ts'
import { createAnswer, type AnswerWay } from '../../../../main/message/answer/answer.ts'
import { cleanHtml } from '../../../../main/message/clean-html.ts'
import { readMessageFile } from '../../../../main/message/import/read-message-file.ts'

function read(header: string, body: string) {
  const octets = Buffer.from(`From: a@x.example\n${header}\n\n${body}`)
  const result = readMessageFile(octets)
  if (!result.ok) throw new Error(result.why)
  return { message: result.message, octets }
}

const rich = 'Content-Type: text/html'

describe('tags without end', () => {
  it.each(['<div>', '<table><tr><td>', '<b><i><p>', '<body'])('%s: the file is read in no time', (tag) => {
    const startedAt = performance.now()
    const { message } = read(rich, `Before ${tag.repeat(150_000)} after`)
    expect(message.text).toContain(tag === '<body' ? 'Before' : 'after')
    // Some milliseconds; where the time grows with the square of the depth, half a minute.
    expect(performance.now() - startedAt).toBeLessThan(5_000)
  })

  it('lose their look, and none of their words', () => {
    const html = cleanHtml(
      `<b>One</b> &amp; ${'<div>'.repeat(3_000)}two <img src="https://x.example/a">three`,
    )
    expect(html).toMatch(/One +&amp; +two +three/)
    expect(html).not.toContain('<')
  })

  it('are no matter where they are closed', () => {
    expect(cleanHtml('<p><b>a</b><br>'.repeat(5_000))).toContain('<b>a</b>')
  })
})

const ways: readonly AnswerWay[] = ['edit-as-new', 'reply', 'reply-all', 'forward']
const many = Array.from({ length: 9_000 }, (_, n) => `${n}@x.example`).join(',')
const wide: readonly (readonly [string, string, string])[] = [
  ['an address that is none', `To: ${'long '.repeat(20_000)}`, 'Text'],
  ['many recipients', `Reply-To: ${many}\nTo: ${many.replaceAll('@x', '@y')}`, 'Text'],
  ['a text of empty lines', 'To: b@x.example', '\n'.repeat(4_500_000)],
  ['rich text that grows when it is cleaned', rich, '<p>' + '&'.repeat(2_500_000)],
]

describe.each(wide)('P24: a draft made of %s', (_, header, body) => {
  // Megabytes, eight times: some seconds, more where the machine is busy.
  it('is one that can be saved', { timeout: 60_000 }, () => {
    const { message, octets } = read(header, body)
    for (const way of ways)
      for (const newAreRich of [false, true]) {
        const answer = createAnswer(way, { message, octets, identities: [], newAreRich })
        const draft = { serverId: null, to: [], cc: [], bcc: [], subject: '', text: '', ...answer.content }
        expect(content.safeParse({ ...draft, attachments: [] }).error?.issues[0]?.message).toBeUndefined()
      }
  })
})
