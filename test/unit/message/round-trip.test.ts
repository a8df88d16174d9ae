// What is written is read again as it was: mailboxes, lists of them, whole messages, links. Text of hard characters in every place.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { formatMailbox, parseMailbox, splitMailboxes, type Mailbox } from '../../../main/message/address.ts'
import { createAnswer } from '../../../main/message/answer/answer.ts'
import { cleanHtml } from '../../../main/message/clean-html.ts'
import { toAsciiDomain } from '../../../main/message/domain.ts'
import { findComposeProblems } from '../../../main/message/compose.ts'
import { canonicalText } from '../../../main/message/flowed.ts'
import { readMessageFile } from '../../../main/message/import/read-message-file.ts'
import { parseMailto } from '../../../main/message/mailto.ts'
import { toFileName } from '../../../main/drafts/file-name.ts'
import { hardName, hardText } from '../../support/hard-text.ts'
import { attachment, composed, composeInput } from './compose-input.ts'

const runs = { numRuns: Number(process.env.SENDOFF_RUNS ?? 200) }

const local = fc.oneof(
  fc.stringMatching(/^[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]{1,6}$/),
  fc.constantFrom('用户', 'é', 'jos\u0065\u0301'),
  hardText({ maxLength: 5 }).map((text) => `"${text.replace(/["\\]/g, '\\$&')}"`),
)
const domain = fc.constantFrom('x.example', 'bücher.example', '例子.广告', '[192.0.2.7]', '[IPv6:::1]')
const mailbox: fc.Arbitrary<Mailbox> = fc
  .tuple(fc.option(hardName(), { nil: '' }), local, domain)
  .map(([name, before, after]) => ({ name, parsed: parseMailbox(`${before}@${after}`) }))
  .filter(({ parsed }) => parsed.ok)
  .map(({ name, parsed }) => ({
    ...(name === '' ? {} : { name }),
    ...(parsed.ok ? parsed.mailbox : never()),
  }))

function never(): never {
  throw new Error('It was accepted.')
}

const reread = (text: string) => {
  const parsed = parseMailbox(text)
  if (!parsed.ok) throw new Error(parsed.message)
  return parsed.mailbox
}

describe('a mailbox', () => {
  it('comes back from the text of its chip', () => {
    fc.assert(
      fc.property(mailbox, (one) => {
        expect(reread(formatMailbox(one))).toEqual(one)
      }),
      runs,
    )
  })

  it('comes back from a list that was copied and pasted', () => {
    fc.assert(
      fc.property(
        fc.array(mailbox, { minLength: 1, maxLength: 4 }),
        fc.constantFrom(', ', '; ', '\n', ',', ';\r\n'),
        (all, separator) => {
          const text = all.map(formatMailbox).join(separator)
          expect(splitMailboxes(text).map(reread)).toEqual(all)
        },
      ),
      runs,
    )
  })
})

/** A file names a domain beyond ASCII in A-labels where its local part is ASCII. */
const asWritten = ({ name, local: before, domain: after }: Mailbox) => ({
  ...(name === undefined ? {} : { name }),
  address: `${before}@${/[^\p{ASCII}]/u.test(before) ? after : (toAsciiDomain(after) ?? after)}`,
})

describe('a message', () => {
  const fileName = hardName().map(toFileName)

  it('comes back from its .eml: mailboxes, subject, text, files, and what was chosen for it', async () => {
    const parts = fc.record({
      from: mailbox,
      to: fc.array(mailbox, { maxLength: 3 }),
      cc: fc.array(mailbox, { maxLength: 2 }),
      replyTo: mailbox,
      subject: hardName(30),
      text: hardText({ breaks: true, maxLength: 40 }),
      names: fc.array(fileName, { maxLength: 2 }),
      comment: hardName(),
      priority: fc.constantFrom('high' as const, 'normal' as const, 'low' as const),
    })
    await fc.assert(
      fc.asyncProperty(parts, async ({ from, to, cc, replyTo, subject, text, names, comment, priority }) => {
        const attachments = names.map((name, at) => attachment(name, 'application/pdf', `file ${at}`))
        const headers = comment === '' ? [] : [{ name: 'Comments', value: comment }]
        const input = composeInput({
          from,
          to,
          cc,
          replyTo,
          subject,
          text,
          attachments,
          priority,
          options: { headers },
        })
        fc.pre(findComposeProblems(input).length === 0)
        const read = readMessageFile(await composed(input))
        if (!read.ok) throw new Error(read.why)
        const { message } = read
        expect(message).toMatchObject({
          from: [asWritten(from)],
          to: to.map(asWritten),
          cc: cc.map(asWritten),
          replyTo: [asWritten(replyTo)],
          subject,
          text: canonicalText(text).replace(/\n$/, ''),
          notes: [],
        })
        expect(message.priority ?? 'normal').toBe(priority)
        expect(message.kept.options.headers ?? []).toEqual(headers)
        expect(message.attachments.map(({ name, bytes }) => [name, Buffer.from(bytes).toString()])).toEqual(
          names.map((name, at) => [name, `file ${at}`]),
        )
      }),
      runs,
    )
  })
})

