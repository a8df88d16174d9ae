import type { decodeClone, encodeClone } from '../encoding.ts'
import type { Halves, LinkNames } from './main-world.ts'

export interface IsolatedConfig {
  readonly names: LinkNames
  /** The binding that takes messages to the host, and the global that takes the host's. */
  readonly binding: string
  readonly inbox: string
  readonly process: Readonly<Record<string, unknown>>
  readonly accelerators: readonly string[]
}

export interface IsolatedTools extends Halves {
  readonly encodeClone: typeof encodeClone
  readonly decodeClone: typeof decodeClone
}

/** A place that was pressed with the secondary button. */
export interface PressedPlace {
  readonly x: number
  readonly y: number
  readonly isEditable: boolean
  readonly isRich: boolean
  readonly selectionText: string
  readonly linkURL: string
}

/** What the isolated world tells the host; `args` and `value` are texts of encodeClone. */
export type ToHost =
  | { readonly kind: 'invoke'; readonly id: number; readonly channel: string; readonly args: string }
  | { readonly kind: 'send'; readonly channel: string; readonly args: string }
  | { readonly kind: 'focus' }
  | { readonly kind: 'title'; readonly title: string }
  | { readonly kind: 'dark'; readonly dark: boolean }
  | { readonly kind: 'accelerator'; readonly accelerator: string }
  /** Ctrl and the wheel. */
  | { readonly kind: 'zoom'; readonly direction: 'in' | 'out' }
  | { readonly kind: 'context-menu'; readonly place: PressedPlace }
  | { readonly kind: 'preload-error'; readonly message: string; readonly stack: string }

export type ToPage =
  | { readonly kind: 'answer'; readonly id: number; readonly ok: true; readonly value: string }
  | { readonly kind: 'answer'; readonly id: number; readonly ok: false; readonly message: string }
  | { readonly kind: 'event'; readonly channel: string; readonly args: string }
  | { readonly kind: 'accelerators'; readonly accelerators: readonly string[] }

/** The renderer half of 'electron' that a preload gets. */
export interface RendererElectron {
  readonly ipcRenderer: Pick<
    Electron.IpcRenderer,
    'invoke' | 'send' | 'on' | 'once' | 'off' | 'removeListener' | 'removeAllListeners'
  >
  readonly contextBridge: Pick<Electron.ContextBridge, 'exposeInMainWorld'>
  readonly webUtils: Pick<Electron.WebUtils, 'getPathForFile'>
}

type Listener = (event: unknown, ...args: unknown[]) => void
type Require = (name: string) => unknown
export type Preload = (
  require: Require,
  process: unknown,
  module: { exports: unknown },
  exports: unknown,
) => void

/**
 * The isolated world of one window: the renderer half of 'electron', the preload, and what Chromium must report for the
 * window. Runs by its source text, before the page's first script and again on every load.
 */
