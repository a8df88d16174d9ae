import { screen, type BrowserWindow } from 'electron'
import { readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Log } from '../core.ts'
import { cascaded, parsePlaces, reachable, type Place, type Places } from './window-place.ts'

type Kind = keyof Places

/** Remembers in the profile where windows were. Losing it costs nothing, so no fault of it stops anything. */
export class PlaceKeeper {
  readonly #file: string
  readonly #log: Log
  #places: Places

  constructor(dataDir: string, log: Log) {
    this.#file = join(dataDir, 'windows.json')
    this.#log = log
    this.#places = this.#read()
  }

  /** Where a window of this kind opens; `open`: how many of them are there already. */
  placeOf(kind: Kind, open: number): Place | undefined {
    const place = this.#places[kind]
    if (place === undefined) return undefined
    const screens = screen.getAllDisplays().map(({ workArea }) => workArea)
    return reachable(open === 0 ? place : cascaded(place, open), screens)
  }

  /** Writes down where the window is when it closes. */
  follow(kind: Kind, window: BrowserWindow): void {
    window.once('close', () => {
      const maximized = window.isMaximized()
      this.#places = { ...this.#places, [kind]: { ...window.getNormalBounds(), maximized } }
      this.#write()
    })
  }

  #read(): Places {
    try {
      return parsePlaces(readFileSync(this.#file, 'utf8'))
    } catch {
      return {}
    }
  }

  #write(): void {
    try {
      writeFileSync(`${this.#file}.new`, JSON.stringify(this.#places), { mode: 0o600 })
      renameSync(`${this.#file}.new`, this.#file)
    } catch (error) {
      this.#log.warn(`the windows' places could not be written: ${String(error)}`)
    }
  }
}