const escaped = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')

describe('rich text', () => {
  const word = hardText({ breaks: true, maxLength: 8 })
  const block = fc
    .tuple(fc.constantFrom('b', 'i', 'u', 'li', 'blockquote'), word, word)
    .map(([tag, one, two]) => {
      const [a, b] = [escaped(one), escaped(two)]
      if (tag === 'li') return `<ul><li>${a}</li><li>${b}</li></ul>`
      if (tag === 'blockquote') return `<blockquote><p>${a}</p><p>${b}</p></blockquote>`
      return `<p>${a} <${tag}>${b}</${tag}> <a href="https://x.example/?q=${encodeURIComponent(one)}&amp;r=1">${a}</a></p>`
    })
  // A message says the direction of a block where another program would show another.
  const undirected = (html: string) => html.replaceAll(/ dir="[a-z]+"/g, '').trim()

  it('comes back from its .eml, and is cleaned once and for all', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(block, { minLength: 1, maxLength: 4 }), async (blocks) => {
        const html = cleanHtml(blocks.join(''))
        expect(cleanHtml(html)).toBe(html)
        const read = readMessageFile(await composed({ html, text: '' }))
        if (!read.ok) throw new Error(read.why)
        // Text without a form goes as plain text.
        fc.pre(read.message.html !== null)
        expect(undirected(read.message.html)).toBe(undirected(html))
      }),
      runs,
    )
  })
})

describe('what was chosen for a message', () => {
  const choice = fc.record(
    {
      readReceipt: fc.constant(true),
      language: fc.constantFrom('de', 'pt-BR', 'zh-Hans', 'sr-Latn-RS'),
      list: fc.record(
        {
          id: fc.stringMatching(/^[a-z]{1,9}\.[a-z.]{1,9}$/),
          unsubscribe: fc.array(
            hardText({ maxLength: 4 }).map((text) => `https://x.example/u?m=${encodeURIComponent(text)},;()`),
            { minLength: 1, maxLength: 3 },
          ),
          precedence: fc.constantFrom('bulk' as const, 'list' as const),
        },
        { requiredKeys: ['id'] },
      ),
    },
    { requiredKeys: [] },
  )
  const id = fc.stringMatching(/^[a-z0-9!#$%&'*+/=?^_`{|}~.-]{1,20}$/).map((text) => `<${text}@x.example>`)

  it('comes back with Edit as new, and the thread', async () => {
    await fc.assert(
      fc.asyncProperty(choice, fc.uniqueArray(id, { minLength: 1, maxLength: 6 }), async (options, ids) => {
        const [inReplyTo = ''] = ids
        const octets = await composed({ options, thread: { inReplyTo, references: ids } })
        const read = readMessageFile(octets)
        if (!read.ok) throw new Error(read.why)
        const input = { message: read.message, octets, identities: [], newAreRich: false }
        const { content } = createAnswer('edit-as-new', input)
        expect(content.options ?? {}).toEqual(options)
        expect(content.thread).toEqual({ inReplyTo, references: ids })
      }),
      runs,
    )
  })
})

describe('a mailto: link (RFC 6068)', () => {
  it('says what it was made of', () => {
    const link = fc.record({
      to: fc.array(
        mailbox.map(({ address }) => address),
        { maxLength: 3 },
      ),
      cc: fc.array(mailbox.map(formatMailbox), { maxLength: 3 }),
      subject: hardName(),
      text: hardText({ breaks: true, maxLength: 20 }),
    })
    fc.assert(
      fc.property(link, ({ to, cc, subject, text }) => {
        const written = `mailto:${to.map(encodeURIComponent).join(',')}?subject=${encodeURIComponent(subject)}&cc=${encodeURIComponent(cc.join(', '))}&body=${encodeURIComponent(text.replaceAll('\n', '\r\n'))}`
        expect(parseMailto(written)).toMatchObject({ to, cc, subject, text })
      }),
      runs,
    )
  })
})
