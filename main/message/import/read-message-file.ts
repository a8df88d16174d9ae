// Reads an .eml file: RFC 5322, 2045, 2046, 2047, 2231, 3676, 6532. Pure; never throws.
import { htmlToText } from '../html-text.ts'
import { splitEntity } from '../read.ts'
import { collectParts, type FoundFile } from './collect-parts.ts'
import { maxTextLength } from './decode-part.ts'
import { readDate, readIds, readMailboxes, readPriority, readSubject } from './fields.ts'
import { readKeptFields } from './kept-fields.ts'
import {
  maxMessageOctets,
  maxRichLength,
  type ImportNote,
  type MessageFile,
  type ReadMessageFile,
} from './message-file.ts'
import { readRichPart } from './rich-part.ts'

const maxFields = 1000
const maxNotes = 50

/** Fields of which a message has at least one. */
const known =
  /^(?:from|to|cc|bcc|subject|date|message-id|received|sender|reply-to|return-path|mime-version|content-type|x-.*)$/i

/** @param octets the whole file, at most 64 MB */
export function readMessageFile(octets: Uint8Array): ReadMessageFile {
  if (octets.length > maxMessageOctets) return { ok: false, why: 'too-large' }
  const root = splitEntity(withoutStart(octets))
  if (!root.fields.some(({ name }) => known.test(name))) return { ok: false, why: 'no-message' }
  const notes: ImportNote[] = []
  const note = (one: ImportNote) => {
    const isKnown = notes.some(({ kind, detail }) => kind === one.kind && detail === one.detail)
    if (!isKnown && notes.length < maxNotes) notes.push(one)
  }
  const { fields } = root
  if (fields.length >= maxFields) note({ kind: 'too-many-fields' })
  const mailboxes = (name: string) => readMailboxes(fields, name, note)
  const date = readDate(fields)
  const priority = readPriority(fields)
  if (date === null) note({ kind: 'bad-date' })
  const header = {
    from: mailboxes('from'),
    to: mailboxes('to'),
    cc: mailboxes('cc'),
    bcc: mailboxes('bcc'),
    replyTo: mailboxes('reply-to'),
    subject: readSubject(fields),
    date: date ?? null,
    messageId: readIds(fields, 'message-id')[0] ?? '',
    inReplyTo: readIds(fields, 'in-reply-to'),
    references: readIds(fields, 'references'),
    ...(priority === undefined ? {} : { priority }),
    kept: readKeptFields(fields),
  }
  return { ok: true, message: { ...header, ...readBody(collectParts(root, note), note), notes } }
}

type Body = Pick<MessageFile, 'text' | 'html' | 'pictures' | 'attachments'>

function readBody(
  found: { readonly text: string | null; readonly html: string | null; readonly files: readonly FoundFile[] },
  note: (note: ImportNote) => void,
): Body {
  if (found.html === null) return plainBody(found.text ?? '', found.files)
  const rich = readRichPart(found.html, found.files, note)
  const text = found.text ?? htmlToText(rich.html).slice(0, maxTextLength)
  if (rich.html.length <= maxRichLength) return { text, ...rich }
  // What is cleaned may be longer than what it was made of.
  note({ kind: 'text-cut' })
  return plainBody(text, found.files)
}

function plainBody(text: string, files: readonly FoundFile[]): Body {
  const attachments = files.map(({ name, type, bytes }) => ({ name, type, bytes }))
  return { text, html: null, pictures: [], attachments }
}

/** Without what some programs put before the first field: a byte order mark, empty lines. Old Mac files end lines with CR. */
function withoutStart(octets: Uint8Array): Buffer {
  const all = Buffer.from(octets.buffer, octets.byteOffset, octets.length)
  const bom = all[0] === 0xef && all[1] === 0xbb && all[2] === 0xbf ? 3 : 0
  let start = bom
  while (start < all.length && (all[start] === 0x0d || all[start] === 0x0a)) start += 1
  const text = all.subarray(start)
  if (text.includes(0x0a) || !text.includes(0x0d)) return text
  return Buffer.from(text.toString('latin1').replaceAll('\r', '\n'), 'latin1')
}
