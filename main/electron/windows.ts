import type { BrowserWindow } from 'electron'
import type { View } from '../api.ts'
import { spokenLanguage } from '../text/t.ts'
import { closingChannel, eventChannel } from './channels.ts'
import { reviveCrashed } from './crashed-pages.ts'
import { loadPage } from './load-page.ts'
import { pageUrl } from './origin.ts'
import { Reloads } from './reloads.ts'
import type { OpenDraft, Place } from './window-place.ts'
import type { WindowRole } from './window-role.ts'
import { closingOf, createWindow, type WindowDeps } from './window.ts'

/** The program's windows: one main window, and one compose window for each draft. */
export class Windows {
  readonly #deps: WindowDeps
  #main: BrowserWindow | null = null
  #mainLoaded = false
  #wasMainOpened = false
  readonly #compose = new Map<string, BrowserWindow>()
  readonly #stayed = new Set<() => void>()
  readonly #reloads = new Reloads<BrowserWindow>()
  readonly #offers = new WeakMap<BrowserWindow, ReadonlySet<string>>()
  #front: BrowserWindow | null = null
  #frontChanged = (): void => undefined
  #zoom = 1
  #mainOpened: (window: BrowserWindow) => void = () => undefined
  #opened = (): void => undefined

  constructor(deps: WindowDeps) {
    this.#deps = deps
  }

