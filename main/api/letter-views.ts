// Messages as windows show and print them.
import type { LetterView } from '../api.ts'
import type { DraftAttachment, DraftContent } from '../drafts/draft.ts'
import type { Identity } from '../identities/identity.ts'
import { formatMailbox } from '../message/address.ts'
import { cleanHtml, contentIdsIn } from '../message/clean-html.ts'
import type { ImportNote, MessageFile, NoteKind } from '../message/import/message-file.ts'
import { toTexts } from '../message/answer/recipients.ts'
import type { FileStore } from '../storage/store.ts'
import { fillIn, type TextKey } from '../text/t.ts'

/** Octets of pictures that go to a window at once. */
const maxPictures = 40_000_000

export function toLetterView(message: MessageFile): LetterView {
  const { subject, date, text, html } = message
  return {
    from: toTexts(message.from),
    replyTo: toTexts(message.replyTo),
    to: toTexts(message.to),
    cc: toTexts(message.cc),
    bcc: toTexts(message.bcc),
    subject,
    date,
    text,
    html,
    pictures: message.pictures.map(({ cid, type, bytes }) => ({ cid, type, bytes })),
    attachments: message.attachments.map(({ name, type, bytes }) => ({ name, type, size: bytes.length })),
  }
}

/** A draft as it stands in its window; blind copies are not shown, as they are not sent (P29). */
export async function letterOfDraft(
  content: DraftContent,
  { identities, files, now }: { identities: readonly Identity[]; files: FileStore; now: number },
): Promise<LetterView> {
  const identity = identities.find(({ id }) => id === content.identityId) ?? identities[0]
  const own = identity === undefined ? [] : [formatMailbox(nameless(identity))]
  const html = content.html === undefined ? null : cleanHtml(content.html)
  const inText = contentIdsIn(html ?? '')
  const isPicture = ({ cid }: DraftAttachment) => cid !== undefined && inText.has(cid)
  return {
    from: content.from === undefined ? own : [content.from],
    replyTo: content.options?.replyTo === undefined ? [] : [content.options.replyTo],
    to: content.to,
    cc: content.cc,
    bcc: [],
    subject: content.subject,
    date: content.schedule?.at ?? now,
    text: content.text,
    html,
    pictures: await readPictures(content.attachments.filter(isPicture), files),
    attachments: content.attachments
      .filter((file) => !isPicture(file))
      .map(({ name, type, size }) => ({ name, type, size })),
  }
}

function nameless({ name, address }: Identity): { readonly name?: string; readonly address: string } {
  return name === '' ? { address } : { name, address }
}

/** One that cannot be read is shown by its words. */
async function readPictures(
  attachments: readonly DraftAttachment[],
  files: FileStore,
): Promise<LetterView['pictures']> {
  const pictures: { cid: string; type: string; bytes: Uint8Array }[] = []
  let octets = 0
  for (const { cid = '', type, file, size } of attachments) {
    octets += size
    if (octets > maxPictures) break
    const bytes = await files.read(file).catch(() => null)
    if (bytes !== null) pictures.push({ cid, type, bytes })
  }
  return pictures
}

const noteKeys: Readonly<Record<NoteKind, TextKey>> = {
  'remote-pictures': 'opened.remote',
  'missing-pictures': 'opened.missing',
  'unfit-pictures': 'opened.unfit',
  'too-many-fields': 'opened.fields',
  'too-many-parts': 'opened.parts',
  'too-deep': 'opened.deep',
  'text-cut': 'opened.cut',
  'unknown-charset': 'opened.charset',
  'unknown-encoding': 'opened.encoding',
  'broken-encoding': 'opened.broken',
  'no-boundary': 'opened.boundary',
  'bad-address': 'opened.address',
  'bad-date': 'opened.date',
}

/** What was left out or not understood, each sentence once. */
export function toSentences(notes: readonly ImportNote[]): readonly string[] {
  return [...new Set(notes.map(({ kind, detail = '' }) => fillIn(noteKeys[kind], { detail })))]
}
