import { EventEmitter } from 'node:events'
import { guardMembers } from './strict.ts'

/** Electron's nativeTheme. What the system prefers is what the windows report. */
export class NativeTheme extends EventEmitter {
  #source: 'system' | 'light' | 'dark' = 'system'
  #systemDark = false

  constructor() {
    super()
    // Every window listens; Node would warn at the eleventh.
    this.setMaxListeners(0)
  }

  get themeSource(): 'system' | 'light' | 'dark' {
    return this.#source
  }

  set themeSource(source: 'system' | 'light' | 'dark') {
    if (source === this.#source) return
    this.#source = source
    this.emit('updated')
  }

  get shouldUseDarkColors(): boolean {
    return this.#source === 'system' ? this.#systemDark : this.#source === 'dark'
  }

  /** A window reports what it shows; with a source of our own that says nothing about the system. */
  reported(dark: boolean): void {
    if (this.#source !== 'system' || dark === this.#systemDark) return
    this.#systemDark = dark
    this.emit('updated')
  }
}
guardMembers(NativeTheme, 'nativeTheme')

export const nativeTheme = new NativeTheme()