export function isolatedWorldHalf(
  config: IsolatedConfig,
  tools: IsolatedTools,
  preload: Preload | undefined,
): void {
  if (window !== window.top) return
  const world = globalThis as unknown as Record<string, (text: string) => void>
  const deliver = world[config.binding]
  if (!deliver) throw new Error('The host is not there.')
  // eslint-disable-next-line @typescript-eslint/no-dynamic-delete -- the preload must not see it
  delete world[config.binding]
  const post = (message: ToHost): void => deliver(JSON.stringify(message))
  const waiting = new Map<number, { resolve: (value: unknown) => void; reject: (error: Error) => void }>()
  const listeners = new Map<string, { listener: Listener; once: boolean }[]>()
  let lastInvoke = 0
  let accelerators = config.accelerators

  const strict = <T extends object>(name: string, members: T): T =>
    new Proxy(members, {
      get(target, key): unknown {
        if (
          key in target ||
          typeof key === 'symbol' ||
          key === 'then' ||
          key === '__esModule' ||
          key === 'default'
        ) {
          return Reflect.get(target, key)
        }
        throw new Error(`electron.${name}${key}: the stand-in does not have it`)
      },
    })

  const add = (channel: string, listener: Listener, once: boolean): void => {
    listeners.set(channel, [...(listeners.get(channel) ?? []), { listener, once }])
  }
  const remove = (channel: string, listener: Listener): void => {
    listeners.set(
      channel,
      (listeners.get(channel) ?? []).filter((item) => item.listener !== listener),
    )
  }
  const ipcRenderer = strict('ipcRenderer.', {
    invoke(channel: string, ...args: unknown[]): Promise<unknown> {
      lastInvoke += 1
      const id = lastInvoke
      const text = tools.encodeClone(args)
      return new Promise((resolve, reject) => {
        waiting.set(id, { resolve, reject })
        post({ kind: 'invoke', id, channel, args: text })
      })
    },
    send(channel: string, ...args: unknown[]): void {
      post({ kind: 'send', channel, args: tools.encodeClone(args) })
    },
    on(channel: string, listener: Listener): unknown {
      add(channel, listener, false)
      return ipcRenderer
    },
    once(channel: string, listener: Listener): unknown {
      add(channel, listener, true)
      return ipcRenderer
    },
    removeListener(channel: string, listener: Listener): unknown {
      remove(channel, listener)
      return ipcRenderer
    },
    off(channel: string, listener: Listener): unknown {
      remove(channel, listener)
      return ipcRenderer
    },
    removeAllListeners(channel: string): unknown {
      listeners.delete(channel)
      return ipcRenderer
    },
  })

  const webUtils = strict('webUtils.', {
    getPathForFile(file: File): string {
      if (!(file instanceof File)) throw new TypeError('getPathForFile takes a File')
      // The host reads `file` on the paused frame and sets `standInPath`.
      // eslint-disable-next-line prefer-const -- set from outside
      let standInPath = ''
      // eslint-disable-next-line no-debugger
      debugger
      return standInPath
    },
  })

  const link = tools.createLink(config.names.toIsolated, config.names.toMain, (message) =>
    codec.receive(message),
  )
  const codec = tools.createCodec((message) => link.send(message))
  const contextBridge = strict('contextBridge.', {
    exposeInMainWorld(key: string, api: unknown): void {
      codec.expose(key, api)
    },
  })

  const dispatch = (channel: string, args: readonly unknown[]): void => {
    for (const { listener, once } of listeners.get(channel) ?? []) {
      if (once) remove(channel, listener)
      try {
        listener({ sender: ipcRenderer, senderId: 0, ports: [] }, ...args)
      } catch (error) {
        reportError(error)
      }
    }
  }
  const receive = (message: ToPage): void => {
    if (message.kind === 'accelerators') accelerators = message.accelerators
    if (message.kind === 'event') dispatch(message.channel, tools.decodeClone(message.args) as unknown[])
    if (message.kind === 'answer') {
      const waiter = waiting.get(message.id)
      waiting.delete(message.id)
      if (message.ok) waiter?.resolve(tools.decodeClone(message.value))
      else waiter?.reject(new Error(message.message))
    }
  }
  Object.defineProperty(globalThis, config.inbox, {
    value: (text: string) => receive(JSON.parse(text) as ToPage),
  })

  // A close by the window's own button is heard only through the dialog that this raises.
  window.addEventListener('beforeunload', (event) => event.preventDefault())

  const onFocus = (): void => post({ kind: 'focus' })
  for (const type of ['pointerdown', 'keydown', 'focusin'])
    window.addEventListener(type, onFocus, { capture: true, passive: true })

  const keyNames: Readonly<Record<string, string>> = {
    ' ': 'space',
    ArrowUp: 'up',
    ArrowDown: 'down',
    ArrowLeft: 'left',
    ArrowRight: 'right',
    Escape: 'esc',
  }
  const acceleratorOf = (event: KeyboardEvent): string =>
    [
      event.ctrlKey || event.metaKey ? 'ctrl' : '',
      event.altKey ? 'alt' : '',
      event.shiftKey ? 'shift' : '',
      (keyNames[event.key] ?? event.key).toLowerCase(),
    ]
      .filter((part) => part !== '')
      .join('+')
  // Keys that a Chromium window would act on and an Electron window would not.
  const chromiumKeys =
    /^(f1|f3|f5|f6|ctrl\+(shift\+)?[nrtdefghjklopsu]|ctrl\+f5|ctrl\+w|alt\+(left|right|home|f))$/
  const onLateKey = (event: KeyboardEvent): void => {
    if (event.defaultPrevented) return
    const accelerator = acceleratorOf(event)
    const known = accelerators.includes(accelerator)
    if (known || chromiumKeys.test(accelerator)) event.preventDefault()
    if (known) post({ kind: 'accelerator', accelerator })
  }
  // Electron asks the menu after the page: so the listener is added late, behind the page's own.
  const onKey = (): void => window.addEventListener('keydown', onLateKey, { once: true })
  window.addEventListener('keydown', onKey, { capture: true })

  const onWheel = (event: WheelEvent): void => {
    if (!event.ctrlKey || event.deltaY === 0) return
    event.preventDefault()
    post({ kind: 'zoom', direction: event.deltaY < 0 ? 'in' : 'out' })
  }
  window.addEventListener('wheel', onWheel, { passive: false })

  window.addEventListener('contextmenu', (event) => {
    const at = event.target instanceof Element ? event.target : null
    const field = at?.closest<HTMLInputElement | HTMLTextAreaElement>('input, textarea') ?? null
    const isRich = at instanceof HTMLElement && at.isContentEditable
    const selected =
      field === null
        ? String(getSelection())
        : field.value.slice(field.selectionStart ?? 0, field.selectionEnd ?? 0)
    const place = {
      ...{ x: event.clientX, y: event.clientY, isEditable: isRich || field?.readOnly === false, isRich },
      ...{ selectionText: selected, linkURL: at?.closest('a')?.href ?? '' },
    }
    if (!event.defaultPrevented) post({ kind: 'context-menu', place })
  })

  const dark = matchMedia('(prefers-color-scheme: dark)')
  dark.addEventListener('change', () => post({ kind: 'dark', dark: dark.matches }))
  const tellTitle = (): void => post({ kind: 'title', title: document.title })
  document.addEventListener('DOMContentLoaded', () => {
    post({ kind: 'dark', dark: dark.matches })
    tellTitle()
    new MutationObserver(tellTitle).observe(document.head, {
      childList: true,
      subtree: true,
      characterData: true,
    })
  })

  const electron = strict('', { ipcRenderer, contextBridge, webUtils }) as unknown as RendererElectron
  const requireModule = (name: string): unknown => {
    if (name === 'electron' || name === 'electron/renderer') return electron
    throw new Error(`module not found: ${name}`)
  }
  try {
    const module = { exports: {} }
    preload?.(requireModule, strict('process.', { ...config.process }), module, module.exports)
  } catch (error) {
    const { message, stack } = error instanceof Error ? error : new Error(String(error))
    post({ kind: 'preload-error', message, stack: stack ?? message })
    reportError(error)
  }
}
