import { EventEmitter } from 'node:events'
import { existsSync, readFileSync } from 'node:fs'
import type { Dialog, Page, Route } from 'playwright-core'
import type { ToHost, ToPage } from './bridge/isolated-world.ts'
import type { PageLink } from './browser/page-link.ts'
import { PageLink as Link } from './browser/page-link.ts'
import { toContextParams } from './context-menu.ts'
import { encodeClone } from './encoding.ts'
import { createEvent } from './event.ts'
import { ipcMain } from './ipc-main.ts'
import { acceleratorNames } from './menu.ts'
import { fromRouted, toRouted } from './origin.ts'
import { asksForBluetooth, asksForWebview } from './page-asks.ts'
import { preloadProcess } from './preferences.ts'
import { record } from './record.ts'
import type { Session } from './session.ts'
import { defaultSession } from './session.ts'
import { guardMembers, NotStoodIn } from './strict.ts'
import { WebFrameMain } from './web-frame.ts'

type OpenHandler = (details: Electron.HandlerDetails) => Electron.WindowOpenHandlerResponse

/** The event of an `ipcMain.handle` handler. */
export interface MessageEvent {
  readonly sender: WebContents
  readonly senderFrame: WebFrameMain | null
  readonly frameId: number
  readonly processId: number
  readonly type: 'frame'
}

/** The event of an `ipcMain.on` listener. */
export interface SentEvent extends MessageEvent {
  reply(channel: string, ...args: unknown[]): void
}

/** What only the window behind the page knows how to do. */
export interface ContentsOwner {
  onFocus(): void
  onTitle(title: string): void
  onDark(dark: boolean): void
  onAccelerator(accelerator: string): void
  onZoom(): void
  /** The person closes the window; true lets it go. */
  onCloseAsked(): boolean
  /** Another page stands in the place of one that crashed. */
  onRenewed(): void
  onGone(): void
}

let lastId = 0

/** Electron's WebContents over one Chromium page. */
export class WebContents extends EventEmitter {
  readonly id: number
  readonly mainFrame = new WebFrameMain(() => this.#page?.url() ?? '')
  readonly session: Session = defaultSession
  readonly #open: () => Promise<Page>
  readonly #preferences: Electron.WebPreferences
  #link: Promise<PageLink>
  #isCrashed = false
  readonly #owner: ContentsOwner
  #attached: PageLink | undefined
  #openHandler: OpenHandler | undefined
  /** Navigations that the app itself started; the others are asked about. */
  #ownNavigations = 0
  readonly #requested = new Set<string>()
  /** Set with the first load: the start page of Chromium's is none of the app's. */
  #started = false
  #destroyed = false

  /** @param open Opens a page of Chromium's. */
  constructor(open: () => Promise<Page>, preferences: Electron.WebPreferences, owner: ContentsOwner) {
    super()
    lastId += 1
    this.id = lastId
    this.#open = open
    this.#preferences = preferences
    this.#owner = owner
    this.#link = this.#connect()
  }

  #connect(): Promise<PageLink> {
    const link = this.#open().then((opened) => this.#attach(opened))
    link.catch((error: unknown) => {
      console.error('The window did not open:', error)
      this.#gone()
    })
    return link
  }

