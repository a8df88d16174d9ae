// Calls about message files, and about messages as files and on paper.
import type { LetterView, MessagesApi, MessageTarget, OpenedFile } from '../api.ts'
import { attachParts } from '../drafts/attach.ts'
import { toDiskName } from '../drafts/file-name.ts'
import type { Drafts } from '../drafts/drafts.ts'
import { createAnswer, type AnswerWay } from '../message/answer/answer.ts'
import { maxMessageOctets } from '../message/import/message-file.ts'
import { readMessageFile } from '../message/import/read-message-file.ts'
import type { Random } from '../random.ts'
import { CallError } from '../result.ts'
import type { Servers } from '../servers/servers.ts'
import type { SettingsStore } from '../settings/settings-store.ts'
import type { FileStore } from '../storage/store.ts'
import { t } from '../text/t.ts'
import type { LocalFiles } from '../transfer/local-files.ts'
import { createBouncesApi, type BouncesApiDeps } from './bounces-api.ts'
import { letterOfDraft, toLetterView, toSentences } from './letter-views.ts'
import { dragMessage, nameOfMessage, saveMessage, write, type MessageFilesDeps } from './message-files.ts'
import { openPath, type OpenedFiles } from './opened-files.ts'

export interface MessagesApiDeps extends MessageFilesDeps, BouncesApiDeps {
  readonly openedFiles: OpenedFiles
  readonly store: { readonly spool: FileStore; readonly files: FileStore }
  readonly drafts: Drafts
  readonly servers: Servers
  readonly settings: SettingsStore
  readonly localFiles: LocalFiles
  readonly random: Random
}

/** Makes the messages part of the Api. */
export function createMessagesApi(deps: MessagesApiDeps): MessagesApi {
  const { openedFiles, shell } = deps
  const bounces = createBouncesApi(deps)
  return {
    pick: async () => {
      const path = await shell.pickFile(t('opened.pick'), ['eml'])
      if (path !== null) openPath(openedFiles, deps.localFiles, path)
    },
    open: ({ name, bytes }) => {
      openedFiles.add(name, () => Promise.resolve(bytes))
      return Promise.resolve()
    },
    shown: async () => toOpenedFile(await openedFiles.shown()),
    close: ({ id }) => {
      openedFiles.close(id)
      return Promise.resolve()
    },
    explain: async ({ id }) => await bounces.read({ bytes: (await openedFiles.get(id)).octets }),
    answer: ({ id, way }) => answer(deps, id, way),
    saveAttachment: (input) => saveAttachment(deps, input),
    letter: (target) => letter(deps, target),
    save: (target) => saveMessage(deps, target),
    drag: ({ entryId }) => dragMessage(deps, entryId),
    print: ({ draftId }) => shell.print(draftId),
    pdf: async ({ draftId, subject }) => {
      const path = await shell.pickSavePath(nameOfMessage(subject, '.pdf'))
      if (path === null) return { path }
      await write(path, oneOf(await shell.printToPdf(draftId)))
      return { path }
    },
  }
}

/** RFC 3464, RFC 6533. */
const reports = /^message\/(?:global-)?delivery-status$/

function toOpenedFile(shown: Awaited<ReturnType<OpenedFiles['shown']>>): OpenedFile | null {
  if (shown === null) return null
  const { id, name: fileName } = shown
  if (!shown.ok) return { kind: 'refused', id, fileName, message: shown.reason }
  const { message } = shown
  const isReport = message.attachments.some(({ type }) => reports.test(type))
  return {
    kind: 'message',
    id,
    fileName,
    letter: toLetterView(message),
    notes: toSentences(message.notes),
    staysBehind: message.kept.left,
    isReport,
  }
}

/** Its files are in the spool before the draft names them. */
async function answer(
  deps: MessagesApiDeps,
  id: string,
  way: AnswerWay,
): Promise<{ readonly draftId: string }> {
  const { message, octets } = await deps.openedFiles.get(id)
  const { newMessages } = await deps.settings.get()
  const { content, files } = createAnswer(way, {
    message,
    octets,
    identities: deps.servers.identities(),
    newAreRich: newMessages === 'rich',
  })
  const attachments = await attachParts(
    { files: deps.store.files, clock: deps.clock, random: deps.random },
    files,
  )
  const draft = await deps.drafts.create({ ...content, attachments })
  await deps.shell.openCompose(draft.id)
  return { draftId: draft.id }
}

async function saveAttachment(
  { openedFiles, shell }: MessagesApiDeps,
  { id, index }: Parameters<MessagesApi['saveAttachment']>[0],
): Promise<{ readonly path: string | null }> {
  const file = (await openedFiles.get(id)).message.attachments[index]
  if (file === undefined) throw new CallError('not-found', t('attachments.gone'))
  const path = await shell.pickSavePath(toDiskName(file.name))
  if (path !== null) await write(path, oneOf(file.bytes))
  return { path }
}

async function letter(deps: MessagesApiDeps, target: MessageTarget): Promise<LetterView> {
  const { store, clock, servers } = deps
  if ('content' in target)
    return await letterOfDraft(target.content, {
      identities: servers.identities(),
      files: store.files,
      now: clock.now(),
    })
  const { revision } = await deps.outbox.get(target.entryId)
  const unread = (cause?: unknown) =>
    new CallError('file', t('save.unread', { file: revision.spoolFile }), { cause })
  const octets = await store.spool.read(revision.spoolFile).catch((error: unknown) => {
    throw unread(error)
  })
  const read = readMessageFile(octets.subarray(0, maxMessageOctets))
  if (!read.ok) throw unread()
  return toLetterView(read.message)
}

async function* oneOf(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield await Promise.resolve(bytes)
}
