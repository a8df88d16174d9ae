import { Readable } from 'node:stream'
import type { SendProblem } from '../api.ts'
import type { MessageOptions, Thread } from '../drafts/message-options.ts'
import type { Priority } from '../outbox/entry.ts'
import { CallError } from '../result.ts'
import { addressKey, parseMailbox, splitMailboxes, type Mailbox } from './address.ts'
import { attachmentType } from './attachment-type.ts'
import { encodeBase64Lines } from './base64-lines.ts'
import { createBody, type BodyFile } from './body.ts'
import { cleanHtml, contentIdsIn, isFormatted } from './clean-html.ts'
import { foldHeader } from './fold.ts'
import { findForbidden, quotable } from './forbidden.ts'
import { encodeDate, encodeMailbox, encodeText } from './header.ts'
import { directionOf, writeDirections } from './direction.ts'
import { toHtmlDocument } from './html-document.ts'
import { htmlToText } from './html-text.ts'
import { formatInvitation, type InvitationInput } from './invitation.ts'
import { findOptionProblems, optionHeaders } from './option-headers.ts'
import { createMark, splice } from './splice.ts'
import { unfold } from './unfold.ts'

export { envelopeOf, type Envelope, type EnvelopeRecipient } from './envelope.ts'

/**
 * A file as it goes into the message. `open` may be called more than once and gives the same octets each time; a piece is used
 * up before the next is asked for.
 */
export interface ComposeAttachment {
  readonly name: string
  readonly type: string // media type
  /** Content-ID of an image that the rich text names, without angle brackets. */
  readonly cid?: string
  /** How many there are, where that is known. */
  readonly octets?: number
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
  /** Rich text: a fragment of HTML, of which the text is made then; it is cleaned here. */
  readonly html?: string
  readonly options?: MessageOptions
  readonly priority?: Priority
  readonly thread?: Thread
  /** Organizer and attendees follow from the message. */
  readonly invitation?: Pick<InvitationInput, 'invitation' | 'startAt' | 'endAt'>
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

/**
 * The same in pieces, each of which is to be used up before the next is asked for: they come in the same memory.
 * @param encode Gives the lines of a file; a piece of them has to stay as long as the pieces of the message have to.
 */
export function composePieces(input: ComposeInput, encode = encodeFile): AsyncIterable<Buffer> {
  const [problem] = findComposeProblems(input)
  if (problem) throw new CallError('invalid-argument', problem.message, { field: problem.field })
  return generate(input, encode)
}

function encodeFile(file: ComposeAttachment): AsyncIterable<Buffer> {
  return encodeBase64Lines(file.open())
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
  const forbidden = values.flatMap(([field, what, value]) => {
    const found = findForbidden(value)
    return found === null
      ? []
      : [{ field, message: `${what} "${quotable(value.trim())}" contains ${found}.` }]
  })
  return [...forbidden, ...findOptionProblems(input.options, input.thread)]
}

async function* generate(input: ComposeInput, encode: typeof encodeFile): AsyncGenerator<Buffer> {
  const header = formatHeader(input)
  assertHeader(header, input)
  yield Buffer.from(header)
  const rich = richTextOf(input)
  const files = await Promise.all(input.attachments.map(toBodyFile))
  const isInline = ({ attachment: { cid } }: BodyFile) =>
    cid !== undefined && rich?.contentIds.has(cid) === true
  const places = { inline: files.filter(isInline), files: files.filter((file) => !isInline(file)) }
  // In the order in which they stand in the message; each has its mark by that.
  const marked = [...places.inline, ...places.files].map((file, index) =>
    isEncoded(file.type) ? { ...file, mark: createMark(input.boundarySeed, index) } : file,
  )
  const body = createBody({
    text: rich?.text ?? input.text,
    ...(rich?.html === undefined ? {} : { html: rich.html }),
    inline: marked.slice(0, places.inline.length),
    files: marked.slice(places.inline.length),
    ...calendarOf(input),
    boundarySeed: input.boundarySeed,
  })
  const spliced = marked.flatMap(({ mark, attachment }) =>
    mark === undefined ? [] : [{ mark, open: () => encode(attachment) }],
  )
  yield* splice(body.createReadStream() as AsyncIterable<Buffer>, spliced)
}

async function toBodyFile(attachment: ComposeAttachment): Promise<BodyFile> {
  return { attachment, type: await attachmentType(attachment), mark: undefined }
}

/** The rich text as it goes: without `html` where the person wants plain text alone, or gave the text no form. */
function richTextOf({ html, options, attachments }: ComposeInput) {
  if (html === undefined) return undefined
  const known = new Set(attachments.flatMap(({ cid }) => (cid === undefined ? [] : [cid])))
  const clean = cleanHtml(html, known)
  const text = htmlToText(clean)
  const language = options?.language
  const directed = writeDirections(clean, language === undefined ? 'ltr' : directionOf(language))
  if (options?.plainOnly === true || !isFormatted(directed)) return { text, contentIds: new Set<string>() }
  return { text, html: toHtmlDocument(directed, language), contentIds: contentIdsIn(directed) }
}

function calendarOf({ invitation, from, to, cc, date }: ComposeInput): { readonly calendar?: string } {
  if (invitation === undefined) return {}
  return {
    calendar: formatInvitation({ ...invitation, organizer: from, attendees: [...to, ...cc], at: date }),
  }
}

/** A message that is attached goes as it is (RFC 2046 5.2.1). */
function isEncoded(type: string): boolean {
  return !type.startsWith('message/')
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
    ...optionHeaders(input),
    ['Date', encodeDate(input.date)],
    ['Message-ID', input.messageId],
    ['MIME-Version', '1.0'],
  ]
  return fields
    .filter(([, value]) => value !== '')
    .map(([name, value]) => foldHeader(name, value))
    .join('')
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