  /** For playwright a page that crashed is dead, where Electron's lives on with the next load: another takes its place. */
  #renew(): void {
    const dead = this.#attached?.page
    this.#isCrashed = false
    this.#attached = undefined
    this.#link = this.#connect()
    this.#owner.onRenewed()
    void this.#link.then(() => dead?.close()).catch(() => undefined)
  }

  get #page(): Page | undefined {
    return this.#attached?.page
  }

  /** The link once the window is there. */
  get link(): Promise<PageLink> {
    return this.#link
  }

  isDestroyed(): boolean {
    return this.#destroyed
  }

  getURL(): string {
    return this.mainFrame.url
  }

  getTitle(): string {
    return this.#title
  }
  #title = ''

  isLoading(): boolean {
    return this.#ownNavigations > 0
  }

  /** Resolves when the page has loaded; rejects with Chromium's error. */
  async loadURL(address: string): Promise<void> {
    if (this.#isCrashed) this.#renew()
    const { page } = await this.#link
    await this.#navigate(async () => {
      await page.goto(toRouted(address), { waitUntil: 'load' })
    }).catch((error: unknown) => {
      throw new Error(`ERR_FAILED (-2) loading '${address}'`, { cause: error })
    })
  }

  reload(): void {
    const { page } = this.#need()
    void this.#navigate(async () => {
      await page.reload()
    }).catch(() => undefined)
  }

  send(channel: string, ...args: unknown[]): void {
    this.deliver({ kind: 'event', channel, args: encodeClone(args) })
  }

  /** Sends a message of the host's own to the window's isolated world. */
  deliver(message: ToPage): void {
    this.#attached?.deliver(message)
  }

  getZoomFactor(): number {
    return this.#zoom
  }

  setZoomFactor(factor: number): void {
    if (!(factor > 0)) throw new Error("'zoomFactor' must be a double greater than 0.0")
    if (factor === this.#zoom) return
    this.#zoom = factor
    this.#owner.onZoom()
  }
  #zoom = 1

  setWindowOpenHandler(handler: OpenHandler): void {
    this.#openHandler = handler
  }

  /** Chromium has put the cursor into the word that was pressed. */
  replaceMisspelling(text: string): void {
    record('webContents.replaceMisspelling', text)
    void this.#attached?.evaluate(`(() => {
      const selection = getSelection()
      if (selection.isCollapsed) {
        selection.modify('move', 'backward', 'word')
        selection.modify('extend', 'forward', 'word')
      }
      document.execCommand('insertText', false, ${JSON.stringify(text)})
    })()`)
  }

  /** Chromium's own DevTools are reached at SENDOFF_DEBUG_PORT. */
  toggleDevTools(): void {
    record('webContents.toggleDevTools')
  }

  openDevTools(): void {
    record('webContents.openDevTools')
  }

  /** Noted: there is no printer behind the stand-in. */
  print(options: Electron.WebContentsPrintOptions = {}, done?: (ok: boolean, reason: string) => void): void {
    record('webContents.print', options)
    done?.(true, '')
  }

  /** Chromium's own. */
  async printToPDF(options: Electron.PrintToPDFOptions): Promise<Buffer> {
    const { session } = await this.#link
    if (options.pageSize !== 'A4') throw new NotStoodIn('webContents.printToPDF', 'only A4')
    const { data } = await session.send('Page.printToPDF', {
      printBackground: options.printBackground ?? false,
      paperWidth: 8.27,
      paperHeight: 11.69,
    })
    return Buffer.from(data, 'base64')
  }

  /** Noted, where the file and its picture are there: a drag out of a page cannot be carried on from here. */
  startDrag({ file, icon }: Electron.Item): void {
    for (const path of [file, icon]) {
      if (typeof path !== 'string' || !existsSync(path))
        throw new Error(`startDrag: there is no file ${typeof path === 'string' ? path : 'by that picture'}`)
    }
    record('webContents.startDrag', { file, icon })
  }

  focus(): void {
    void this.#attached?.page.bringToFront().catch(() => undefined)
  }

  /** Ends the page without asking it. */
  discard(): void {
    this.#gone()
    void this.#link.then(({ page }) => page.close()).catch(() => undefined)
  }

  /** As a page that holds a `<webview>`, or looks for a Bluetooth device; what the app says to it. */
  asks(what: 'webview' | 'bluetooth'): boolean | string {
    return what === 'webview' ? asksForWebview(this) : asksForBluetooth(this)
  }

  /** Whether the page is this one's. */
  owns(page: Page): boolean {
    return this.#page === page
  }

  /** Decides about a request for a document: true when it was answered here, because the app refuses to go there. */
  async refuses(route: Route): Promise<boolean> {
    const request = route.request()
    if (request.frame() !== this.#page?.mainFrame()) return await this.#refusesFrame(route)
    if (this.#ownNavigations > 0) return false
    const address = request.url()
    const byPage = this.#requested.delete(address) || address !== this.#page.url()
    if (!byPage) return false
    const asked = {
      url: fromRouted(address),
      isMainFrame: true,
      isSameDocument: false,
      frame: this.mainFrame,
    }
    const framed = createEvent({ ...asked })
    this.emit('will-frame-navigate', framed, framed.url)
    const event = createEvent({ ...asked })
    if (!framed.defaultPrevented) this.emit('will-navigate', event, event.url)
    if (!framed.defaultPrevented && !event.defaultPrevented) return false
    // 204 leaves the page as it is; an aborted request would replace it by an error page.
    await route.fulfill({ status: 204 })
    return true
  }

  /** Of a frame inside of the page. */
  async #refusesFrame(route: Route): Promise<boolean> {
    const event = createEvent({
      url: fromRouted(route.request().url()),
      isMainFrame: false,
      isSameDocument: false,
      frame: null,
    })
    this.emit('will-frame-navigate', event, event.url)
    if (event.defaultPrevented) await route.fulfill({ status: 204 })
    return event.defaultPrevented
  }

  async #attach(page: Page): Promise<PageLink> {
    const preferences = this.#preferences
    const link = await Link.attach(page, {
      preloadSource:
        preferences.preload === undefined ? undefined : readFileSync(preferences.preload, 'utf8'),
      process: preloadProcess(preferences),
      accelerators: acceleratorNames(),
      onMessage: (message) => this.#receive(message),
    })
    this.#attached = link
    page.on('dialog', (dialog) => void this.#answerDialog(dialog).catch(() => undefined))
    page.on('crash', () => {
      this.#isCrashed = true
      this.emit('render-process-gone', createEvent(), { reason: 'crashed', exitCode: 1 })
    })
    page.on('close', () => {
      if (this.#attached === link) this.#gone()
    })
    page.on('domcontentloaded', () => this.emit('dom-ready', createEvent()))
    page.on('load', () => {
      if (!this.#started) return
      void link.touch().catch(() => undefined)
      this.emit('did-finish-load', createEvent())
    })
    page.on('framenavigated', (frame) => {
      if (frame === page.mainFrame())
        this.emit('did-navigate', createEvent(), fromRouted(frame.url()), 200, 'OK')
    })
    link.onNavigationRequested((address) => this.#requested.add(address))
    link.session.on('Page.windowOpen', (opened) => this.#openAsked(opened.url, opened.windowName))
    await defaultSession.applyPermissions(page.context(), this)
    return link
  }

  #receive(message: ToHost): void {
    const event: MessageEvent = {
      sender: this,
      senderFrame: this.mainFrame,
      frameId: 1,
      processId: this.id,
      type: 'frame',
    }
    switch (message.kind) {
      case 'invoke':
        void ipcMain.invoked(event, message).then((answer) => this.deliver(answer))
        return
      case 'send':
        ipcMain.sent(
          { ...event, reply: (channel: string, ...args: unknown[]) => this.send(channel, ...args) },
          message,
        )
        return
      case 'focus':
        this.#owner.onFocus()
        return
      case 'title':
        this.#title = message.title
        this.#owner.onTitle(message.title)
        return
      case 'dark':
        this.#owner.onDark(message.dark)
        return
      case 'accelerator':
        this.#owner.onAccelerator(message.accelerator)
        return
      case 'zoom':
        this.emit('zoom-changed', createEvent(), message.direction)
        return
      case 'context-menu':
        this.emit('context-menu', createEvent(), toContextParams(message.place))
        return
      case 'preload-error':
        console.error(`The preload failed: ${message.stack}`)
        this.emit('preload-error', createEvent(), '', new Error(message.message))
    }
  }

  #openAsked(address: string, frameName: string): void {
    const details = {
      url: fromRouted(address),
      frameName,
      features: '',
      disposition: 'foreground-tab',
      referrer: { url: '', policy: 'default' },
    }
    const answer = this.#openHandler?.(details as Electron.HandlerDetails)
    record('webContents.windowOpen', details.url, answer?.action ?? 'no handler')
    if (answer?.action === 'allow')
      throw new NotStoodIn('webContents.setWindowOpenHandler', 'the stand-in only denies')
  }

  async #answerDialog(dialog: Dialog): Promise<void> {
    if (dialog.type() !== 'beforeunload') return
    const go = this.#ownNavigations > 0 || this.#requested.size > 0 || this.#owner.onCloseAsked()
    await (go ? dialog.accept() : dialog.dismiss())
  }

  async #navigate(run: () => Promise<void>): Promise<void> {
    this.#started = true
    this.#ownNavigations += 1
    try {
      await run()
    } finally {
      this.#ownNavigations -= 1
      this.#requested.clear()
    }
  }

  #need(): PageLink {
    if (!this.#attached) throw new Error('The window has no page yet.')
    return this.#attached
  }

  #gone(): void {
    if (this.#destroyed) return
    this.#destroyed = true
    this.emit('destroyed')
    this.#owner.onGone()
  }
}
guardMembers(WebContents, 'WebContents')
