// A draft made of a message file: an answer to it, or the same message once more. Pure.
import type { DraftContent } from '../../drafts/draft.ts'
import type { Thread } from '../../drafts/message-options.ts'
import type { Identity, Signature, SignaturePicture } from '../../identities/identity.ts'
import type { FilePart, MessageFile } from '../import/message-file.ts'
import { toLine } from '../import/fields.ts'
import { forwardBody, quoteBody, type AnswerBody } from './body.ts'
import { identityOf, replyRecipients, toTexts } from './recipients.ts'
import { forwardSubject, replySubject } from './subject.ts'

export const answerWays = ['edit-as-new', 'reply', 'reply-all', 'forward', 'forward-attached'] as const
export type AnswerWay = (typeof answerWays)[number]

export interface AnswerInput {
  readonly message: MessageFile
  /** The file itself, for `forward-attached`. */
  readonly octets: Uint8Array
  readonly identities: readonly Identity[]
  /** Whether new messages are rich; an answer to a rich message is rich anyway. */
  readonly newAreRich: boolean
}

/** A file that goes with the draft; with `cid`, one that stands in its text. */
export interface AnswerFile extends FilePart {
  readonly cid?: string
}

export interface Answer {
  readonly content: Partial<DraftContent>
  readonly files: readonly AnswerFile[]
}

/** What a draft takes; the rest of a subject is no subject any more. */
const maxSubject = 2_000

/** The draft for one of the ways to go on from a message. */
export function createAnswer(way: AnswerWay, input: AnswerInput): Answer {
  const { message } = input
  const identity = identityOf(message, input.identities)
  const base = { identityId: identity?.id ?? null }
  switch (way) {
    case 'edit-as-new':
      return again(message, base, identity)
    case 'reply':
    case 'reply-all':
      return reply(input, base, identity, way === 'reply-all')
    case 'forward':
      return forward(input, base, identity)
    case 'forward-attached':
      return forwardAttached(input, base)
  }
}

type Base = Pick<DraftContent, 'identityId'>

/** All that it says; no Message-ID, which the new message gets its own of (RFC 5322 3.6.4). */
function again(message: MessageFile, base: Base, identity: Identity | null): Answer {
  const { text, html, inReplyTo, references, priority } = message
  const [replyTo] = toTexts(message.replyTo)
  const [parent] = inReplyTo
  const isWanted = replyTo !== undefined && replyTo !== identity?.replyTo
  const options = { ...(isWanted ? { replyTo } : {}), ...message.kept.options }
  return {
    content: {
      ...base,
      to: toTexts(message.to),
      cc: toTexts(message.cc),
      bcc: toTexts(message.bcc),
      subject: toLine(message.subject),
      text,
      ...(html === null ? {} : { html }),
      ...(Object.keys(options).length === 0 ? {} : { options }),
      ...(priority === undefined ? {} : { priority }),
      ...(parent === undefined ? {} : { thread: { inReplyTo: parent, references } }),
      signatureId: null,
    },
    files: [...message.pictures, ...message.attachments],
  }
}

function reply(input: AnswerInput, base: Base, identity: Identity | null, all: boolean): Answer {
  const { message, identities } = input
  const { body, signatureId, pictures } = withSignature(input, identity, quoteBody)
  const thread = threadOf(message)
  return {
    content: {
      ...base,
      ...replyRecipients(message, identities, all),
      subject: replySubject(toLine(message.subject)).slice(0, maxSubject),
      ...body,
      ...(signatureId === undefined ? {} : { signatureId }),
      ...(thread === undefined ? {} : { thread }),
    },
    // Pictures of the quote stay in it; the files are known to who sent them.
    files: pictures,
  }
}

function forward(input: AnswerInput, base: Base, identity: Identity | null): Answer {
  const { message } = input
  const { body, signatureId, pictures } = withSignature(input, identity, forwardBody)
  return {
    content: {
      ...base,
      subject: forwardSubject(toLine(message.subject)).slice(0, maxSubject),
      ...body,
      ...(signatureId === undefined ? {} : { signatureId }),
    },
    files: [...pictures, ...message.attachments],
  }
}

/** The file goes unchanged, with its own header (RFC 2046 5.2.1). */
function forwardAttached({ message, octets, newAreRich }: AnswerInput, base: Base): Answer {
  const subject = toLine(message.subject)
  const name = subject.replaceAll(/[/\\:*?"<>|]+/g, ' ').trim()
  return {
    content: {
      ...base,
      subject: forwardSubject(subject).slice(0, maxSubject),
      ...(newAreRich ? { html: '' } : {}),
    },
    files: [
      { name: `${name === '' ? 'message' : name.slice(0, 200)}.eml`, type: 'message/rfc822', bytes: octets },
    ],
  }
}

interface Signed {
  readonly body: AnswerBody
  readonly signatureId: string | undefined
  /** Of the quote and of the signature. */
  readonly pictures: readonly AnswerFile[]
}

function withSignature(
  { message, identities, newAreRich }: AnswerInput,
  identity: Identity | null,
  write: (message: MessageFile, signature: Signature | undefined, rich: boolean) => AnswerBody,
): Signed {
  const own = (identity ?? identities[0])?.signatures?.[0]
  if (message.html === null && !newAreRich)
    return { body: write(message, own, false), signatureId: own?.id, pictures: [] }
  const signed = own === undefined ? undefined : apartFrom(message, own)
  return {
    body: write(message, signed, true),
    signatureId: own?.id,
    pictures: [...message.pictures, ...(signed?.pictures ?? []).map(toFile)],
  }
}

/** The signature with Content-IDs that no picture of the quote has: that may hold an earlier copy of it. */
function apartFrom({ pictures }: MessageFile, signature: Signature): Signature {
  const taken = new Set(pictures.map(({ cid }) => cid))
  let number = 0
  const renamed = (signature.pictures ?? []).map(({ cid, ...rest }) => {
    do number += 1
    while (taken.has(`signature-${number}@sendoff`))
    return { from: cid, picture: { ...rest, cid: `signature-${number}@sendoff` } }
  })
  const html = signature.html?.replaceAll(/ src="cid:([^"]*)"/g, (whole, cid: string) => {
    const found = renamed.find(({ from }) => from === cid)
    return found === undefined ? whole : ` src="cid:${found.picture.cid}"`
  })
  const own = renamed.map(({ picture }) => picture)
  return { ...signature, ...(html === undefined ? {} : { html }), pictures: own }
}

function toFile({ cid, name, type, base64 }: SignaturePicture): AnswerFile {
  return { cid, name, type, bytes: Buffer.from(base64, 'base64') }
}

/** RFC 5322 3.6.4: References of the parent, or its only In-Reply-To, and its Message-ID. */
function threadOf({ messageId, references, inReplyTo }: MessageFile): Thread | undefined {
  if (messageId === '') return undefined
  const before = references.length > 0 ? references : inReplyTo.length === 1 ? inReplyTo : []
  return {
    inReplyTo: messageId,
    references: [...before.filter((id) => id !== messageId).slice(-maxReferences), messageId],
  }
}

/** What a draft takes; the header keeps twenty of them (option-headers.ts). */
const maxReferences = 900
