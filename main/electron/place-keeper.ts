import { screen, type BrowserWindow } from 'electron'
import { readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import type { Clock, Timer } from '../clock.ts'
import type { Log } from '../core.ts'
import {
  cascaded,
  parsePlaces,
  reachable,
  withOpen,
  withoutOpen,
  type OpenDraft,
  type Place,
  type Places,
} from './window-place.ts'
import type { Look } from './window-look.ts'
import type { WindowRole } from './window-role.ts'

/** A window that is being moved is written down when it rests, ms. */
const restMs = 300

/**
 * Remembers in the profile where windows were, how they looked, and which compose windows are open: those are opened again after a crash.
 * Losing it costs no text, so no fault of it stops anything.
 */
export class PlaceKeeper {
  readonly #file: string
  readonly #log: Log
  readonly #clock: Clock
  #places: Places

  constructor(dataDir: string, log: Log, clock: Clock) {
    this.#file = join(dataDir, 'windows.json')
    this.#log = log
    this.#clock = clock
    this.#places = this.#read()
  }

  /** Compose windows that were open when the program ended without closing them. They are forgotten here. */
  takeLeftOpen(): readonly OpenDraft[] {
    const { open } = this.#places
    this.#places = { ...this.#places, open: [] }
    return open
  }

  /** How windows looked last; undefined where nothing is remembered. */
  get look(): Look | undefined {
    return this.#places.look
  }

  /** The settings say how windows look: the next start knows it before it has read them. */
  remember(look: Look): void {
    if (!isDeepStrictEqual(look, this.#places.look)) this.#set({ ...this.#places, look })
  }

  /** Where a window of this kind opens; `open`: how many of them are there already. `before`: where it was. */
  placeOf(kind: WindowRole['kind'], open: number, before?: Place): Place | undefined {
    const place = before ?? this.#places[kind]
    if (place === undefined) return undefined
    const screens = screen.getAllDisplays().map(({ workArea }) => workArea)
    return reachable(open === 0 || before !== undefined ? place : cascaded(place, open), screens)
  }

  /** Writes down where the window is when it closes, and where a compose window is while it is open. */
  follow(role: WindowRole, window: BrowserWindow): void {
    window.on('close', () => this.#set({ ...this.#places, [role.kind]: placeNow(window) }))
    if (role.kind === 'main') return
    const { draftId } = role
    const note = (): void => this.#set(withOpen(this.#places, draftId, placeNow(window)))
    let resting: Timer | undefined
    const noteSoon = (): void => {
      resting?.cancel()
      resting = this.#clock.after(restMs, () => {
        if (!window.isDestroyed()) note()
      })
    }
    for (const change of ['move', 'resize', 'maximize', 'unmaximize'] as const) {
      window.on(change as 'resize', noteSoon)
    }
    window.once('closed', () => this.#set(withoutOpen(this.#places, draftId)))
    note()
  }

  #set(places: Places): void {
    this.#places = places
    this.#write()
  }

  #read(): Places {
    try {
      return parsePlaces(readFileSync(this.#file, 'utf8'))
    } catch {
      return { open: [] }
    }
  }

  #write(): void {
    try {
      writeFileSync(`${this.#file}.new`, JSON.stringify(this.#places), { mode: 0o600, flush: true })
      renameSync(`${this.#file}.new`, this.#file)
    } catch (error) {
      this.#log.warn(`the windows' places could not be written: ${String(error)}`)
    }
  }
}

function placeNow(window: BrowserWindow): Place {
  return { ...window.getNormalBounds(), maximized: window.isMaximized() }
}
