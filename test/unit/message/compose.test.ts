import { createReadStream } from 'node:fs'
import { Readable } from 'node:stream'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { composeMessage, findComposeProblems, needsSmtpUtf8 } from '../../../main/message/compose.ts'
import { canonicalText } from '../../../main/message/flowed.ts'
import { createMessageId } from '../../../main/message/message-id.ts'
import { readMessage } from '../../../main/message/read.ts'
import { createFakeClock } from '../../support/fake-clock.ts'
import { createSeededRandom } from '../../support/seeded-random.ts'
import { attachment, composed, composeInput, mailbox } from './compose-input.ts'

const text = (bytes: Buffer) => bytes.toString('utf8')
const headerOf = (bytes: Buffer) => text(bytes).split('\r\n\r\n', 1)[0] ?? ''

function wireFaults(bytes: Buffer): string[] {
  const faults: string[] = []
  if (bytes.some((octet) => octet > 0x7f || octet === 0)) faults.push('not 7-bit')
  if (/\r(?!\n)|(?<!\r)\n/.test(bytes.toString('latin1'))) faults.push('bare CR or LF')
  if (
    bytes
      .toString('latin1')
      .split('\r\n')
      .some((line) => line.length > 998)
  )
    faults.push('line over 998')
  if (!bytes.toString('latin1').endsWith('\r\n')) faults.push('no line end at the end')
  return faults
}

function thrownBy(run: () => unknown): unknown {
  try {
    return run()
  } catch (error) {
    return error
  }
}

describe('composeMessage', () => {
  it('writes the message that was given, and nothing else', async () => {
    expect(text(await composed())).toBe(
      [
        'From: Marit Solheim <marit@kestrel.example>',
        'To: you@practice.test',
        'Subject: Hello from Sendoff',
        'Date: Tue, 24 Nov 2026 09:41:12 +0000',
        'Message-ID: <20261124094112.1c07be55@kestrel.example>',
        'MIME-Version: 1.0',
        'Content-Type: text/plain; charset=utf-8; format=flowed',
        'Content-Transfer-Encoding: 7bit',
        '',
        'This is the first message.',
        '',
      ].join('\r\n'),
    )
  })

  it('P2: the same input gives the same bytes', async () => {
    const changes = {
      attachments: [attachment('ä.bin', 'application/pdf', Buffer.alloc(5000, 7))],
      text: 'Grüße',
    }
    expect((await composed(changes)).equals(await composed(changes))).toBe(true)
  })

  it('P2: is 7-bit with CRLF line ends for any text, subject, name and file', async () => {
    const anyText = fc.string({ unit: 'binary', maxLength: 300 })
    const name = fc.string({ unit: 'grapheme', maxLength: 120 })
    await fc.assert(
      fc.asyncProperty(
        anyText,
        name,
        name,
        fc.uint8Array({ maxLength: 200 }),
        async (body, subject, called, file) => {
          const from = { ...mailbox('m@bücher.example'), name: called }
          const changes = {
            text: body,
            subject,
            from,
            attachments: [attachment(called || 'x', 'text/plain', file)],
          }
          if (findComposeProblems(composeInput(changes)).length > 0) return
          expect(wireFaults(await composed(changes))).toEqual([])
          expect(wireFaults(await composed({ ...changes, attachments: [] }))).toEqual([])
        },
      ),
      { numRuns: 150 },
    )
  })

  it('comes back the same through the reader', async () => {
    const words = fc.string({ unit: 'grapheme', maxLength: 150 })
    await fc.assert(
      fc.asyncProperty(words, words, fc.boolean(), async (body, subject, withFile) => {
        const attachments = withFile ? [attachment('a.txt', 'text/plain', 'not this')] : []
        if (findComposeProblems({ subject, attachments }).length > 0) return
        const read = readMessage(await composed({ text: body, subject, attachments }))
        expect(read.text).toBe(canonicalText(body).replace(/\n$/, ''))
        expect(read.subject.trim()).toBe(subject.trim())
      }),
      { numRuns: 300 },
    )
  })

  it('keeps lines within 78 octets where no word is longer', async () => {
    const to = Array.from({ length: 60 }, (_, index) =>
      mailbox(`Person Number ${index} <person${index}@x.example>`),
    )
    const bytes = await composed({ to, subject: 'word '.repeat(40).trim(), text: 'long line '.repeat(60) })
    expect(
      text(bytes)
        .split('\r\n')
        .filter((line) => line.length > 78),
    ).toEqual([])
  })

  it('encodes a subject that looks like an encoded word, so that it is read as typed', async () => {
    const subject = 'what =?utf-8?Q?x?= means'
    expect(readMessage(await composed({ subject })).subject).toBe(subject)
  })

  it('does not end at a dot or turn "From " into an mbox line', async () => {
    const bytes = await composed({ text: 'From me\n.\n..' })
    expect(text(bytes).endsWith('\r\n\r\n From me\r\n.\r\n..\r\n')).toBe(true)
  })

  it('takes a subject in two scripts with direction isolates', async () => {
    const subject = 'Re: \u2068שלום\u2069 (2)'
    expect(readMessage(await composed({ subject })).subject).toBe(subject)
  })

  it('writes Cc, and no Cc field where there is none', async () => {
    expect(headerOf(await composed({ cc: [mailbox('"Doe, J" <j@x.org>')] }))).toContain(
      '\r\nCc: "Doe, J" <j@x.org>\r\n',
    )
    expect(headerOf(await composed())).not.toMatch(/^Cc:/m)
  })

  it('P29: with nobody in To and Cc it names nobody, and never writes Bcc', async () => {
    const header = headerOf(await composed({ to: [], cc: [] }))
    expect(header).toContain('\r\nTo: undisclosed-recipients:;\r\n')
    expect(header).not.toMatch(/^bcc/im)
  })

  it('P30: a domain beyond ASCII goes as A-labels, a local part beyond ASCII stays and needs SMTPUTF8', async () => {
    const idn = mailbox('Jürgen <j@bücher.example>')
    const utf8 = mailbox('用户@例子.广告')
    expect(headerOf(await composed({ to: [idn] }))).toContain('<j@xn--bcher-kva.example>')
    expect(headerOf(await composed({ to: [utf8] }))).toContain('To: 用户@例子.广告')
    expect(needsSmtpUtf8([idn])).toBe(false)
    expect(needsSmtpUtf8([idn, utf8])).toBe(true)
  })

  it.each([
    ['subject', { subject: 'a\r\nBcc: x@y.org' }],
    ['from[0]', { from: { ...mailbox('a@x.org'), name: 'A\nB' } }],
    ['to[1]', { to: [mailbox('a@x.org'), { ...mailbox('b@x.org'), address: 'b@x.org\r\nX: y' }] }],
    ['cc[0]', { cc: [{ ...mailbox('a@x.org'), name: '\u202Eevil' }] }],
    ['messageId', { messageId: '<a\n@x>' }],
    ['organisation', { organisation: 'Club\r\nBcc: x@example.org' }],
    ['replyTo[0]', { replyTo: { ...mailbox('crew@x.org'), name: 'a\r\nb' } }],
    ['attachments[0]', { attachments: [attachment('a\r\n.txt', 'text/plain', '')] }],
  ] as const)('P28: refuses a control character in %s before anything is written', (field, changes) => {
    const failure = thrownBy(() => composeMessage(composeInput(changes)))
    expect(failure).toMatchObject({ failure: { code: 'invalid-argument', field } })
  })
})

