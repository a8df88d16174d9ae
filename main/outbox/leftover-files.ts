// Files that no entry and no draft owns: what is left of a message that was never queued, or was deleted, goes; a message
// without a record, whose entry was lost with a damaged database, becomes a draft.
import type { DraftContent } from '../drafts/draft.ts'
import type { Drafts } from '../drafts/drafts.ts'
import { createId } from '../id.ts'
import { readMessage } from '../message/read.ts'
import { splitMailboxes } from '../message/split.ts'
import type { Clock } from '../clock.ts'
import type { Random } from '../random.ts'
import { draftContentSchema } from '../storage/schemas.ts'
import type { Leftover } from '../storage/leftovers.ts'
import type { Store } from '../storage/store.ts'
import { t } from '../text/t.ts'

export interface LeftoverDeps {
  readonly store: Pick<Store, 'queue' | 'leftovers' | 'merge' | 'spool' | 'files'>
  readonly drafts: Pick<Drafts, 'find' | 'create'>
  readonly clock: Clock
  readonly random: Random
  /** The program ends: what is not done yet is done at the next start. */
  readonly isEnding: () => boolean
}

/** Looks through the folders once, a part at a time. Gives how many messages became drafts. */
export async function sweepLeftovers(deps: LeftoverDeps): Promise<number> {
  const seen = new Set<string>()
  for (;;) {
    const { files, isDone } = await deps.store.leftovers.next()
    for (const file of files) {
      if (file.folder === 'spool' && !file.isDoomed) await keepMessage(deps, file.name, seen)
      await remove(deps, file)
    }
    if (isDone || deps.isEnding()) return seen.size
  }
}

async function remove({ store }: LeftoverDeps, file: Leftover): Promise<void> {
  await store[file.folder].remove(file.name)
  if (file.isDoomed) await store.leftovers.forget([file])
}

/** `d1-2-0123456789abcdef01234567.eml`: entry, number of the revision, and what makes the name new. */
const namePattern = /^((.+?)-\d+(?:-[0-9a-f]{24})?)\.(eml|json)$/

/** Makes a draft of the message where nothing else has it. `recovered`: those that are drafts by now. */
async function keepMessage(deps: LeftoverDeps, name: string, recovered: Set<string>): Promise<void> {
  const [, base, entryId] = namePattern.exec(name) ?? []
  if (base === undefined || entryId === undefined || recovered.has(base)) return
  const typed = await readTyped(deps, `${base}.json`)
  const isKept =
    (await deps.store.queue.get(entryId)) !== undefined ||
    // A crash cut off the message of a row: its job makes it again.
    (await deps.store.merge.hasEntry(entryId)) ||
    (await deps.drafts.find(typed?.draftId ?? entryId)) !== undefined
  if (isKept) return
  await deps.drafts.create(recoveredContent(typed?.content ?? (await fromBytes(deps, `${base}.eml`))))
  recovered.add(base)
}

function recoveredContent({
  schedule: _time,
  notAfter: _limit,
  added: _added,
  ...content
}: DraftContent): DraftContent {
  return { ...content, subject: t('recovered.subject', { subject: content.subject }).trim() }
}

interface Typed {
  readonly draftId: string | undefined
  readonly content: DraftContent
}

async function readTyped({ store }: LeftoverDeps, name: string): Promise<Typed | undefined> {
  try {
    const json: unknown = JSON.parse(Buffer.from(await store.spool.read(name)).toString('utf8'))
    const parsed = draftContentSchema.safeParse(json)
    if (!parsed.success) return undefined
    const hasId = typeof json === 'object' && json !== null && 'draftId' in json
    return {
      content: parsed.data,
      draftId: hasId && typeof json.draftId === 'string' ? json.draftId : undefined,
    }
  } catch {
    return undefined
  }
}

/** What was typed is gone: what can be read of the bytes, and the bytes themselves as an attached file. */
async function fromBytes(deps: LeftoverDeps, name: string): Promise<DraftContent> {
  const { store, random, clock } = deps
  const octets = await store.spool.read(name)
  const { headers, subject, text } = readMessage(octets)
  const addresses = (field: string) =>
    headers.filter((one) => one.name.toLowerCase() === field).flatMap(({ value }) => splitMailboxes(value))
  const id = createId(random)
  const stored = await store.files.write(id, store.spool.open(name))
  const file = { id, name: 'message.eml', type: 'message/rfc822', file: id, ...stored, copiedAt: clock.now() }
  return {
    ...{ identityId: null, serverId: null, to: addresses('to'), cc: addresses('cc'), bcc: [] },
    ...{ subject, text, attachments: [file] },
  }
}
