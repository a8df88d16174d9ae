import type { Log } from '../core.ts'
import { CallError } from '../result.ts'
import { t } from '../text/t.ts'
import type { UpdatesInfo, UpdatesOff } from './updates-info.ts'

/** What looks for, loads and installs: electron-updater behind main/electron/signed-updater.ts, a fake in tests. */
export interface Updater {
  /** The version that is newer than this one; null where there is none. Loads nothing. Rejects with what went wrong. */
  find(): Promise<string | null>
  /** Loads what was found; `percent` 0 to 100. */
  load(progress: (percent: number) => void): Promise<void>
  /** Installs what was loaded and starts it: the last that the program does. */
  install(): void
}

export interface UpdatesOptions {
  /** Why updates are not ours to make. */
  readonly off: UpdatesOff | null
  /** Called at the first check, and not before. */
  readonly createUpdater: () => Promise<Updater>
  /** Quits as a person does who is asked about mail on its way, and does this at the end. */
  readonly quitThen: (last: () => void) => void
  readonly log: Log
}

/** Updates of the program: each step only at the person's word, and no step before the one that it needs. */
export class Updates {
  readonly #options: UpdatesOptions
  #info: UpdatesInfo
  #updater: Updater | null = null
  #listener: (info: UpdatesInfo) => void = () => undefined

  constructor(options: UpdatesOptions) {
    this.#options = options
    this.#info = options.off === null ? { state: 'idle' } : { state: 'off', why: options.off }
  }

  info(): UpdatesInfo {
    return this.#info
  }

  /** Tells every change; one listener. */
  listen(listener: (info: UpdatesInfo) => void): void {
    this.#listener = listener
  }

  /** Looks for a newer version. Resolves when it is known; a fault is a state. @throws CallError `not-possible` where updates are off. */
  async check(): Promise<void> {
    const { state } = this.#info
    if (state === 'off') throw new CallError('not-possible', t('updates.notOurs'))
    if (state === 'checking' || state === 'loading' || state === 'ready') return
    this.#to({ state: 'checking' })
    await this.#try(async () => {
      this.#updater ??= await this.#options.createUpdater()
      const version = await this.#updater.find()
      this.#to(version === null ? { state: 'current' } : { state: 'found', version })
    })
  }

  /** Loads the version that was found. @throws CallError `not-possible` where none was. */
  async load(): Promise<void> {
    const updater = this.#updater
    if (this.#info.state !== 'found' || updater === null)
      throw new CallError('not-possible', 'There is no newer version to load.')
    const { version } = this.#info
    this.#to({ state: 'loading', version, percent: 0 })
    await this.#try(async () => {
      await updater.load((percent) => this.#progress(version, percent))
      this.#to({ state: 'ready', version })
    })
  }

  /** @throws CallError `not-possible` where nothing was loaded. */
  install(): void {
    if (this.#info.state !== 'ready' || this.#updater === null)
      throw new CallError('not-possible', 'There is no newer version to install.')
    const updater = this.#updater
    this.#options.quitThen(() => updater.install())
  }

  #progress(version: string, percent: number): void {
    const whole = Math.min(100, Math.max(0, Math.floor(percent)))
    if (this.#info.state === 'loading' && this.#info.percent !== whole)
      this.#to({ state: 'loading', version, percent: whole })
  }

  async #try(step: () => Promise<void>): Promise<void> {
    try {
      await step()
    } catch (error) {
      this.#options.log.error('the update failed', error)
      // The first line: behind it stand stacks.
      const [message = ''] = (error instanceof Error ? error.message : String(error)).split('\n')
      this.#to({ state: 'failed', message })
    }
  }

  #to(info: UpdatesInfo): void {
    this.#info = info
    this.#listener(info)
  }
}
