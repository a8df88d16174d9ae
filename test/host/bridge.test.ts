import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { Fixture } from './support.ts'

type Exposed = Readonly<Record<string, (...args: never[]) => unknown>>

declare global {
  var fixture: Exposed & {
    readonly argv: readonly string[]
    readonly numbers: number[]
    readonly nested: { readonly deep: { name: string } }
    readonly withSymbol: object
    same<T>(value: T): T
    later<T>(value: T): Promise<T>
    kindOf(value: unknown): string
    describe(value: unknown): string
    callBack<T>(callback: (...args: unknown[]) => T, ...args: unknown[]): T
    fail(): void
    rejects(): Promise<void>
    invoke(channel: string, ...args: unknown[]): Promise<unknown>
    send(channel: string, ...args: unknown[]): void
    on(channel: string, listener: (...args: unknown[]) => void): () => void
    pathOf(file: File): string
    invokeRich(): Promise<string>
    fetchElsewhere(): Promise<string>
    tryInHere(what: string): { value?: unknown; error?: string }
    tryRequire(name: string): { value?: unknown; error?: string }
    tryMember(): { error?: string }
    tryExposeAgain(): { error?: string }
    tryInvokeFunction(): { error?: string }
    tryInvokeProxy(): { error?: string }
    tryInvokeFile(): { error?: string }
  }
  var pageStartedWith: string
  var preloadGlobal: unknown
}

let host: Fixture
let page: Page

beforeAll(async () => {
  host = await Fixture.start()
  page = (await host.open({ webPreferences: { additionalArguments: ['--role=test'] } })).page
})
afterAll(() => host.stop())

test('isolated preload: it ran before the first module of the page and left nothing but what it exposed', async () => {
  expect(await page.evaluate(() => pageStartedWith)).toBe('object')
  expect(await page.evaluate(() => typeof globalThis.preloadGlobal)).toBe('undefined')
  const globals = await page.evaluate(() => Object.getOwnPropertyNames(globalThis))
  expect(
    globals.filter((name) => /^(host[0-9a-f]{32}|inbox-|require|process|module|exports)/.test(name)),
  ).toEqual([])
})

test('isolated preload: it runs again on reload', async () => {
  await page.evaluate(() => {
    pageStartedWith = 'before'
  })
  await page.reload()
  expect(await page.evaluate(() => pageStartedWith)).toBe('object')
  expect(await page.evaluate(() => fixture.invoke('echo', 1))).toBe(1)
})

test('isolated preload: a frame inside the page has neither preload nor bridge', async () => {
  const inner = await page.evaluate(async () => {
    const frame = document.createElement('iframe')
    frame.src = '/inner.html'
    document.body.append(frame)
    await new Promise((resolve) => frame.addEventListener('load', resolve, { once: true }))
    const seen = typeof (frame.contentWindow as unknown as { fixture?: unknown }).fixture
    frame.remove()
    return seen
  })
  expect(inner).toBe('undefined')
})

test('isolated preload: it is sandboxed, with only the renderer half of electron to require', async () => {
  expect(await page.evaluate(() => fixture.tryRequire('electron'))).toEqual({ value: 'object' })
  expect(await page.evaluate(() => fixture.tryRequire('node:fs'))).toEqual({
    error: 'module not found: node:fs',
  })
  expect(await page.evaluate(() => fixture.argv)).toContain('--role=test')
})

test('isolated preload: a member that the stand-in lacks throws and is named', async () => {
  expect(await page.evaluate(() => fixture.tryMember())).toEqual({
    error: 'electron.ipcRenderer.sendSync: the stand-in does not have it',
  })
})

test('contextBridge: values, promises, callbacks and errors pass, at once where they are at once', async () => {
  const seen = await page.evaluate(async () => ({
    now: fixture.same({ a: [1, 'two', null, undefined, 3n] }),
    later: await fixture.later('later'),
    callback: fixture.callBack((a, b) => Number(a) + Number(b), 2, 3),
    date: fixture.kindOf(new Date(0)),
    map: fixture.kindOf(new Map()),
    bytes: fixture.kindOf(new Uint8Array(2)),
    blob: fixture.kindOf(new Blob(['x'])),
    file: fixture.kindOf(new File(['x'], 'x.txt')),
  }))
  expect(seen).toEqual({
    now: { a: [1, 'two', null, undefined, 3n] },
    later: 'later',
    callback: 5,
    date: '[object Date]',
    map: '[object Map]',
    bytes: '[object Uint8Array]',
    blob: '[object Blob]',
    file: '[object File]',
  })
})

