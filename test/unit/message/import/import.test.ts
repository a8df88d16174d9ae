// Our reader of .eml files against another program's, and on what no other program should be asked to read.
import { simpleParser, type AddressObject, type ParsedMail } from 'mailparser'
import { describe, expect, it } from 'vitest'
import type { FileMailbox, MessageFile } from '../../../../main/message/import/message-file.ts'
import { readMessageFile } from '../../../../main/message/import/read-message-file.ts'
import { corpus, pixel, type Compared } from './corpus.ts'

function read(source: Uint8Array | string): MessageFile {
  const result = readMessageFile(Buffer.from(source))
  if (!result.ok) throw new Error(result.why)
  return result.message
}

const sampleOf = (name: string) => {
  const found = corpus.find((one) => one.name === name)
  if (found === undefined) throw new Error(`no sample "${name}"`)
  return found.bytes
}

type Plain = Readonly<Record<Compared, unknown>>

const oneLine = (text: string) => text.replace(/\s+/g, ' ').trim()
const toWords = (html: string) =>
  oneLine(
    html
      .replace(/^[\s\S]*<body[^>]*>/i, '')
      .replace(/<script[\s\S]*?<\/script>/g, ' ')
      .replace(/<[^>]*>/g, ' '),
  )

function ours(message: MessageFile): Plain {
  const list = (mailboxes: readonly FileMailbox[]) =>
    mailboxes.map(({ name, address }) => [oneLine(name ?? ''), address.toLowerCase()])
  return {
    from: list(message.from),
    to: list(message.to),
    cc: list(message.cc),
    subject: oneLine(message.subject),
    date: message.date,
    messageId: message.messageId,
    references: message.references,
    text: oneLine(message.text),
    html: message.html === null ? null : toWords(message.html),
    files: [...message.pictures, ...message.attachments].map(({ name, bytes }) => [
      name,
      Buffer.from(bytes).toString('hex'),
    ]),
  }
}

function theirs(mail: ParsedMail): Plain {
  const flat = (object?: AddressObject | AddressObject[]) =>
    [object ?? []]
      .flat()
      .flatMap(({ value }) => value.flatMap((one) => one.group ?? [one]))
      .map(({ name, address }) => [oneLine(name), (address ?? '').toLowerCase()])
  return {
    from: flat(mail.from),
    to: flat(mail.to),
    cc: flat(mail.cc),
    subject: oneLine(mail.subject ?? ''),
    date: mail.date?.getTime() ?? null,
    messageId: mail.messageId ?? '',
    references: typeof mail.references === 'string' ? [mail.references] : (mail.references ?? []),
    text: oneLine(mail.text ?? ''),
    html: mail.html === false || mail.html === undefined ? null : toWords(mail.html),
    files: mail.attachments.map(({ filename, content }) => [filename ?? '', content.toString('hex')]),
  }
}

describe('the same as mailparser', () => {
  it('has a corpus worth the name', () => expect(corpus.length).toBeGreaterThanOrEqual(30))

  it.each(corpus)('$name', async ({ bytes, differs = {} }) => {
    const mine = ours(read(bytes))
    const parsed = theirs(await simpleParser(bytes, { skipImageLinks: true, skipTextToHtml: true }))
    for (const key of Object.keys(mine) as Compared[]) {
      if (differs[key] === undefined) expect(mine[key], key).toEqual(parsed[key])
      else expect(mine[key], `${key}: ${differs[key]}`).not.toEqual(parsed[key])
    }
  })
})

