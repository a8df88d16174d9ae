import type { AttachOutcome } from '../api.ts'
import type { Drafts } from '../drafts/drafts.ts'
import { CallError } from '../result.ts'

/**
 * Files that a link would like to send. They are not part of the draft, and a window never names a path: only what was
 * put here by the link can be attached, and only on a person's word. Not kept over a restart: then nothing is attached.
 */
export class AskedFiles {
  readonly #paths = new Map<string, readonly string[]>()

  ask(draftId: string, paths: readonly string[]): void {
    if (paths.length > 0) this.#paths.set(draftId, [...new Set(paths)])
  }

  of(draftId: string): readonly string[] {
    return this.#paths.get(draftId) ?? []
  }

  /** Copies the file where `attach` says so; the question is settled either way. @throws CallError `not-found`. */
  async answer(
    drafts: Pick<Drafts, 'attachPaths'>,
    { draftId, path, attach }: { readonly draftId: string; readonly path: string; readonly attach: boolean },
  ): Promise<AttachOutcome> {
    const paths = this.of(draftId)
    if (!paths.includes(path)) throw new CallError('not-found', 'No link asked for this file.')
    this.#paths.set(
      draftId,
      paths.filter((one) => one !== path),
    )
    return attach ? await drafts.attachPaths(draftId, [path]) : { added: [], problems: [] }
  }

  forget(draftId: string): void {
    this.#paths.delete(draftId)
  }
}
