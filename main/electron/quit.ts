import { readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Api, OnItsWay, QuitChoice } from '../api.ts'
import type { Clock } from '../clock.ts'
import type { Core, Log } from '../core.ts'
import type { OpenRequest } from '../drafts/open-request.ts'
import { eventChannel } from './channels.ts'
import { onItsWay } from './quit-question.ts'
import type { Windows } from './windows.ts'

/** A message that is being handed over when the session ends gets this long, ms. */
const graceMs = 5_000

/** A window that saves, or could not and is asked again, gets this long when the session ends, ms. */
const savingMs = 10_000

/** Before a window that could not save is asked again, ms. */
const againMs = 500

/** Behind the grace: what the core has not closed by then is cut off, and put right at the next start as after a crash, ms. */
const closingMs = 5_000

/** More of them are not looked at one by one. */
const mostCounted = 1_000

const nothing = (): Promise<void> => Promise.resolve()

/** Electron's `app`, as far as it ends the program. */
export interface EndingApp {
  on(event: 'before-quit', listener: (event: { preventDefault(): void }) => void): unknown
  releaseSingleInstanceLock(): void
  exit(code?: number): void
}

export interface QuitterDeps {
  readonly app: EndingApp
  readonly core: Pick<Core, 'close' | 'events'> & {
    readonly api: { readonly outbox: Pick<Api['outbox'], 'list'> }
  }
  readonly windows: Pick<Windows, 'closeAll' | 'destroyAll' | 'tellMain'>
  readonly log: Log
  readonly clock: Clock
  /** The person wants it to go on without a window. */
  readonly keepRunning: () => void
  /** Opens what is asked for from outside. */
  readonly open: (request: OpenRequest) => void
  /** Starts the program anew with this, once this process is gone. */
  readonly startAgain: (request: OpenRequest) => void
}

/** Ends the program: asks where mail is on its way and a person is there to answer, and saves everything first. */
export class Quitter {
  readonly #deps: QuitterDeps
  #last = nothing
  #step: 'open' | 'asking' | 'finishing' | 'ending' = 'open'
  readonly #outOfTime = Promise.withResolvers<true>()
  #isOutOfTime = false
  #isSessionEnding = false
  #areWindowsGone = false
  #late: readonly OpenRequest[] = []

  constructor(deps: QuitterDeps) {
    this.#deps = deps
    // The session ends, or the process is asked to: nobody is asked, and what is under way has its grace.
    deps.app.on('before-quit', (event) => {
      event.preventDefault()
      this.#sessionEnds()
      this.#end(graceMs)
    })
  }

