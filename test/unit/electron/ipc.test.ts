// Every channel of main, those of calls and those of the window alike, hears the top frame of our own pages and nobody else.
import type { IpcMainEvent, IpcMainInvokeEvent } from 'electron'
import { expect, it } from 'vitest'
import type { Api } from '../../../main/api.ts'
import { schemas } from '../../../main/api-schemas.ts'
import { closeChannel, commandsChannel, savingChannel, stayChannel } from '../../../main/electron/channels.ts'
import { connectWindows } from '../../../main/electron/ipc.ts'
import { CallError, type Result } from '../../../main/result.ts'

type Handler = (event: IpcMainInvokeEvent, argument: unknown) => Promise<Result<unknown>>
type Listener = (event: IpcMainEvent, what?: unknown) => void

/** Main with a core that notes what reaches it, and one window. */
function connect(opening?: Promise<unknown>) {
  const reached: string[] = []
  const handlers = new Map<string, Handler>()
  const listeners = new Map<string, Listener>()
  const contents = {}
  const note = (what: string) => () => void reached.push(what)
  const group = (name: string) =>
    new Proxy({}, { get: (_, method) => () => Promise.resolve(reached.push(`${name}.${String(method)}`)) })
  const api = new Proxy({}, { get: (_, name) => (name === 'then' ? undefined : group(String(name))) }) as Api
  connectWindows({
    ipc: {
      handle: (channel: string, handler: Handler) => void handlers.set(channel, handler),
      on: (channel: string, listener: Listener) => listeners.set(channel, listener),
    } as never,
    api: opening === undefined ? Promise.resolve(api) : opening.then(() => api),
    windows: {
      all: [{ webContents: contents }] as never,
      offers: (_window: unknown, ids: readonly string[]) => void reached.push(`offers ${ids.join(' ')}`),
      saved: note('saved'),
      saving: note('saving'),
      stays: note('stays'),
    },
    log: { info: () => undefined, warn: note('warned'), error: () => undefined },
  })
  const from = (frame: object | null, sender: object = contents) =>
    ({ senderFrame: frame, sender }) as unknown as IpcMainInvokeEvent & IpcMainEvent
  return { handlers, listeners, reached, from }
}

const own = { parent: null, url: 'app://sendoff/index.html?language=en' }
const foreign = [
  ['a frame that is gone', null],
  ['a frame inside of our page', { parent: own, url: 'app://sendoff/index.html' }],
  ['another host of our scheme', { parent: null, url: 'app://evil/index.html' }],
  ['a web page', { parent: null, url: 'https://sendoff/index.html' }],
  ['a blank page', { parent: null, url: 'about:blank' }],
  ['a page of data', { parent: null, url: 'data:text/html,app://sendoff/' }],
] as const

it('there is a handler for each schema, and none besides', () => {
  const { handlers, listeners } = connect()
  expect([...handlers.keys()].toSorted()).toEqual(Object.keys(schemas).toSorted())
  expect([...listeners.keys()].toSorted()).toEqual(
    [closeChannel, commandsChannel, savingChannel, stayChannel].toSorted(),
  )
})

it.each(foreign)('no channel takes anything from %s', async (_name, frame) => {
  const { handlers, listeners, reached, from } = connect()
  for (const [channel, handler] of handlers) {
    const refused = await handler(from(frame), undefined)
    expect(refused, channel).toMatchObject({ ok: false, failure: { code: 'invalid-argument' } })
  }
  for (const listener of listeners.values()) listener(from(frame))
  expect(new Set(reached)).toEqual(new Set(['warned']))
})

it('what a window says of itself is taken from a window that is there', () => {
  const { listeners, reached, from } = connect()
  for (const listener of listeners.values()) listener(from(own, { other: true }))
  expect(reached).toEqual([])
  for (const listener of listeners.values()) listener(from(own))
  expect(reached.toSorted()).toEqual(['offers ', 'saved', 'saving', 'stays'])
})

it('the commands that a window offers are a list of short names, or none', () => {
  const { listeners, reached, from } = connect()
  const offer = (ids: unknown) => listeners.get(commandsChannel)?.(from(own), ids)
  offer(['zoom.in', 'theme.dark'])
  offer([1])
  offer('zoom.in')
  offer(['x'.repeat(61)])
  offer(Array.from({ length: 301 }, () => 'zoom.in'))
  expect(reached).toEqual(['offers zoom.in theme.dark', ...Array.from({ length: 4 }, () => 'offers ')])
})

it('a call of our own page reaches the core', async () => {
  const { handlers, reached, from } = connect()
  expect(await handlers.get('app.info')?.(from(own), undefined)).toEqual({ ok: true, value: 1 })
  expect(reached).toEqual(['app.info'])
})

it('a call that comes before the core is open waits for it', async () => {
  const opening = Promise.withResolvers<undefined>()
  const { handlers, reached, from } = connect(opening.promise)
  const answer = handlers.get('app.info')?.(from(own), undefined)
  await new Promise((resolve) => setImmediate(resolve))
  expect(reached).toEqual([])
  opening.resolve(undefined)
  expect(await answer).toEqual({ ok: true, value: 1 })
})

it('a core that does not open is the answer to what was asked meanwhile, and to nobody else', async () => {
  const opening = Promise.withResolvers<undefined>()
  const { handlers, reached, from } = connect(opening.promise)
  const answer = handlers.get('app.info')?.(from(own), undefined)
  opening.reject(new CallError('storage', 'The profile folder /p cannot be written: EACCES'))
  const failure = { code: 'storage', message: 'The profile folder /p cannot be written: EACCES' }
  expect(await answer).toEqual({ ok: false, failure })
  expect(reached).toEqual([])
})
