import type { createCodec } from './codec.ts'
import type { createLink } from './link.ts'

export interface Halves {
  readonly createCodec: typeof createCodec
  readonly createLink: typeof createLink
}

/** Event types of one window's bridge, known to its two scripts only. */
export interface LinkNames {
  readonly toMain: string
  readonly toIsolated: string
}

/** The half of contextBridge in the page's own world: defines what the preload exposes. Runs by its source text. */
export function mainWorldHalf(names: LinkNames, halves: Halves): void {
  if (window !== window.top) return
  const link = halves.createLink(names.toMain, names.toIsolated, (message) => {
    if (message.kind !== 'expose') {
      codec.receive(message)
      return
    }
    const { key, api } = message
    codec.answer(message.seq, () => {
      if (key in window)
        throw new Error('Cannot bind an API on top of an existing property on the window object')
      const value = codec.fromWire(api, true)
      Object.defineProperty(window, key, { value, enumerable: true, writable: false, configurable: false })
    })
  })
  const codec = halves.createCodec((message) => {
    link.send(message)
  })
}