test('contextBridge: of a thrown error and of a rejection only the message survives', async () => {
  const caught = await page.evaluate(async () => {
    const tell = (error: unknown): unknown[] => {
      const { name, message, extra } = error as Error & { extra?: unknown }
      return [error instanceof Error, name, message, extra]
    }
    const thrown: unknown[] = []
    try {
      fixture.fail()
    } catch (error) {
      thrown.push(...tell(error))
    }
    return [thrown, await fixture.rejects().catch(tell)]
  })
  expect(caught).toEqual([
    [true, 'Error', 'thrown in the preload', undefined],
    [true, 'Error', 'rejected in the preload', undefined],
  ])
})

test('contextBridge: prototypes and symbols are dropped, identity inside a value is kept', async () => {
  const seen = await page.evaluate(() => {
    class Point {
      x = 1
      method(): number {
        return this.x
      }
    }
    const twice = { shared: {} as object, again: {} as object }
    twice.again = twice.shared
    const back = fixture.same(twice)
    return [
      fixture.describe(new Point()),
      Object.keys(fixture.withSymbol),
      Object.getOwnPropertySymbols(fixture).length,
      back.again === back.shared,
    ]
  })
  expect(seen).toEqual(['true:x', ['kept'], 0, true])
})

test('contextBridge: what is exposed is frozen, what a call returns is not', async () => {
  const seen = await page.evaluate(() => [
    Object.isFrozen(fixture),
    Object.isFrozen(fixture.numbers),
    Object.isFrozen(fixture.nested.deep),
    Object.isFrozen(fixture.same({})),
    Object.getOwnPropertyDescriptor(window, 'fixture')?.writable,
  ])
  expect(seen).toEqual([true, true, true, false, false])
})

test('contextBridge: a name that the page has already is refused', async () => {
  expect((await page.evaluate(() => fixture.tryExposeAgain())).error).toMatch(/existing property/)
})

test('contextBridge: a value that cannot be cloned throws instead of arriving as null', async () => {
  const message = await page.evaluate(() => {
    try {
      fixture.same(new WeakMap())
    } catch (error) {
      return (error as Error).message
    }
  })
  expect(message).toBe('An object could not be cloned.')
})

test('contextBridge: a page that patches events afterwards sees nothing of it', async () => {
  const seen = await page.evaluate(() => {
    const heard: unknown[] = []
    const dispatch = EventTarget.prototype.dispatchEvent
    const add = EventTarget.prototype.addEventListener
    EventTarget.prototype.dispatchEvent = function (event) {
      heard.push(event.type)
      return dispatch.call(this, event)
    }
    EventTarget.prototype.addEventListener = function (...args: Parameters<typeof add>) {
      heard.push(args[0])
      add.apply(this, args)
    }
    const original = globalThis.CustomEvent
    globalThis.CustomEvent = new Proxy(original, { construct: () => heard.push('made') as never })
    const value = fixture.same('through')
    EventTarget.prototype.dispatchEvent = dispatch
    EventTarget.prototype.addEventListener = add
    globalThis.CustomEvent = original
    return { value, heard }
  })
  expect(seen).toEqual({ value: 'through', heard: [] })
})

test('contextBridge: it takes thousands of calls a second', async () => {
  const perSecond = await page.evaluate(() => {
    const start = performance.now()
    for (let call = 0; call < 2000; call += 1) fixture.same(call)
    return 2_000_000 / (performance.now() - start)
  })
  expect(perSecond).toBeGreaterThan(2000)
})

test('worlds and CSP: the policy of the page binds the isolated world too, except eval', async () => {
  expect((await page.evaluate(() => fixture.tryInHere('innerHTML'))).error).toMatch(/TrustedHTML/)
  expect(await page.evaluate(() => fixture.fetchElsewhere())).toMatch(/Failed to fetch/)
  expect(await page.evaluate(() => fixture.tryInHere('eval'))).toEqual({ value: 2 })
})

test('worlds and CSP: Trusted Types and script-src of the served header are enforced in the page', async () => {
  const refused = await page.evaluate(async () => {
    const button = document.createElement('button')
    const heard = new Promise((resolve) =>
      document.addEventListener('securitypolicyviolation', (event) => resolve(event.effectiveDirective), {
        once: true,
      }),
    )
    let typed = ''
    try {
      button.innerHTML = '<b>x</b>'
    } catch (error) {
      typed = (error as Error).name
    }
    await heard
    const inline = new Promise((resolve) =>
      document.addEventListener('securitypolicyviolation', (event) => resolve(event.effectiveDirective), {
        once: true,
      }),
    )
    document.body.append(
      Object.assign(document.createElement('img'), { src: 'https://elsewhere.test/x.png' }),
    )
    return [typed, await inline]
  })
  expect(refused).toEqual(['TypeError', 'img-src'])
})
