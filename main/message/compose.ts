import { createHash } from 'node:crypto'
import { Readable } from 'node:stream'
import MimeNode from 'nodemailer/lib/mime-node'
import type { SendProblem } from '../api.ts'
import { CallError } from '../result.ts'
import { addressKey, parseMailbox, splitMailboxes, type Mailbox } from './address.ts'
import { attachmentType } from './attachment-type.ts'
import { encodeBase64Lines } from './base64-lines.ts'
import { encodeFlowed } from './flowed.ts'
import { foldHeader } from './fold.ts'
import { findForbidden, quotable } from './forbidden.ts'
import { encodeDate, encodeDisposition, encodeMailbox, encodeText } from './header.ts'
import { createMark, splice, type Mark } from './splice.ts'
import { unfold } from './unfold.ts'

export { envelopeOf, type Envelope, type EnvelopeRecipient } from './envelope.ts'

/**
 * A file as it goes into the message. `open` may be called more than once and gives the same octets each time; a piece is used
 * up before the next is asked for.
 */
export interface ComposeAttachment {
  readonly name: string
  readonly type: string // media type
  open(): AsyncIterable<Buffer>
}

/** All that the bytes depend on: the same input gives the same bytes (P2). Bcc is not here, so that it can't be written (P29). */
export interface ComposeInput {
  readonly from: Mailbox
  readonly to: readonly Mailbox[]
  readonly cc: readonly Mailbox[]
  /** Where replies go, if not to `from`. */
  readonly replyTo?: Mailbox
  readonly organisation?: string
  readonly subject: string
  /** Plain text, lines as typed. */
  readonly text: string
  readonly attachments: readonly ComposeAttachment[]
  /** With angle brackets. */
  readonly messageId: string
  readonly date: number // epoch ms
  readonly boundarySeed: string
}

/**
 * The message as it goes over the wire (RFC 5322, 2045): CRLF, 7-bit but for addresses that only SMTPUTF8 can carry,
 * streamed with back-pressure.
 * @throws CallError `invalid-argument` for a header value with a control character (P28), before anything is made.
 * A file that can't be read destroys the stream with its error.
 */
export function composeMessage(input: ComposeInput): Readable {
  return Readable.from(copied(composePieces(input)), { objectMode: false })
}

/** The same in pieces, each of which is to be used up before the next is asked for: they come in the same memory. */
export function composePieces(input: ComposeInput): AsyncIterable<Buffer> {
  const [problem] = findComposeProblems(input)
  if (problem) throw new CallError('invalid-argument', problem.message, { field: problem.field })
  return generate(input)
}

async function* copied(pieces: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  for await (const piece of pieces) yield Buffer.from(piece)
}

/** Whether header or envelope hold an address that has no ASCII form (RFC 6531): a local part beyond ASCII. */
export function needsSmtpUtf8(mailboxes: readonly Pick<Mailbox, 'local'>[]): boolean {
  return mailboxes.some(({ local }) => /[^\p{ASCII}]/u.test(local))
}

/** Header values that are refused before anything is written (P28), each with its field. */
export function findComposeProblems(
  input: Pick<ComposeInput, 'subject'> &
    Partial<Omit<ComposeInput, 'attachments'>> & {
      readonly attachments: readonly { readonly name: string }[]
    },
): SendProblem[] {
  const mailboxes = (field: string, list: readonly Mailbox[] = []) =>
    list.map(
      (mailbox, index) =>
        [`${field}[${index}]`, 'The address', `${mailbox.name ?? ''} ${mailbox.address}`] as const,
    )
  const values: (readonly [field: string, what: string, value: string])[] = [
    ...mailboxes('from', input.from === undefined ? [] : [input.from]),
    ...mailboxes('to', input.to),
    ...mailboxes('cc', input.cc),
    ...mailboxes('replyTo', input.replyTo === undefined ? [] : [input.replyTo]),
    ['organisation', 'The organisation', input.organisation ?? ''],
    ['subject', 'The subject', input.subject],
    ['messageId', 'The Message-ID', input.messageId ?? ''],
    ...input.attachments.map(({ name }, index) => [`attachments[${index}]`, 'The file name', name] as const),
  ]
  return values.flatMap(([field, what, value]) => {
    const found = findForbidden(value)
    return found === null
      ? []
      : [{ field, message: `${what} "${quotable(value.trim())}" contains ${found}.` }]
  })
}