describe('what an identity adds', () => {
  it('is in the header, encoded where it is beyond ASCII', async () => {
    const bytes = text(
      await composed({ replyTo: mailbox('Crew <crew@kestrel.example>'), organisation: 'Ruderklub Möwe' }),
    )
    expect(bytes).toMatch(/^Reply-To: Crew <crew@kestrel\.example>\r$/m)
    expect(bytes).toMatch(/^Organization: =\?UTF-8\?Q\?Ruderklub_M=C3=B6we\?=\r$/m)
  })

  it('is not there where nothing was filled in', async () => {
    expect(text(await composed())).not.toMatch(/^(Reply-To|Organization):/m)
  })
})

describe('attachments', () => {
  it('P23: are carried byte for byte, text files too', async () => {
    const content = 'line\nbare LF\r\nCRLF\rCR\t \n'
    const bytes = text(await composed({ attachments: [attachment('notes.txt', 'text/plain', content)] }))
    expect(bytes).toContain(Buffer.from(content).toString('base64'))
  })

  it('are streamed: a file is read only as fast as the message is', async () => {
    let produced = 0
    const open = () =>
      Readable.from(
        (function* () {
          for (let index = 0; index < 400; index += 1) {
            produced += 1
            yield Buffer.alloc(64 * 1024, index)
          }
        })(),
        { objectMode: false },
      )
    const stream = composeMessage(
      composeInput({ attachments: [{ name: 'big.bin', type: 'application/zip', open }] }),
    )
    const iterator = stream[Symbol.asyncIterator]()
    for (let index = 0; index < 10; index += 1) await iterator.next()
    expect(produced).toBeLessThan(100)
    stream.destroy()
  })

  it('that can not be read fail the message', async () => {
    const gone = {
      name: 'gone.pdf',
      type: 'application/pdf',
      open: () => createReadStream('/nonexistent/gone.pdf'),
    }
    const fine = attachment('a.bin', 'application/zip', Buffer.alloc(100_000))
    await expect(composed({ attachments: [fine, gone] })).rejects.toThrow('ENOENT')
  })

  it('with message/rfc822 stay messages only where they are fit for the wire', async () => {
    const type = async (content: string) =>
      /Content-Type: (message|application)\/[\w-]+/.exec(
        text(await composed({ attachments: [attachment('m.eml', 'message/rfc822', content)] })),
      )?.[0]
    expect(await type('Subject: x\r\n\r\nhello\r\n')).toBe('Content-Type: message/rfc822')
    expect(await type('Subject: x\r\n\r\ngrüße\r\n')).toBe('Content-Type: application/octet-stream')
    expect(await type('Subject: x\n\nbare\n')).toBe('Content-Type: application/octet-stream')
    expect(await type(`Subject: x\r\n\r\n${'l'.repeat(999)}\r\n`)).toBe(
      'Content-Type: application/octet-stream',
    )
  })

  it('with a type that is none are octets', async () => {
    const bytes = text(await composed({ attachments: [attachment('a', 'x\r\nBcc: y', '')] }))
    expect(bytes).toContain('Content-Type: application/octet-stream')
    expect(bytes).not.toContain('Bcc')
  })
})

it('createMessageId takes time, chance and the domain as A-labels', () => {
  const clock = createFakeClock(Date.UTC(2026, 10, 24, 9, 41, 12))
  const random = createSeededRandom(1)
  const id = createMessageId(random, 'bücher.example', clock)
  expect(id).toMatch(/^<20261124094112\.[0-9a-f]{16}@xn--bcher-kva\.example>$/)
  expect(createMessageId(random, 'bücher.example', clock)).not.toBe(id)
})
