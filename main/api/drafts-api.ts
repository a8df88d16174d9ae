// Calls about drafts. A draft that edits an entry knows what was refused (P16) and lets the entry go when discarded (P22).
import type { DraftsApi, DraftView, RefusedMark, RestoredVersion } from '../api.ts'
import { describeVersions } from '../drafts/describe-versions.ts'
import type { Draft } from '../drafts/draft.ts'
import type { Drafts } from '../drafts/drafts.ts'
import type { Entry } from '../outbox/entry.ts'
import type { EventBus } from '../events.ts'
import { asSet } from '../drafts/as-set.ts'
import type { Outbox } from '../outbox/outbox.ts'
import type { AskedFiles } from './asked-files.ts'
import { isAddressRefused, isPossible } from '../outbox/state.ts'
import { CallError } from '../result.ts'
import type { Shell } from '../shell.ts'
import { t } from '../text/t.ts'
import { lookAhead, type PreflightApiDeps } from './preflight-api.ts'
import { maxSourceOctets } from './outbox-api.ts'

export interface DraftsApiDeps extends PreflightApiDeps {
  readonly asked: AskedFiles
  readonly drafts: Drafts
  readonly outbox: Outbox
  readonly shell: Shell
  readonly events: EventBus
}

/** Makes the drafts part of the Api. */
export function createDraftsApi(deps: DraftsApiDeps): DraftsApi {
  const { drafts, outbox, shell, asked, settings } = deps
  const entryOf = (draft: Draft) => (draft.entryId === undefined ? undefined : outbox.find(draft.entryId))
  const view = async (draft: Draft) => toView(draft, await entryOf(draft))
  return {
    list: async () => Promise.all((await drafts.list()).map(view)),
    get: async ({ draftId }) => view(await drafts.get(draftId)),
    create: async ({ content, asSet: isAsSet }) =>
      view(await drafts.create(isAsSet === true ? asSet(content, await settings.get()) : content)),
    keepPlace: ({ draftId, place }) => drafts.keepPlace(draftId, place),
    save: async ({ draftId, content, place }) => {
      const { savedAt } = await drafts.save(draftId, content, place)
      return { savedAt, found: await lookAhead(deps, content) }
    },
    discarded: async () => Promise.all((await drafts.discarded()).map(view)),
    versions: async ({ draftId }) => describeVersions(await drafts.versions(draftId)),
    version: async ({ draftId, version }) => {
      const { savedAt, content, gone } = await drafts.version(draftId, version)
      return { version, savedAt, content, goneFiles: gone.map(({ id }) => id) }
    },
    restore: (input) => restore(deps, input),
    duplicate: async ({ draftId, version }) => view(await duplicate(drafts, draftId, version)),
    undoDiscard: async ({ draftId }) => {
      const { entryId } = await drafts.getDiscarded(draftId)
      if (entryId !== undefined) await holdAgain(deps, entryId)
      return view(await drafts.undoDiscard(draftId))
    },
    erase: async ({ draftId }) => {
      await drafts.getDiscarded(draftId)
      await drafts.erase(draftId)
    },
    discard: async ({ draftId }) => {
      const draft = await drafts.get(draftId)
      await drafts.discard(draftId)
      asked.forget(draftId)
      shell.closeCompose(draftId)
      const entry = await entryOf(draft)
      if (entry?.hold === 'editing') await outbox.act(entry.id, 'release', { type: 'released' })
    },
    attachPaths: ({ draftId, paths }) => drafts.attachPaths(draftId, paths),
    attachBytes: ({ draftId, name, type, bytes }) => drafts.attachBytes(draftId, { name, type, bytes }),
    asked: ({ draftId }) => Promise.resolve(asked.of(draftId)),
    answerAsked: (answer) => asked.answer(drafts, answer),
    source: async ({ content }) => {
      const made = await outbox.preview(content, maxSourceOctets)
      if ('problems' in made) return { ok: false, problems: made.problems }
      const { head, octets } = made
      return { ok: true, source: head.toString('utf8'), octets, isCut: head.length < octets }
    },
    pickFiles: async ({ draftId }) => {
      const paths = await shell.pickFiles(draftId)
      return paths.length === 0 ? { added: [], problems: [] } : drafts.attachPaths(draftId, paths)
    },
  }
}

async function restore(
  { drafts, events }: DraftsApiDeps,
  { draftId, version }: { readonly draftId: string; readonly version: number },
): Promise<RestoredVersion> {
  const { draft, from, before } = await drafts.restore(draftId, version)
  const restored = { savedAt: draft.savedAt, before, goneFiles: from.gone.map(({ name }) => name) }
  events.emit('drafts.restored', { draftId, version, versionSavedAt: from.savedAt, ...restored })
  return restored
}

/** Files are named by both: neither is removed while one of them has it. */
async function duplicate(drafts: Drafts, draftId: string, version: number | undefined): Promise<Draft> {
  const wanted = version ?? (await drafts.versions(draftId)).at(-1)?.version ?? 1
  const { content, gone } = await drafts.version(draftId, wanted)
  const { added: _added, ...rest } = content
  return await drafts.create({
    ...rest,
    attachments: rest.attachments.filter((file) => !gone.includes(file)),
  })
}

/** An edit goes on only where its entry can still be edited, and nobody edits it already. */
async function holdAgain({ drafts, outbox }: DraftsApiDeps, entryId: string): Promise<void> {
  const entry = await outbox.find(entryId)
  const isEdited = (await drafts.findForEntry(entryId)) !== undefined
  if (entry === undefined || isEdited || !isPossible(entry, 'edit'))
    throw new CallError('not-possible', t('draft.editOver'))
  await outbox.act(entryId, 'edit', { type: 'held', by: 'editing' })
}

function toView(draft: Draft, entry: Entry | undefined): DraftView {
  const rejected = entry?.recipients.filter(isAddressRefused) ?? []
  const focus = rejected[0]?.field
  return { ...draft, refused: rejected.flatMap(toMark), ...(focus === undefined ? {} : { focus }) }
}

function toMark({ address, status }: Entry['recipients'][number]): readonly RefusedMark[] {
  if (status.state !== 'rejected') return []
  const { reply, detail } = status.failure
  return [{ address, at: status.at, text: reply?.lines.join(' ') ?? detail }]
}
