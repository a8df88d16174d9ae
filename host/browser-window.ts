import { EventEmitter } from 'node:events'
import { app } from './app.ts'
import { createEvent } from './event.ts'
import { Menu, onMenuChanged, acceleratorNames } from './menu.ts'
import { runMenuItem } from './menu-roles.ts'
import type { NativeImage } from './native-image.ts'
import { nativeTheme } from './native-theme.ts'
import { record } from './record.ts'
import { guardMembers } from './strict.ts'
import { checkPreferences } from './preferences.ts'
import { WebContents } from './web-contents.ts'
import { browser, openWindows } from './windows.ts'
import { applyZoom } from './zoom.ts'

let lastId = 0
let focused: BrowserWindow | null = null

function setFocused(window: BrowserWindow): void {
  focused = window
}

/** Electron's BrowserWindow over a Chromium window without tabs or address bar. */
export class BrowserWindow extends EventEmitter {
  readonly id: number
  readonly webContents: WebContents
  #title: string
  #bounds: Electron.Rectangle
  #minimized = false
  #maximized = false
  #visible: boolean
  #destroyed = false
  #shownTheme: typeof nativeTheme.themeSource = 'system'

  constructor(options: Electron.BrowserWindowConstructorOptions = {}) {
    super()
    if (!app.isReady()) throw new Error('Cannot create BrowserWindow before app is ready')
    checkPreferences(options.webPreferences ?? {})
    lastId += 1
    this.id = lastId
    this.#title = options.title ?? app.getName()
    this.#visible = options.show ?? true
    this.#bounds = {
      x: options.x ?? 0,
      y: options.y ?? 0,
      width: options.width ?? 800,
      height: options.height ?? 600,
    }
    openWindows.push(this)
    const { width, height } = this.#bounds
    const look = { width, height, title: this.#title, backgroundColor: options.backgroundColor ?? '#fff' }
    this.webContents = new WebContents(() => browser.open(look), options.webPreferences ?? {}, {
      onFocus: () => this.#focused(),
      onTitle: (title) => this.#retitle(title),
      onDark: (dark) => nativeTheme.reported(dark),
      onAccelerator: (accelerator) => {
        const item = Menu.getApplicationMenu()?.find(accelerator)
        if (item) runMenuItem(item, this)
      },
      onZoom: () => void this.#applyBounds().catch(() => undefined),
      onCloseAsked: () => this.#mayClose(),
      onRenewed: () => {
        this.#shownTheme = 'system'
        this.#dress()
      },
      onGone: () => this.#gone(),
    })
    this.#start()
  }

  static getAllWindows(): BrowserWindow[] {
    return [...openWindows]
  }

  static getFocusedWindow(): BrowserWindow | null {
    return focused
  }

  static fromWebContents(contents: object): BrowserWindow | null {
    return openWindows.find((window) => window.webContents === contents) ?? null
  }

  static fromId(id: number): BrowserWindow | null {
    return openWindows.find((window) => window.id === id) ?? null
  }

  loadURL(address: string): Promise<void> {
    return this.webContents.loadURL(address)
  }

  show(): void {
    const before = this.#visible
    this.#visible = true
    this.#minimized = false
    if (!before) this.emit('show')
    this.focus()
  }

  showInactive(): void {
    this.#visible = true
    this.emit('show')
  }

  hide(): void {
    this.#visible = false
    record('BrowserWindow.hide', this.id)
    this.emit('hide')
  }

  isVisible(): boolean {
    return this.#visible && !this.#minimized
  }

  focus(): void {
    this.webContents.focus()
    this.#focused()
  }

  isFocused(): boolean {
    return focused === this
  }

  minimize(): void {
    this.#minimized = true
    this.#setWindowState('minimized')
    this.emit('minimize')
  }

  isMinimized(): boolean {
    return this.#minimized
  }

  maximize(): void {
    this.#maximized = true
    this.#setWindowState('maximized')
    this.emit('maximize')
  }

  isMaximized(): boolean {
    return this.#maximized
  }

  restore(): void {
    this.#minimized = false
    this.#setWindowState('normal')
    this.emit('restore')
  }

