import fc from 'fast-check'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { decodeClone, encodeClone } from '../../host/encoding.ts'
import { Fixture } from './support.ts'

let host: Fixture
let page: Page

beforeAll(async () => {
  host = await Fixture.start()
  page = (await host.open()).page
})
afterAll(() => host.stop())

test('IPC: Date, Map, Set, Uint8Array, bigint and undefined arrive in main as what they are', async () => {
  expect(await page.evaluate(() => fixture.invokeRich())).toBe(
    [
      '{',
      '  date: 1970-01-01T00:00:00.000Z,',
      "  map: Map(1) { 'a' => 1 },",
      '  set: Set(1) { 1 },',
      '  bytes: Uint8Array(3) [ 1, 2, 255 ],',
      '  big: 12n,',
      '  nothing: undefined,',
      "  error: 'rich'",
      '}',
    ].join('\n'),
  )
})

test.for([
  ['a function', 'tryInvokeFunction'],
  ['a proxy, such as Svelte’s state,', 'tryInvokeProxy'],
  ['a File', 'tryInvokeFile'],
] as const)('IPC: %s throws where it is sent', async ([, name]) => {
  expect(await page.evaluate((call) => (fixture[call] as () => unknown)(), name)).toEqual({
    error: 'An object could not be cloned.',
  })
})

test('IPC: the tagged encoding gives back what structured clone gives', () => {
  const cycle: { self?: unknown; list: unknown[] } = { list: [] }
  cycle.self = cycle
  cycle.list.push(cycle, cycle.list)
  const values: unknown[] = [
    undefined,
    null,
    -0,
    Number.NaN,
    Infinity,
    10n,
    'text',
    Object.assign(new Array(3), { 0: 1, 2: 3 }),
    [['u'], ['o', []]],
    new Date(5),
    new Date(Number.NaN),
    /a+/gi,
    new Map<unknown, unknown>([[{ k: 1 }, new Set([1, [2]])]]),
    new Uint8Array([0, 255]),
    new Float64Array([1.5]),
    new Uint8Array([9]).buffer,
    { __proto__: null, key: 1 },
    JSON.parse('{"__proto__": 1}'),
    cycle,
  ]
  for (const value of values) expect(decodeClone(encodeClone(value))).toStrictEqual(structuredClone(value))
  const error = decodeClone(encodeClone(new RangeError('why'))) as Error
  expect([error instanceof Error, error.name, error.message]).toEqual([true, 'RangeError', 'why'])
})

test('IPC: what a handler throws, and a channel without one, reject with Electron’s words', async () => {
  const messages = await page.evaluate(() =>
    Promise.all(
      ['fail', 'nobody'].map((channel) =>
        fixture.invoke(channel).catch((error: unknown) => (error as Error).message),
      ),
    ),
  )
  expect(messages).toEqual([
    "Error invoking remote method 'fail': RangeError: no such thing",
    "Error invoking remote method 'nobody': Error: No handler registered for 'nobody'",
  ])
})

test('IPC: a second handler for a channel is refused', async () => {
  await expect(host.main(({ electron }) => electron.ipcMain.handle('echo', () => 1))).rejects.toThrow(
    "Attempted to register a second handler for 'echo'",
  )
})

test('IPC: the sender frame names the app’s own address and origin', async () => {
  await page.evaluate(() => fixture.invoke('echo', 1))
  const call = await host.main(({ state }) => state.calls.at(-1))
  expect(call).toMatchObject({ url: 'app://fixture/index.html', origin: 'app://fixture' })
})

test('IPC: webContents.send by structured clone, and a listener that is removed hears no more', async () => {
  await page.evaluate(() => {
    const heard: unknown[] = []
    const stop = fixture.on('news', (...args) => heard.push(args))
    Object.assign(window, { heard, stop })
  })
  await host.main(({ electron }) => {
    electron.BrowserWindow.getAllWindows()[0]?.webContents.send('news', new Date(7), new Uint8Array([1]))
  })
  await page.waitForFunction(() => (window as unknown as { heard: unknown[] }).heard.length === 1)
  expect(
    await page.evaluate(() =>
      (window as unknown as { heard: unknown[] }).heard.map((item) => fixture.kindOf((item as unknown[])[0])),
    ),
  ).toEqual(['[object Date]'])
  await expect(
    host.main(({ electron }) => electron.BrowserWindow.getAllWindows()[0]?.webContents.send('news', () => 1)),
  ).rejects.toThrow('An object could not be cloned.')
})

test('IPC: send reaches ipcMain.on, and reply comes back', async () => {
  const told = await page.evaluate(
    () =>
      new Promise((resolve) => {
        fixture.on('told', resolve)
        fixture.send('tell', { word: 'back' })
      }),
  )
  expect(told).toEqual({ word: 'back' })
})

test('IPC: hundreds of invokes a second, and a megabyte in one', async () => {
  const seen = await page.evaluate(async () => {
    const start = performance.now()
    for (let call = 0; call < 200; call += 1) await fixture.invoke('echo', call)
    const perSecond = 200_000 / (performance.now() - start)
    const big = (await fixture.invoke('echo', 'x'.repeat(1_000_000))) as string
    return { perSecond, length: big.length }
  })
  expect(seen.length).toBe(1_000_000)
  expect(seen.perSecond).toBeGreaterThan(50)
})

test('IPC: a thousand lines in one event arrive together', async () => {
  await page.evaluate(() => {
    Object.assign(window, { lines: new Promise((resolve) => fixture.on('lines', resolve)) })
  })
  await host.main(({ electron }) => {
    const lines = Array.from({ length: 1000 }, (_, seq) => ({ seq, text: '250 2.1.5 Ok' }))
    electron.BrowserWindow.getAllWindows()[0]?.webContents.send('lines', lines)
  })
  const lines = await page.evaluate(() => (window as unknown as { lines: Promise<unknown[]> }).lines)
  expect(lines).toHaveLength(1000)
})

test('any data arrives over the encoding as it was sent', () => {
  fc.assert(
    fc.property(fc.anything({ withDate: true, withMap: true, withSet: true, withBigInt: true }), (value) => {
      let sent: unknown
      try {
        sent = structuredClone(value)
      } catch {
        return
      }
      expect(decodeClone(encodeClone(value))).toStrictEqual(sent)
    }),
  )
  // The mark of a hole is no text that begins with the same letter.
  expect(decodeClone(encodeClone(['hold', 'h', ['h']]))).toStrictEqual(['hold', 'h', ['h']])
})