describe('what is read and said', () => {
  it('P28: keeps folding and tabs of the fields', () => {
    const message = read(sampleOf('folded fields with tabs'))
    expect(message.subject).toBe('one\ttwo\tthree')
    expect(message.from).toEqual([{ name: 'Nora Lind', address: 'nora@lakeside.example' }])
    expect(message.references).toEqual(['<a@x.example>', '<b@x.example>', '<c@x.example>'])
    expect(message.inReplyTo).toEqual(['<c@x.example>'])
  })

  it('takes no other control character into a subject', () => {
    expect(read(sampleOf('control characters in the header')).subject).toBe('one two three')
  })

  it('leaves nothing of a rich text that runs or is fetched', () => {
    const { html, notes } = read(sampleOf('hostile HTML'))
    expect(html).not.toMatch(/script|steal|evil|iframe|form|svg|onload|onclick|url\(/i)
    expect(html).toContain('Hello')
    expect(notes).toContainEqual({ kind: 'remote-pictures', detail: '1' })
  })

  it('gives the pictures of the text with their octets, under an id that a draft takes', () => {
    const { html, pictures, attachments } = read(sampleOf('related with a picture'))
    expect(pictures).toHaveLength(1)
    expect(Buffer.from(pictures[0]?.bytes ?? []).toString('base64')).toBe(pixel)
    expect(html).toContain('src="cid:pixel@lake"')
    expect(attachments).toEqual([])
  })

  it('gives a picture another id where a draft would refuse its own', () => {
    const source = sampleOf('related with a picture')
      .toString()
      .replace('pixel%40lake', 'a$b')
      .replace('<pixel@lake>', '<a$b>')
    const { html, pictures } = read(source)
    expect(pictures[0]?.cid).toMatch(/^[A-Za-z0-9._@-]+$/)
    expect(html).toContain(`src="cid:${pictures[0]?.cid ?? ''}"`)
  })

  it('takes a picture that stands in the HTML itself for a file of the text', () => {
    const { html, pictures, attachments, notes } = read(
      `Subject: x\nContent-Type: text/html\n\n<p>Look <img alt="a" src="data:image/png;base64,${pixel}"></p>`,
    )
    expect(html).toContain('src="cid:given-1@import"')
    expect(pictures).toEqual([
      {
        ...{ cid: 'given-1@import', name: 'picture-1.png', type: 'image/png' },
        bytes: Buffer.from(pixel, 'base64'),
      },
    ])
    expect([attachments, notes]).toEqual([[], []])
  })

  it.each([
    ['no picture', 'data:image/png;base64,PHNjcmlwdD4='],
    ['a type that could run', 'data:image/svg+xml;base64,PHN2Zy8+'],
    ['a page', 'data:text/html,<script>steal()</script>'],
    [
      'too large',
      `data:image/gif;base64,${Buffer.from(`GIF89a${'x'.repeat(5_000_000)}`).toString('base64')}`,
    ],
  ])('leaves out what is written into the HTML and is %s, and says so', (_, address) => {
    const { html, text, pictures, notes } = read(
      `Subject: x\nContent-Type: text/html\n\n<p>Look <img src='${address}'> here</p>`,
    )
    expect(html).toBe('<p>Look  here</p>')
    expect([text.replace(/\s+/g, ' '), pictures]).toEqual(['Look here', []])
    expect(notes).toEqual([{ kind: 'unfit-pictures' }])
  })

  it('takes fifty pictures of one text', () => {
    const image = `<img src="data:image/png;base64,${pixel}">`
    const { pictures, notes } = read(`Subject: x\nContent-Type: text/html\n\n${`${image}\n`.repeat(60)}`)
    expect(pictures).toHaveLength(50)
    expect(notes).toEqual([{ kind: 'unfit-pictures' }])
  })

  it.each([
    ['a charset that nobody knows', 'unknown-charset'],
    ['broken base64', 'broken-encoding'],
    ['a date that is none', 'bad-date'],
    ['an address that is none', 'bad-address'],
    ['multipart without a boundary', 'no-boundary'],
  ] as const)('says what it met in %s', (name, kind) => {
    expect(read(sampleOf(name)).notes.map((note) => note.kind)).toContain(kind)
  })

  it('has nothing to say of what is well formed', () => {
    for (const name of ['7-bit text', 'alternative', 'a file', 'related with a picture', 'signed'])
      expect(read(sampleOf(name)).notes).toEqual([])
  })
})

describe('limits', () => {
  it('reads at most 64 MB', () => {
    expect(readMessageFile(new Uint8Array(64 * 1024 * 1024 + 1))).toEqual({ ok: false, why: 'too-large' })
  })

  it.each(['', 'hello', '\0\0\0\0', '%PDF-1.4\n%âãÏÓ\n1 0 obj'])('takes %j for no message', (text) => {
    expect(readMessageFile(Buffer.from(text))).toEqual({ ok: false, why: 'no-message' })
  })

  it('goes ten levels deep', () => {
    const nest = (depth: number): string =>
      depth === 0
        ? 'Content-Type: text/plain\n\ndeep'
        : `Content-Type: multipart/mixed; boundary=b${depth}\n\n--b${depth}\n${nest(depth - 1)}\n--b${depth}--`
    expect(read(nest(10)).text).toBe('deep')
    expect(read(nest(11))).toMatchObject({ text: '', notes: [{ kind: 'too-deep' }] })
  })

  it('reads 200 parts', () => {
    const parts = Array.from(
      { length: 300 },
      (_, index) => `--b\nContent-Type: image/png\n\n${index}\n`,
    ).join('')
    const message = read(`Content-Type: multipart/mixed; boundary=b\n\n${parts}--b--\n`)
    expect(message.attachments).toHaveLength(200)
    expect(message.notes).toEqual([{ kind: 'too-many-parts' }])
  })

  it('reads 1000 fields', () => {
    const message = read(`From: a@x.example\n${'X-Many: 1\n'.repeat(2000)}Subject: late\n\nx`)
    expect(message.subject).toBe('')
    expect(message.notes).toEqual([{ kind: 'too-many-fields' }])
  })
})
