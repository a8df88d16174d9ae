// The body of a message (RFC 2045, 2046): which parts it has, and in which order.
import { createHash } from 'node:crypto'
import { Readable } from 'node:stream'
import MimeNode from 'nodemailer/lib/mime-node'
import type { ComposeAttachment } from './compose.ts'
import { encodeFlowed } from './flowed.ts'
import { encodeDisposition } from './header.ts'
import type { Mark } from './splice.ts'

/** A file with its place in the message. */
export interface BodyFile {
  readonly attachment: ComposeAttachment
  readonly type: string
  /** What stands for its octets until they are written; undefined: they go as they are. */
  readonly mark: Mark | undefined
}

export interface BodyInput {
  readonly text: string
  /** A whole document. */
  readonly html?: string
  /** Images that the document names by their Content-ID. */
  readonly inline: readonly BodyFile[]
  readonly files: readonly BodyFile[]
  /** text/calendar; method=REQUEST (RFC 6047 2.4). */
  readonly calendar?: string
  readonly boundarySeed: string
}

/**
 * The body with its Content- fields, below a root that is never written: mixed (alternative (text, related (html, images), calendar),
 * files, invite.ics), without the levels that have one part.
 */
export function createBody(input: BodyInput): MimeNode {
  const root = new MimeNode('multipart/mixed', {
    baseBoundary: createHash('sha256').update(input.boundarySeed).digest('hex').slice(0, 24),
    boundaryPrefix: '=_Sendoff', // `=_` stands in no quoted-printable and no base64 (RFC 2045 6.7)
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  if (input.files.length === 0 && input.calendar === undefined) return addContent(root, input)
  const body = root.createChild('multipart/mixed')
  addContent(body, input)
  for (const file of input.files) addFile(body, file, encodeDisposition(file.attachment.name))
  if (input.calendar !== undefined) addCalendarFile(body, input.calendar)
  return body
}

function addContent(parent: MimeNode, input: BodyInput): MimeNode {
  const { text, html, calendar } = input
  if (html === undefined && calendar === undefined) return addText(parent, text)
  // The plainest first: a reader shows the last part that it can (RFC 2046 5.1.4).
  const alternative = parent.createChild('multipart/alternative')
  addText(alternative, text)
  if (html !== undefined) addRich(alternative, html, input.inline)
  if (calendar !== undefined) addCalendar(alternative, calendar)
  return alternative
}

function addText(parent: MimeNode, text: string): MimeNode {
  const flowed = encodeFlowed(text.toWellFormed())
  const ended = flowed.endsWith('\r\n') || flowed === '' ? flowed : `${flowed}\r\n`
  return parent.createChild('text/plain; charset=utf-8; format=flowed').setContent(ended)
}

function addRich(parent: MimeNode, html: string, inline: readonly BodyFile[]): void {
  if (inline.length === 0) {
    addHtml(parent, html)
    return
  }
  // RFC 2387 3.1 wants the type of the root part.
  const related = parent.createChild('multipart/related; type="text/html"')
  addHtml(related, html)
  for (const file of inline) {
    const node = addFile(related, file, encodeDisposition(file.attachment.name, 'inline'))
    node.setHeader('Content-ID', `<${file.attachment.cid ?? ''}>`)
  }
}

function addHtml(parent: MimeNode, html: string): void {
  const text = html.toWellFormed().replaceAll(/\r\n|\r|\n/g, '\r\n')
  parent
    .createChild('text/html; charset=utf-8')
    .setHeader('Content-Transfer-Encoding', isMostlyAscii(text) ? 'quoted-printable' : 'base64')
    .setContent(text)
}

/** RFC 2045 6: quoted-printable writes three octets for one beyond ASCII, base64 four for three of any kind. */
function isMostlyAscii(text: string): boolean {
  const octets = Buffer.byteLength(text)
  return (octets - text.length) * 2 < octets / 3
}

function addCalendar(parent: MimeNode, calendar: string): void {
  parent
    .createChild('text/calendar; charset=utf-8; method=REQUEST')
    .setHeader('Content-Transfer-Encoding', 'base64')
    .setContent(calendar)
}

/** The same as a file: readers without a calendar show nothing of the alternative, and a person can save it. */
function addCalendarFile(parent: MimeNode, calendar: string): void {
  const filename = 'invite.ics'
  parent
    .createChild('application/ics', { filename })
    .setHeader('Content-Transfer-Encoding', 'base64')
    .setHeader('Content-Disposition', encodeDisposition(filename))
    .setContent(calendar)
}

function addFile(parent: MimeNode, { attachment, type, mark }: BodyFile, disposition: string): MimeNode {
  const node = parent.createChild(type, { filename: attachment.name })
  // Without it a text file is taken for text, and its line ends are changed (P23).
  if (mark !== undefined) node.setHeader('Content-Transfer-Encoding', 'base64')
  node.setHeader('Content-Disposition', disposition)
  const content = mark === undefined ? openLate(attachment) : [mark.octets]
  return node.setContent(Readable.from(content, { objectMode: false }))
}

/** A file is opened when its turn comes: one that is open and not yet read could fail with nobody listening. */
async function* openLate(attachment: ComposeAttachment): AsyncGenerator<Buffer> {
  for await (const piece of attachment.open()) yield Buffer.from(piece)
}
