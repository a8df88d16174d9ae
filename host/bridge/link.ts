import type { BridgeMessage } from './codec.ts'

export interface Link {
  send(message: BridgeMessage): void
}

/**
 * Sends bridge messages to the other world and hears its own, by events on the shared document under types that only the
 * two scripts know. What a page patches later changes nothing here: every function is kept from before it ran.
 * Complete in itself: it runs in the page by its source text.
 */
export function createLink(inward: string, outward: string, receive: (message: BridgeMessage) => void): Link {
  const dispatch = document.dispatchEvent.bind(document)
  const Event = CustomEvent
  const clone = structuredClone
  const apply = Reflect.apply
  const readDetail = Object.getOwnPropertyDescriptor(CustomEvent.prototype, 'detail')?.get
  if (!readDetail) throw new Error('CustomEvent has no detail')
  document.addEventListener(inward, (event) => {
    receive(apply(readDetail, event, []) as BridgeMessage)
  })
  return {
    send(message) {
      // A detail that can't be cloned would arrive as null without an error.
      clone(message)
      dispatch(new Event(outward, { detail: message }))
    },
  }
}
