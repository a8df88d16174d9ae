import type { Api } from '../api.ts'
import type { Log } from '../core.ts'
import { CallError } from '../result.ts'
import type { Windows } from './windows.ts'

/** Opens the compose windows again that a crash left open, where they were. One whose draft is gone is left out. */
export async function reopenDrafts(api: Pick<Api, 'drafts'>, windows: Windows, log: Log): Promise<void> {
  for (const { draftId, place } of windows.takeLeftOpen()) {
    try {
      await api.drafts.get({ draftId })
      windows.openCompose(draftId, place)
    } catch (error) {
      const isGone = error instanceof CallError && error.failure.code === 'not-found'
      if (!isGone) log.warn(`a window on the draft ${draftId} was not opened again: ${String(error)}`)
    }
  }
}
