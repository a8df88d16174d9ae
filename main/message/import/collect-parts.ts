// The tree of parts (RFC 2046) as one text, one rich text, and files.
import { decodeWords } from '../encoded-word.ts'
import { plainToHtml } from '../plain-html.ts'
import { fieldOf, splitEntity, splitParts, type Entity } from '../read.ts'
import { octetsOf, textOf } from './decode-part.ts'
import { toLine } from './fields.ts'
import type { ImportNote } from './message-file.ts'
import { parseParameters, type Parameters } from './parameters.ts'
import { ownValue } from '../../own-value.ts'

const maxDepth = 10
const maxParts = 200

/** A part that is no text of the message. */
export interface FoundFile {
  readonly name: string
  readonly type: string
  readonly bytes: Uint8Array
  /** Content-ID without angle brackets; '' where there is none. */
  readonly cid: string
}

export interface Found {
  /** null: no part of this kind. */
  readonly text: string | null
  /** As it stands in the file: to be cleaned. */
  readonly html: string | null
  readonly files: readonly FoundFile[]
}

interface Bodies {
  readonly text: string | null
  readonly html: string | null
}

interface Walk {
  parts: number
  hasBody: boolean
  readonly files: FoundFile[]
  readonly note: (note: ImportNote) => void
}

const nothing: Bodies = { text: null, html: null }

/** Goes through a message, at most ten levels deep and over at most two hundred parts. */
export function collectParts(root: Entity, note: (note: ImportNote) => void): Found {
  const walk: Walk = { parts: maxParts, hasBody: false, files: [], note }
  const bodies = visit(root, { walk, depth: 0, fallback: 'text/plain' })
  return { ...bodies, files: walk.files }
}

interface Place {
  readonly walk: Walk
  readonly depth: number
  /** Type of a part that names none. */
  readonly fallback: string
}

function visit(entity: Entity, place: Place): Bodies {
  const type = typeOf(entity, place.fallback)
  if (type.value.startsWith('multipart/')) return visitMultipart(entity, type, place)
  return visitLeaf(entity, type, place.walk)
}

function typeOf({ fields }: Entity, fallback: string): Parameters {
  const parsed = parseParameters(fieldOf(fields, 'content-type'))
  if (/^[^/\s]+\/[^/\s]+$/.test(parsed.value)) return parsed
  return { ...parsed, value: parsed.value === '' ? fallback : plainName(parsed.value) }
}

/** RFC 1049 called it `text`; some programs still do. */
function plainName(value: string): string {
  return value === 'text' ? 'text/plain' : 'application/octet-stream'
}

function visitMultipart(entity: Entity, type: Parameters, place: Place): Bodies {
  const { walk, depth } = place
  const boundary = type.params.get('boundary') ?? ''
  if (boundary === '') {
    walk.note({ kind: 'no-boundary' })
    return visitLeaf(entity, { value: 'text/plain', params: new Map() }, walk)
  }
  if (depth >= maxDepth) {
    walk.note({ kind: 'too-deep' })
    return nothing
  }
  const fallback = type.value === 'multipart/digest' ? 'message/rfc822' : 'text/plain'
  const children: Bodies[] = []
  for (const part of splitParts(entity.body, boundary)) {
    walk.parts -= 1
    if (walk.parts < 0) {
      walk.note({ kind: 'too-many-parts' })
      break
    }
    children.push(visit(splitEntity(part), { walk, depth: depth + 1, fallback }))
  }
  return type.value === 'multipart/alternative' ? chooseOne(children) : joinAll(children)
}

/** The same in several forms: the first plain one, and the richest, which is the last (RFC 2046 5.1.4). */
function chooseOne(children: readonly Bodies[]): Bodies {
  return {
    text: children.find(({ text }) => text !== null)?.text ?? null,
    html: children.findLast(({ html }) => html !== null)?.html ?? null,
  }
}

/** One after the other; where one of them is rich, the plain ones become so. */
function joinAll(children: readonly Bodies[]): Bodies {
  const there = children.filter(({ text, html }) => text !== null || html !== null)
  if (there.length < 2) return there[0] ?? nothing
  const isRich = there.some(({ html }) => html !== null)
  // A rich part without a plain form would be missing in the text: then the text is made of the whole rich one.
  const isPlain = there.every(({ text }) => text !== null)
  return {
    text: isPlain ? there.map(({ text }) => text ?? '').join('\n') : null,
    html: isRich ? there.map(({ text, html }) => html ?? plainToHtml(text ?? '')).join('\n') : null,
  }
}

function visitLeaf(entity: Entity, type: Parameters, walk: Walk): Bodies {
  const disposition = parseParameters(fieldOf(entity.fields, 'content-disposition'))
  const name = disposition.params.get('filename') ?? type.params.get('name') ?? ''
  const isText = type.value === 'text/plain' || type.value === 'text/html'
  const isFile = disposition.value === 'attachment' || (name !== '' && walk.hasBody)
  if (isText && !isFile) {
    walk.hasBody = true
    const text = textOf(entity, type, walk.note)
    return type.value === 'text/html' ? { text: null, html: text } : { text, html: null }
  }
  const bytes = octetsOf(entity, walk.note)
  walk.files.push({
    name: nameOf(toLine(name), type.value, bytes, walk.files.length + 1),
    type: type.value,
    bytes,
    cid: (/^\s*<?([^<>\s]+)>?\s*$/.exec(fieldOf(entity.fields, 'content-id'))?.[1] ?? '').slice(0, 900),
  })
  return nothing
}

const endings: Readonly<Record<string, string>> = {
  'application/pdf': '.pdf',
  'application/pgp-signature': '.asc',
  'application/pkcs7-signature': '.p7s',
  'image/gif': '.gif',
  'image/jpeg': '.jpg',
  'image/png': '.png',
  'image/webp': '.webp',
  'message/delivery-status': '.txt',
  'message/rfc822': '.eml',
  'text/calendar': '.ics',
  'text/csv': '.csv',
  'text/html': '.html',
  'text/plain': '.txt',
  'text/vcard': '.vcf',
}

/** A part without a name gets one; a message is named after its subject. */
function nameOf(name: string, type: string, bytes: Uint8Array, number: number): string {
  if (name !== '') return name.slice(0, 900)
  const ending = ownValue(endings, type) ?? '.bin'
  if (type !== 'message/rfc822') return `part-${number}${ending}`
  const inner = splitEntity(Buffer.from(bytes.subarray(0, 100_000)))
  const subject = toLine(decodeWords(fieldOf(inner.fields, 'subject'))).replaceAll(/[/\\]+/g, ' ')
  return `${subject === '' ? `message-${number}` : subject.slice(0, 200)}${ending}`
}