async function* generate(input: ComposeInput): AsyncGenerator<Buffer> {
  const types = await Promise.all(input.attachments.map(attachmentType))
  const header = formatHeader(input)
  assertHeader(header, input)
  yield Buffer.from(header)
  const files = input.attachments.map((attachment, index) => ({
    mark: createMark(input.boundarySeed, index),
    open: () => encodeBase64Lines(attachment.open()),
  }))
  const body = createBody(
    input,
    types,
    files.map(({ mark }) => mark),
  )
  const spliced = files.filter((_, index) => isEncoded(types[index]))
  yield* splice(body.createReadStream() as AsyncIterable<Buffer>, spliced)
}

/** A message that is attached goes as it is (RFC 2046 5.2.1). */
function isEncoded(type: string | undefined): boolean {
  return type?.startsWith('message/') !== true
}

/** The fields of the message itself, each with its CRLF. Those of the body follow from the body. */
function formatHeader(input: ComposeInput): string {
  const list = (mailboxes: readonly Mailbox[]) => mailboxes.map(encodeMailbox).join(', ')
  const nobody = input.to.length === 0 && input.cc.length === 0
  const fields: (readonly [name: string, value: string])[] = [
    ['From', encodeMailbox(input.from)],
    ['Reply-To', input.replyTo === undefined ? '' : encodeMailbox(input.replyTo)],
    ['To', nobody ? 'undisclosed-recipients:;' : list(input.to)],
    ['Cc', list(input.cc)],
    ['Subject', encodeText(input.subject)],
    ['Organization', encodeText(input.organisation ?? '')],
    ['Date', encodeDate(input.date)],
    ['Message-ID', input.messageId],
    ['MIME-Version', '1.0'],
  ]
  return fields
    .filter(([, value]) => value !== '')
    .map(([name, value]) => foldHeader(name, value))
    .join('')
}

/** The body with its Content- fields, as the library writes them below a root that is never written. */
function createBody(input: ComposeInput, types: readonly string[], marks: readonly Mark[]): MimeNode {
  const root = new MimeNode('multipart/mixed', {
    baseBoundary: createHash('sha256').update(input.boundarySeed).digest('hex').slice(0, 24),
    boundaryPrefix: '=_Sendoff', // `=_` stands in no quoted-printable and no base64 (RFC 2045 6.7)
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  const textType = 'text/plain; charset=utf-8; format=flowed'
  if (input.attachments.length === 0) return addText(root.createChild(textType), input.text)
  const body = root.createChild('multipart/mixed')
  addText(body.createChild(textType), input.text)
  input.attachments.forEach((attachment, index) => {
    addAttachment(body, attachment, types[index] ?? 'application/octet-stream', marks[index])
  })
  return body
}

function addText(node: MimeNode, text: string): MimeNode {
  const flowed = encodeFlowed(text.toWellFormed())
  return node.setContent(flowed.endsWith('\r\n') || flowed === '' ? flowed : `${flowed}\r\n`)
}

function addAttachment(
  body: MimeNode,
  attachment: ComposeAttachment,
  type: string,
  mark: Mark | undefined,
): void {
  const node = body.createChild(type, { filename: attachment.name })
  // Without it a text file is taken for text, and its line ends are changed (P23).
  if (isEncoded(type)) node.setHeader('Content-Transfer-Encoding', 'base64')
  node.setHeader('Content-Disposition', encodeDisposition(attachment.name))
  const content = isEncoded(type) && mark !== undefined ? [mark.octets] : openLate(attachment)
  node.setContent(Readable.from(content, { objectMode: false }))
}

/** A file is opened when its turn comes: one that is open and not yet read could fail with nobody listening. */
async function* openLate(attachment: ComposeAttachment): AsyncGenerator<Buffer> {
  yield* copied(attachment.open())
}

/** The header must name exactly the mailboxes that were given: a library that lost one would lose its mail. */
function assertHeader(header: string, input: ComposeInput): void {
  const named = new Map(unfold(header).map(({ name, value }) => [name.toLowerCase(), value]))
  if (named.has('bcc')) throw new Error('A Bcc header was made.')
  for (const [field, mailboxes] of [
    ['from', [input.from]],
    ['to', input.to],
    ['cc', input.cc],
    ['reply-to', input.replyTo === undefined ? [] : [input.replyTo]],
  ] as const) {
    const written = splitMailboxes(named.get(field) ?? '').map((piece) => {
      const parsed = parseMailbox(piece)
      return parsed.ok ? addressKey(parsed.mailbox) : piece
    })
    if (written.join('\n') !== mailboxes.map(addressKey).join('\n')) {
      throw new Error(`The header "${field}" does not name the recipients that it was given.`)
    }
  }
}
