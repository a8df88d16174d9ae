import { randomUUID } from 'node:crypto'
import type { CDPSession, Page } from 'playwright-core'
import type { ToHost, ToPage } from '../bridge/isolated-world.ts'
import { isolatedScriptUrl, isolatedWorldScript, mainWorldScript } from '../bridge/scripts.ts'

/** What a window wants of its page before the first load. */
export interface LinkOptions {
  readonly preloadSource: string | undefined
  readonly process: Readonly<Record<string, unknown>>
  readonly accelerators: readonly string[]
  readonly onMessage: (message: ToHost) => void
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
      if (context.name === this.#world && this.#isMainFrame(context.auxData)) this.#contextId = context.id
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
    session.on('Debugger.paused', (pause) => {
      void this.#answerPause(pause.callFrames).catch(() => undefined)
    })
  }

  #isMainFrame(auxData: unknown): boolean {
    return (auxData as { readonly frameId?: string } | undefined)?.frameId === this.#mainFrame
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

  async #answerPause(
    frames: readonly { readonly callFrameId: string; readonly url: string }[],
  ): Promise<void> {
    const frame = frames[0]
    if (frame?.url === isolatedScriptUrl) {
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
