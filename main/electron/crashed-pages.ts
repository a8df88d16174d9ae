// A page whose process is gone is loaded anew: Electron leaves its window blank, and nothing of ours answers in it.
import type { Clock } from '../clock.ts'
import type { Log } from '../core.ts'

/** A page that goes more often than this in `withinMs` is left as it is: it would go again. */
const mostReloads = 3
const withinMs = 60_000

/** What is used of a window. */
export interface CrashingWindow {
  readonly webContents: {
    on(
      event: 'render-process-gone',
      listener: (event: unknown, details: { readonly reason: string; readonly exitCode: number }) => void,
    ): unknown
  }
  isDestroyed(): boolean
  destroy(): void
}

export interface CrashedPagesDeps {
  readonly clock: Clock
  readonly log: Pick<Log, 'error'>
  /** It was asked to close: nobody is there any more who could save. */
  readonly isClosing: () => boolean
  /** Loads the page again; what autosave has of it is shown. */
  readonly reload: () => void
}

/** Follows what becomes of the page's process. @param name For the log: which window it is. */
export function reviveCrashed(window: CrashingWindow, name: string, deps: CrashedPagesDeps): void {
  const { clock, log } = deps
  let reloads: readonly number[] = []
  const revive = (): void => {
    if (window.isDestroyed()) return
    if (deps.isClosing()) {
      window.destroy()
      return
    }
    const now = clock.monotonic()
    reloads = reloads.filter((at) => now - at < withinMs)
    if (reloads.length === mostReloads) {
      log.error(`the page of the ${name} window goes again and again; it is not loaded any more`)
      return
    }
    reloads = [...reloads, now]
    deps.reload()
  }
  window.webContents.on('render-process-gone', (_event, { reason, exitCode }) => {
    // That is how a process ends whose window was closed.
    if (reason === 'clean-exit') return
    log.error(`the page of the ${name} window is gone: ${reason}, code ${exitCode}`)
    // Not within the event: Electron's own process may crash of it (electron/electron#51900).
    clock.after(0, revive)
  })
}