  close(): void {
    if (!this.#destroyed && this.#mayClose()) this.destroy()
  }

  destroy(): void {
    this.webContents.discard()
  }

  isDestroyed(): boolean {
    return this.#destroyed
  }

  getTitle(): string {
    return this.#title
  }

  setTitle(title: string): void {
    this.#title = title
    void this.webContents.link
      .then((link) => link.evaluate(`document.title = ${JSON.stringify(title)}; undefined`))
      .catch(() => undefined)
  }

  /** As it was before it was made as large as the screen. */
  getNormalBounds(): Electron.Rectangle {
    return { ...this.#bounds }
  }

  getBounds(): Electron.Rectangle {
    return { ...this.#bounds }
  }

  setBounds(bounds: Partial<Electron.Rectangle>): void {
    this.#bounds = { ...this.#bounds, ...bounds }
    void this.#applyBounds().catch(() => undefined)
    this.emit('resize')
  }

  setMenuBarVisibility(visible: boolean): void {
    record('BrowserWindow.setMenuBarVisibility', visible)
  }

  setBackgroundColor(color: string): void {
    record('BrowserWindow.setBackgroundColor', color)
  }

  /** Windows alone shows it. */
  setOverlayIcon(overlay: NativeImage | null, description: string): void {
    record('BrowserWindow.setOverlayIcon', overlay === null ? null : overlay.path, description)
  }

  #start(): void {
    app.emit('web-contents-created', createEvent(), this.webContents)
    app.emit('browser-window-created', createEvent(), this)
    this.webContents.once('did-finish-load', () => this.emit('ready-to-show'))
    const themed = (): void => void this.#applyTheme().catch(() => undefined)
    nativeTheme.on('updated', themed)
    this.once('closed', () => nativeTheme.off('updated', themed))
    this.#dress()
    if (this.#visible) this.#focused()
  }

  /** Size, place and colours of a page that has just come. */
  #dress(): void {
    void this.webContents.link
      .then(() => Promise.all([this.#applyBounds(), this.#applyTheme()]))
      .catch(() => undefined)
  }

  async #applyBounds(): Promise<void> {
    const { page, session } = await this.webContents.link
    const { x, y, width, height } = this.#bounds
    const zoom = this.webContents.getZoomFactor()
    await applyZoom(session, zoom, { width, height, isShown: !browser.headless })
    if (browser.headless && zoom === 1) return page.setViewportSize({ width, height })
    if (browser.headless) return
    const { windowId } = await session.send('Browser.getWindowForTarget')
    await session.send('Browser.setWindowBounds', { windowId, bounds: { left: x, top: y, width, height } })
  }

  async #applyTheme(): Promise<void> {
    const { page } = await this.webContents.link
    const source = nativeTheme.themeSource
    // It takes back what another client of the page has set (forced colours, less motion): only where there is something to say.
    if (source === this.#shownTheme) return
    this.#shownTheme = source
    await page.emulateMedia({ colorScheme: source === 'system' ? null : source })
  }

  #setWindowState(windowState: 'minimized' | 'maximized' | 'normal'): void {
    if (browser.headless) return
    void this.webContents.link
      .then(async ({ session }) => {
        const { windowId } = await session.send('Browser.getWindowForTarget')
        await session.send('Browser.setWindowBounds', { windowId, bounds: { windowState } })
      })
      .catch(() => undefined)
  }

  #mayClose(): boolean {
    const event = createEvent()
    this.emit('close', event)
    return !event.defaultPrevented
  }

  #focused(): void {
    if (focused === this || this.#destroyed) return
    focused?.emit('blur')
    setFocused(this)
    this.emit('focus')
    app.emit('browser-window-focus', createEvent(), this)
  }

  #retitle(title: string): void {
    if (title === this.#title) return
    const event = createEvent()
    this.emit('page-title-updated', event, title, true)
    if (!event.defaultPrevented) this.#title = title
  }

  #gone(): void {
    if (this.#destroyed) return
    this.#destroyed = true
    openWindows.splice(openWindows.indexOf(this), 1)
    if (focused === this) focused = openWindows.at(-1) ?? null
    this.emit('closed')
    app.windowClosed()
  }
}
guardMembers(BrowserWindow, 'BrowserWindow')

onMenuChanged(() => {
  for (const window of openWindows) {
    window.webContents.deliver({ kind: 'accelerators', accelerators: acceleratorNames() })
  }
})
