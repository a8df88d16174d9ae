import { describe, expect, it, vi } from 'vitest'
import { createBridge, type Transport } from '../../../preload/bridge.ts'
import { calls } from '../../../preload/contract.ts'
import { toWindow } from '../../../preload/window-argument.ts'
import { schemas } from '../../../main/api-schemas.ts'
import { toArgument } from '../../../main/electron/window-role.ts'

function createTransport(paths: Readonly<Record<string, string>> = {}) {
  const invoke = vi.fn<Transport['invoke']>(() =>
    Promise.resolve({ ok: true, value: { added: [1], problems: [] } }),
  )
  const closing: ((isReload: boolean) => void)[] = []
  const closeWindow = vi.fn()
  const tellClosing = vi.fn()
  const listen = vi.fn<Transport['listen']>(() => () => undefined)
  const transport: Transport = {
    invoke,
    listen,
    pathOf: (file) => paths[file.name] ?? '',
    window: { kind: 'main' },
    closeWindow,
    tellClosing,
    offerCommands: vi.fn(),
    onCommand: vi.fn(),
    onClosing: (run) => closing.push(run),
  }
  return { transport, invoke, listen, closing, closeWindow, tellClosing }
}

describe('createBridge', () => {
  it('names every call of the contract but the one that takes paths, and no other', () => {
    const bridge = createBridge(createTransport().transport)
    const { on, window, closeWindow, onClosing, ...groups } = bridge
    expect([typeof on, typeof window, typeof closeWindow, typeof onClosing]).toEqual([
      'function',
      'object',
      'function',
      'function',
    ])
    const named = Object.entries(groups).flatMap(([group, methods]) =>
      Object.keys(methods).map((name) => `${group}.${name}`),
    )
    const listed = Object.entries(calls).flatMap(([group, methods]) =>
      methods.map((name) => `${group}.${name}`),
    )
    expect(new Set(named)).toEqual(
      new Set([...listed, 'drafts.attachFiles'].filter((name) => name !== 'drafts.attachPaths')),
    )
  })

  it('has a schema in main for every call', () => {
    const listed = Object.entries(calls).flatMap(([group, methods]) =>
      methods.map((name) => `${group}.${name}`),
    )
    expect(new Set(Object.keys(schemas))).toEqual(new Set(listed))
  })

  it('sends the argument under the name of the call', async () => {
    const { transport, invoke } = createTransport()
    await createBridge(transport).outbox.get({ entryId: 'a' })
    expect(invoke.mock.calls).toEqual([['outbox.get', { entryId: 'a' }]])
  })

  it('listens to events of the contract alone', () => {
    const { transport, listen } = createTransport()
    const bridge = createBridge(transport)
    bridge.on('outbox.changed', () => undefined)
    expect(listen.mock.calls.map(([event]) => event)).toEqual(['outbox.changed'])
    expect(() => bridge.on('other' as 'outbox.changed', () => undefined)).toThrow('There is no event other.')
  })

  it('hands files over by path where they have one, by bytes where not', async () => {
    const { transport, invoke } = createTransport({ 'a.txt': '/home/a.txt', 'c.txt': '/home/c.txt' })
    const files = ['a.txt', 'b.png', 'c.txt'].map((name) => new File(['x'], name, { type: 'text/plain' }))
    const result = await createBridge(transport).drafts.attachFiles('d1', files)
    expect(invoke.mock.calls).toEqual([
      ['drafts.attachPaths', { draftId: 'd1', paths: ['/home/a.txt', '/home/c.txt'] }],
      [
        'drafts.attachBytes',
        { draftId: 'd1', name: 'b.png', type: 'text/plain', bytes: new Uint8Array([120]) },
      ],
    ])
    expect(result).toEqual({ ok: true, value: { added: [1, 1], problems: [] } })
  })

  it('gives back the refusal of a file', async () => {
    const { transport, invoke } = createTransport()
    const refusal = { ok: false, failure: { code: 'file', message: 'No.' } }
    invoke.mockResolvedValueOnce(refusal)
    expect(await createBridge(transport).drafts.attachFiles('d1', [new File(['x'], '')])).toEqual(refusal)
  })

  it.each(['resolves', 'rejects'])('closes the window when saving %s', async (how) => {
    const { transport, closing, closeWindow, tellClosing } = createTransport()
    createBridge(transport).onClosing(() =>
      how === 'resolves' ? Promise.resolve(true) : Promise.reject(new Error('a fault of the page')),
    )
    expect(closeWindow).not.toHaveBeenCalled()
    for (const run of closing) run(false)
    await vi.waitFor(() => expect(closeWindow).toHaveBeenCalledOnce())
    expect(tellClosing.mock.calls).toEqual([['saving']])
  })

  it.each([true, false])('says whether the page is loaded anew: %s', (isReload) => {
    const { transport, closing } = createTransport()
    const save = vi.fn(() => Promise.resolve(true))
    createBridge(transport).onClosing(save)
    for (const run of closing) run(isReload)
    expect(save.mock.calls).toEqual([[isReload]])
  })

  it('P24: says that the window stays where its text could not be saved', async () => {
    const { transport, closing, closeWindow, tellClosing } = createTransport()
    createBridge(transport).onClosing(() => Promise.resolve(false))
    for (const run of closing) run(false)
    await vi.waitFor(() => expect(tellClosing.mock.calls).toEqual([['saving'], ['stay']]))
    expect(closeWindow).not.toHaveBeenCalled()
  })
})

describe('toWindow', () => {
  it.each([{ kind: 'main' }, { kind: 'compose', draftId: 'a:b' }] as const)(
    'reads what main wrote: %o',
    (role) => {
      expect(toWindow(['electron', toArgument(role)])).toEqual(role)
    },
  )

  it('is the main window where nothing is said', () => {
    expect(toWindow([])).toEqual({ kind: 'main' })
  })
})