  /** The last window is gone. Where it was to ask, nobody answers any more, and what is under way has its grace. */
  windowsGone(): void {
    if (this.#step === 'open') void this.request()
    else if (this.#step === 'asking') this.#end(graceMs)
  }

  /** A person chose to quit, or closed the last window. `last` is done when everything is saved and closed. */
  async request(last?: () => Promise<void>): Promise<void> {
    if (this.#step === 'finishing' || this.#step === 'ending') return
    this.#last = last ?? nothing
    try {
      const now = await this.#onItsWay()
      if (now === undefined) this.#end(graceMs)
      else this.#ask(now)
    } catch (error) {
      this.#deps.log.error('the outbox could not be asked before quitting', error)
      this.#end(graceMs)
    }
  }

  /** The answer of the page; too late where the end has begun without it. */
  answer(choice: QuitChoice): void {
    const { windows, keepRunning } = this.#deps
    if (this.#step === 'ending') return
    switch (choice) {
      case 'stay':
        this.#stay()
        return
      case 'background':
        this.#last = nothing
        keepRunning()
        void windows.closeAll().finally(() => {
          if (this.#step !== 'ending') this.#step = 'open'
        })
        return
      case 'finish':
        this.#step = 'finishing'
        void windows
          .closeAll()
          .then((areGone) => (areGone ? this.#finished() : this.#stay()))
          .finally(() => {
            if (this.#step === 'finishing') this.#end(graceMs)
          })
        return
      case 'stop':
        this.#end(0)
    }
  }

  /** A window was opened while the program was finishing: it stays. */
  reopened(): void {
    if (this.#step === 'finishing') this.#stay()
  }

  /** What is asked for from outside while the program ends is kept for its next start, or for this one where a window stays. */
  defers(request: OpenRequest): boolean {
    if (this.#step !== 'ending') return false
    this.#late = [...this.#late, request]
    return true
  }

  /** Everything goes: nothing that is under way is waited for, and the profile is empty at the end. */
  erase(dataDir: string): void {
    this.#end(0, () => emptyFolder(dataDir))
  }

  #ask(now: OnItsWay): void {
    this.#step = 'asking'
    this.#deps.windows.tellMain(eventChannel('app.quitting'), now)
  }

  async #onItsWay(): Promise<OnItsWay | undefined> {
    const { entries } = await this.#deps.core.api.outbox.list({
      list: 'outbox',
      offset: 0,
      limit: mostCounted,
      filter: { states: ['queued', 'sending', 'scheduled'] },
    })
    return onItsWay(entries)
  }

  /** Resolves when nothing is on its way any more: sent, refused, put off or stopped. */
  async #finished(): Promise<void> {
    while (this.#step === 'finishing') {
      // Heard from before it is looked: what changes while the list is read would be missed, and nothing may come after it.
      const change = this.#nextChange()
      if ((await this.#onItsWay()) === undefined) {
        change.stop()
        return
      }
      await change.happened
    }
  }

  #nextChange(): { readonly happened: Promise<void>; readonly stop: () => void } {
    const { promise, resolve } = Promise.withResolvers<undefined>()
    const stop = this.#deps.core.events.on('outbox.changed', () => {
      stop()
      resolve(undefined)
    })
    return { happened: promise, stop }
  }

  /** Nothing ends: the person said so, or a window could not save what is in it, and says why. */
  #stay(): void {
    this.#step = 'open'
    this.#last = nothing
    const late = this.#late
    this.#late = []
    for (const request of late) this.#deps.open(request)
  }

  /** Nobody who ends a session wants a program in the next one. */
  #startAgain(): void {
    if (this.#isSessionEnding) return
    const asked = this.#late.filter(({ kind }) => kind !== 'nothing')
    for (const request of asked.length > 0 ? asked : this.#late.slice(0, 1)) this.#deps.startAgain(request)
  }

  /** A window may say no only where the system takes it: macOS then stays signed in. Elsewhere the process would be killed with it. */
  #sessionEnds(): void {
    if (this.#isSessionEnding || process.platform === 'darwin') return
    this.#isSessionEnding = true
    const { clock, log } = this.#deps
    clock.after(savingMs, () => {
      if (!this.#areWindowsGone) log.error('the session ends before every window could save what is in it')
      this.#isOutOfTime = true
      this.#outOfTime.resolve(true)
    })
  }

  /** False where a window stays. When the session ends none does: it is asked again until it can save, or its time is over. */
  async #closeWindows(): Promise<boolean> {
    const { windows, clock } = this.#deps
    for (;;) {
      const areGone = await Promise.race([windows.closeAll(), this.#outOfTime.promise])
      if (areGone || !this.#isSessionEnding) return areGone
      if (this.#isOutOfTime) return true
      await new Promise<void>((resolve) => void clock.after(againMs, resolve))
    }
  }

  async #closeCore(grace: number): Promise<void> {
    const { core, clock, log } = this.#deps
    const { promise: late, resolve } = Promise.withResolvers<undefined>()
    const timer = clock.after(grace + closingMs, () => {
      log.error('the profile was not closed in time')
      resolve(undefined)
    })
    await Promise.race([core.close({ graceMs: grace }), late])
    timer.cancel()
  }

  /**
   * Drafts are saved and lanes are ended before the process goes.
   * @param last What comes behind all else: nothing is kept then, so no window can hold it up.
   */
  #end(grace: number, last?: () => Promise<void>): void {
    if (this.#step === 'ending') return
    this.#step = 'ending'
    const { app, windows, log } = this.#deps
    const behind = last ?? this.#last
    const close = async (): Promise<void> => {
      // What is opened from here on gets a process of its own, which shares the profile; but not one that is emptied or replaced.
      if (behind === nothing) app.releaseSingleInstanceLock()
      await this.#closeCore(grace)
      await behind()
    }
    void this.#closeWindows().then((areGone) => {
      if (!areGone && last === undefined) {
        this.#stay()
        return
      }
      // What stayed is written down nowhere: a window that goes with the process would note its place in the empty profile.
      windows.destroyAll()
      this.#areWindowsGone = true
      void close()
        .catch((error: unknown) => log.error('quitting met a fault', error))
        .finally(() => {
          this.#startAgain()
          app.exit(0)
        })
    })
  }
}

/** What another program holds open stays: the rest goes all the same. */
async function emptyFolder(folder: string): Promise<void> {
  const names = await readdir(folder)
  await Promise.allSettled(names.map((name) => rm(join(folder, name), { recursive: true, force: true })))
}
