import { randomUUID } from 'node:crypto'
import type { CDPSession, Page } from 'playwright-core'
import type { ToHost, ToPage } from '../bridge/isolated-world.ts'
import { isolatedWorldScript, mainWorldScript } from '../bridge/scripts.ts'

/** What a window wants of its page before the first load. */
export interface LinkOptions {
  readonly preloadSource: string | undefined
  readonly process: Readonly<Record<string, unknown>>
  readonly accelerators: readonly string[]
  readonly onMessage: (message: ToHost) => void
}

interface CallFrame {
  readonly callFrameId: string
  readonly functionName: string
  readonly location: { readonly scriptId: string }
}

/** The DevTools session of one window: its isolated world, and messages in and out of it. */
export class PageLink {
  readonly page: Page
  readonly session: CDPSession
  readonly #world = `sendoff-${randomUUID()}`
  readonly #inbox = `inbox-${randomUUID()}`
  readonly #binding = `host${randomUUID().replaceAll('-', '')}`
  #contextId: number | undefined
  #mainFrame = ''
  /** Scripts of the isolated world, by the debugger's numbers. */
  readonly #ownScripts = new Set<string>()

  private constructor(page: Page, session: CDPSession) {
    this.page = page
    this.session = session
  }

  /** Prepares the page: both halves of the bridge and the preload run on every load from here on. */
  static async attach(page: Page, options: LinkOptions): Promise<PageLink> {
    const link = new PageLink(page, await page.context().newCDPSession(page))
    await link.#prepare(options)
    return link
  }

  async #prepare(options: LinkOptions): Promise<void> {
    const { session } = this
    this.#listen(options)
    const names = { toMain: randomUUID(), toIsolated: randomUUID() }
    const config = {
      names,
      binding: this.#binding,
      inbox: this.#inbox,
      process: options.process,
      accelerators: options.accelerators,
    }
    await session.send('Page.enable')
    const { frameTree } = await session.send('Page.getFrameTree')
    this.#mainFrame = frameTree.frame.id
    await session.send('Runtime.enable')
    await session.send('Runtime.addBinding', { name: this.#binding, executionContextName: this.#world })
    await session.send('Page.addScriptToEvaluateOnNewDocument', { source: mainWorldScript(names) })
    await session.send('Page.addScriptToEvaluateOnNewDocument', {
      source: isolatedWorldScript(config, options.preloadSource),
      worldName: this.#world,
    })
    // The debugger costs about a tenth of the page's speed: only for a preload that asks for paths.
    if (options.preloadSource?.includes('getPathForFile')) await session.send('Debugger.enable')
  }

  #listen(options: LinkOptions): void {
    const { session } = this
    session.on('Runtime.executionContextCreated', ({ context }) => {
      const { frameId } = context.auxData as { readonly frameId?: string }
      if (context.name === this.#world && frameId === this.#mainFrame) this.#contextId = context.id
    })
    session.on('Page.frameNavigated', ({ frame }) => {
      if (frame.parentId === undefined) this.#mainFrame = frame.id
    })
    session.on('Runtime.executionContextsCleared', () => {
      this.#contextId = undefined
    })
    session.on('Runtime.bindingCalled', ({ name, payload, executionContextId }) => {
      // Calls of a document that was left in the meantime have no frame to answer to.
      if (name !== this.#binding || executionContextId !== this.#contextId) return
      options.onMessage(JSON.parse(payload) as ToHost)
    })
    session.on('Debugger.scriptParsed', ({ scriptId, executionContextId }) => {
      if (executionContextId === this.#contextId) this.#ownScripts.add(scriptId)
    })
    session.on('Debugger.paused', (pause) => {
      void this.#answerPause(pause.callFrames[0]).catch(() => undefined)
    })
  }

  /** Calls `listener` with the address of every document that a script or a link of the page asks for. */
  onNavigationRequested(listener: (address: string) => void): void {
    this.session.on('Page.frameRequestedNavigation', ({ frameId, url }) => {
      const sameDocument = url.includes('#') && withoutHash(url) === withoutHash(this.page.url())
      if (frameId === this.#mainFrame && !sameDocument) listener(url)
    })
  }

  /** Without a person's touch Chromium closes a page unasked; the host must be asked, so the page counts as touched. */
  async touch(): Promise<void> {
    await this.evaluate('0')
  }

  /** Sends to the preload; what is sent while no document is there is lost, as in Electron. */
  deliver(message: ToPage): void {
    if (this.#contextId === undefined) return
    const expression = `globalThis[${JSON.stringify(this.#inbox)}](${JSON.stringify(JSON.stringify(message))})`
    void this.session
      .send('Runtime.evaluate', { expression, contextId: this.#contextId })
      .catch(() => undefined)
  }

  /** Runs an expression in the isolated world, as if a person had just pressed a key there. */
  async evaluate(
    expression: string,
  ): Promise<{ readonly value?: unknown; readonly objectId?: string | undefined }> {
    if (this.#contextId === undefined) throw new Error('The window has no page yet.')
    const { result, exceptionDetails } = await this.session.send('Runtime.evaluate', {
      expression,
      contextId: this.#contextId,
      userGesture: true,
      awaitPromise: true,
    })
    if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text)
    return result
  }

  /** The path behind a File object, '' for one made in script. */
  async pathOf(objectId: string): Promise<string> {
    const { path } = await this.session.send('DOM.getFileInfo', { objectId })
    return path
  }

  async #answerPause(frame: CallFrame | undefined): Promise<void> {
    // A page's own `debugger` statement learns nothing.
    if (frame?.functionName === 'getPathForFile' && this.#ownScripts.has(frame.location.scriptId)) {
      const { callFrameId } = frame
      const { result } = await this.session.send('Debugger.evaluateOnCallFrame', {
        callFrameId,
        expression: 'file',
      })
      const path = result.objectId === undefined ? '' : await this.pathOf(result.objectId).catch(() => '')
      const expression = `standInPath = ${JSON.stringify(path)}`
      await this.session.send('Debugger.evaluateOnCallFrame', { callFrameId, expression })
    }
    await this.session.send('Debugger.resume')
  }
}

function withoutHash(address: string): string {
  return address.replace(/#.*$/s, '')
}
