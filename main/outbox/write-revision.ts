// The files of a new revision: its bytes, composed once into the spool, and what was typed for it.
import { Readable } from 'node:stream'
import type { DraftContent } from '../drafts/draft.ts'
import { createId } from '../id.ts'
import { composePieces, type ComposeInput } from '../message/compose.ts'
import type { Random } from '../random.ts'
import type { FileStore } from '../storage/store.ts'
import type { Revision } from './entry.ts'
import type { Judged } from './judge.ts'
import { isRich } from './same-message.ts'

export interface RevisionDeps {
  readonly spool: Pick<FileStore, 'writePair' | 'remove'>
  /** Attachments. */
  readonly files: Pick<FileStore, 'pieces'>
  readonly random: Random
}

/** What was typed, and the draft that it came from: a draft that a crash left behind is known by it. */
export interface SentContent extends DraftContent {
  readonly draftId: string
}

/**
 * Composes the bytes into the spool, with what was typed beside them. Resolves when both are synced; rejects, with neither kept, where that
 * fails. `version`: times in epoch ms.
 */
export async function writeRevision(
  deps: RevisionDeps,
  entryId: string,
  content: SentContent,
  judged: Judged,
  version: {
    readonly number: number
    readonly messageId: string
    readonly date: number
    readonly createdAt: number
  },
): Promise<Revision> {
  const { number, messageId, date, createdAt } = version
  // A name that was never used: another process may be sending the same draft, and neither may write over the other's file.
  const name = `${entryId}-${number}-${createId(deps.random)}`
  const spoolFile = `${name}.eml`
  const contentFile = `${name}.json`
  const sender = senderHeaders(judged)
  const bytes = composePieces(toComposeInput(deps, content, judged, { messageId, date }))
  const typed = Readable.from([Buffer.from(JSON.stringify({ ...content, added: [] }))])
  return keepOrRemove(deps, { spoolFile, contentFile }, async () => {
    const beside = { name: contentFile, bytes: typed }
    const { size, sha256 } = await deps.spool.writePair(spoolFile, bytes, beside)
    const files = content.attachments.map(({ file }) => file)
    const wishes = transportWishes(content)
    return { number, messageId, createdAt, spoolFile, size, sha256, contentFile, files, ...sender, ...wishes }
  })
}

/** What the bytes are made of; `boundarySeed` makes them depend on nothing else (P2). */
export function toComposeInput(
  { files }: Pick<RevisionDeps, 'files'>,
  content: DraftContent,
  judged: Judged,
  { messageId, date }: { readonly messageId: string; readonly date: number },
): ComposeInput {
  const { organisation } = judged.identity
  return {
    from: judged.envelope.from,
    ...(judged.replyTo === undefined ? {} : { replyTo: judged.replyTo }),
    ...(organisation === undefined ? {} : { organisation }),
    to: judged.envelope.to,
    cc: judged.envelope.cc,
    ...contentOf(content, judged),
    attachments: content.attachments.map((file) => ({
      name: file.name,
      type: file.type,
      ...(file.cid === undefined ? {} : { cid: file.cid }),
      open: () => files.pieces(file.file),
    })),
    messageId,
    date,
    boundarySeed: messageId,
  }
}

function contentOf(content: DraftContent, { invitation }: Judged) {
  const { subject, text, html, options, priority, thread } = content
  return {
    subject,
    text,
    ...(isRich(content) ? { html } : {}),
    ...(options === undefined ? {} : { options }),
    ...(priority === undefined ? {} : { priority }),
    ...(thread === undefined ? {} : { thread }),
    ...(invitation === undefined ? {} : { invitation }),
  }
}

/** What the server is asked for with the message, and does not stand in its bytes. */
function transportWishes({ options }: DraftContent): Pick<Revision, 'dsn' | 'requireTls'> {
  return {
    ...(options?.dsn === undefined ? {} : { dsn: options.dsn }),
    ...(options?.requireTls === true ? { requireTls: true } : {}),
  }
}

function senderHeaders({ identity: { replyTo, organisation } }: Judged) {
  return {
    ...(replyTo === undefined ? {} : { replyTo }),
    ...(organisation === undefined ? {} : { organisation }),
  }
}

type Files = Pick<Revision, 'spoolFile' | 'contentFile'>

/** Stores; where that fails, takes away the files that no entry names. */
export async function keepOrRemove<T>(
  deps: Pick<RevisionDeps, 'spool'>,
  revision: Files,
  store: () => Promise<T>,
): Promise<T> {
  try {
    return await store()
  } catch (error) {
    await removeFiles(deps, revision)
    throw error
  }
}

/** What cannot be removed now is at the next start. */
export async function removeFiles(deps: Pick<RevisionDeps, 'spool'>, revision: Files): Promise<void> {
  await Promise.allSettled([deps.spool.remove(revision.spoolFile), deps.spool.remove(revision.contentFile)])
}