  get all(): readonly BrowserWindow[] {
    return [...(this.#main === null ? [] : [this.#main]), ...this.#compose.values()]
  }

  /** Whether the main window was ever open, closed since or not. */
  get wasMainOpened(): boolean {
    return this.#wasMainOpened
  }

  isMainFocused(): boolean {
    return this.#main?.isFocused() ?? false
  }

  /** Opens the main window, or brings it to the front. */
  openMain(): BrowserWindow {
    if (this.#main !== null) return bringToFront(this.#main)
    const window = this.#create({ kind: 'main' }, 0)
    this.#main = window
    this.#wasMainOpened = true
    this.#awaitMain(window)
    window.once('closed', () => (this.#main = null))
    this.#mainOpened(window)
    return window
  }

  /** The main window where it is; opened where there is none. It is not brought to the front. */
  main(): BrowserWindow {
    return this.#main ?? this.openMain()
  }

  /** @param before Where it was before the program ended. */
  openCompose(draftId: string, before?: Place): BrowserWindow {
    const open = this.#compose.get(draftId)
    if (open !== undefined) return bringToFront(open)
    const window = this.#create({ kind: 'compose', draftId }, this.#compose.size, before)
    this.#compose.set(draftId, window)
    window.once('closed', () => this.#compose.delete(draftId))
    return window
  }

  composeWindow(draftId: string): BrowserWindow | undefined {
    return this.#compose.get(draftId)
  }

  /** Shows a place in the main window, which may have to load first. */
  show(view: View, entryId?: string): void {
    this.tellMain(eventChannel('app.show'), { view, ...(entryId === undefined ? {} : { entryId }) })
  }

  /** Sends an event to the main window, which may have to open and load first. */
  tellMain(channel: string, payload: unknown): void {
    const window = this.openMain()
    const tell = (): void => window.webContents.send(channel, payload)
    if (this.#mainLoaded) tell()
    else window.webContents.once('did-finish-load', tell)
  }

  /** Sends an event to the window in front, or that was in front last. */
  tellFront(channel: string, payload: unknown): void {
    this.#front?.webContents.send(channel, payload)
  }

  /** The commands that the window in front can do now. */
  get offered(): ReadonlySet<string> {
    return (this.#front === null ? undefined : this.#offers.get(this.#front)) ?? new Set()
  }

  /** A window says what it can do now. */
  offers(window: BrowserWindow, ids: readonly string[]): void {
    this.#offers.set(window, new Set(ids))
    if (window === this.#front) this.#frontChanged()
  }

  /** Calls `changed` when another window is in front, or what that can do has changed; one listener. */
  onFront(changed: () => void): void {
    this.#frontChanged = changed
  }

  /** Calls `opened` with each main window, also the one that is there; one listener. */
  onMainOpened(opened: (window: BrowserWindow) => void): void {
    this.#mainOpened = opened
    if (this.#main !== null) opened(this.#main)
  }

  /** Shows everything so large, in all windows and those to come; 1 is as it comes. */
  setZoom(factor: number): void {
    this.#zoom = factor
    for (const { webContents } of this.all) webContents.setZoomFactor(factor)
  }

  /** Calls `opened` at each window that opens from now on; one listener. */
  onOpened(opened: () => void): void {
    this.#opened = opened
  }

  /** Sends an event to every window. */
  broadcast(channel: string, payload: unknown): void {
    for (const window of this.all) {
      if (!window.isDestroyed()) window.webContents.send(channel, payload)
    }
  }

  /** Compose windows that a crash left open, in their order. */
  takeLeftOpen(): readonly OpenDraft[] {
    return this.#deps.places.takeLeftOpen()
  }

  /** What is in a window is being saved; it is waited for. */
  saving(window: BrowserWindow): void {
    closingOf(window)?.saving()
  }

  /** A window could not save what is in it, and stays. */
  stays(window: BrowserWindow): void {
    closingOf(window)?.stays()
    this.#reloads.stays(window)
    for (const tell of this.#stayed) tell()
  }

  /** Asks every page to save what is in it; it goes on as it is. */
  saveAll(): void {
    for (const window of this.all) {
      if (this.#reloads.askToSave(window)) window.webContents.send(closingChannel, 'reload')
    }
  }

  /** Loads every page anew, in the language that is spoken now; each is asked to save first. */
  speakAnew(): void {
    for (const window of this.all) {
      if (this.#reloads.ask(window)) window.webContents.send(closingChannel, 'reload')
    }
  }

  /** Loads the main window's page in the language that is spoken now; nothing is in it yet that could be unsaved. */
  speakFromStart(): void {
    if (this.#main === null) return
    this.#awaitMain(this.#main)
    loadPage(this.#main, pageUrl(spokenLanguage()), this.#deps.log)
  }

  /** The page of this window says that nothing in it is unsaved: what it was asked to save for is done. */
  saved(window: BrowserWindow): void {
    if (window.isDestroyed()) return
    switch (this.#reloads.saved(window)) {
      case 'closes':
        window.destroy()
        return
      case 'reloads':
        if (window === this.#main) this.#reloadMain(window)
        else loadPage(window, pageUrl(spokenLanguage()), this.#deps.log)
        return
      case 'goes-on':
    }
  }

  /** Back to where the language is chosen. */
  #reloadMain(window: BrowserWindow): void {
    this.#awaitMain(window)
    loadPage(window, pageUrl(spokenLanguage(), '#/settings/appearance'), this.#deps.log)
    this.show('settings')
  }

  #create(role: WindowRole, open: number, before?: Place): BrowserWindow {
    const window = createWindow(this.#deps, role, open, before)
    window.on('close', () => this.#reloads.closes(window))
    window.on('focus', () => this.#toFront(window))
    window.once('closed', () => {
      if (this.#front === window) this.#toFront(this.all.find((one) => one.isFocused()) ?? null)
    })
    // Chromium keeps a zoom for each address by itself; the setting is what counts.
    window.webContents.on('dom-ready', () => window.webContents.setZoomFactor(this.#zoom))
    // Windows ends the session without `before-quit`, and kills who takes long; it may still be called off.
    window.on('query-session-end', () => this.saveAll())
    this.#revive(role, window)
    this.#opened()
    return window
  }

  #revive({ kind }: WindowRole, window: BrowserWindow): void {
    const { clock, log } = this.#deps
    reviveCrashed(window, kind, {
      clock,
      log,
      isClosing: () => this.#reloads.isClosing(window),
      reload: () => {
        this.#reloads.stays(window)
        if (window === this.#main) this.#awaitMain(window)
        loadPage(window, pageUrl(spokenLanguage()), this.#deps.log)
      },
    })
  }

  #toFront(window: BrowserWindow | null): void {
    this.#front = window
    this.#frontChanged()
  }

  #awaitMain({ webContents }: BrowserWindow): void {
    this.#mainLoaded = false
    webContents.once('did-finish-load', () => (this.#mainLoaded = true))
  }

  /** Closes every window that is still there; nothing in it is saved. */
  destroyAll(): void {
    for (const window of this.all) window.destroy()
  }

  /** Asks every window to close. True when all are gone, false as soon as one says that it stays. */
  async closeAll(): Promise<boolean> {
    const closed = this.all.map((window) => new Promise<void>((done) => window.once('closed', () => done())))
    const { promise: stayed, resolve } = Promise.withResolvers<boolean>()
    const stays = (): void => resolve(false)
    this.#stayed.add(stays)
    for (const window of this.all) window.close()
    const areGone = await Promise.race([Promise.all(closed).then(() => true), stayed])
    this.#stayed.delete(stays)
    return areGone
  }
}

function bringToFront(window: BrowserWindow): BrowserWindow {
  if (window.isMinimized()) window.restore()
  window.show()
  window.focus()
  return window
}
