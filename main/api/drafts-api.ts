// Calls about drafts. A draft that edits an entry knows what was refused (P16) and lets the entry go when discarded (P22).
import type { DraftsApi, DraftView, RefusedMark } from '../api.ts'
import type { Draft } from '../drafts/draft.ts'
import type { Drafts } from '../drafts/drafts.ts'
import type { Entry } from '../outbox/entry.ts'
import { asSet } from '../drafts/as-set.ts'
import type { Outbox } from '../outbox/outbox.ts'
import type { AskedFiles } from './asked-files.ts'
import { isAddressRefused } from '../outbox/state.ts'
import type { Shell } from '../shell.ts'
import { lookAhead, type PreflightApiDeps } from './preflight-api.ts'
import { maxSourceOctets } from './outbox-api.ts'

export interface DraftsApiDeps extends PreflightApiDeps {
  readonly asked: AskedFiles
  readonly drafts: Drafts
  readonly outbox: Outbox
  readonly shell: Shell
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
    save: async ({ draftId, content }) => {
      const { savedAt } = await drafts.save(draftId, content)
      return { savedAt, found: await lookAhead(deps, content) }
    },
    discard: async ({ draftId }) => {
      const draft = await drafts.get(draftId)
      // Files of an edit belong to the entry too.
      await drafts.remove(draftId, { withFiles: draft.entryId === undefined })
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
