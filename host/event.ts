/** An event of Electron's that a listener may refuse. */
export interface PreventableEvent {
  readonly defaultPrevented: boolean
  preventDefault(): void
}

/** A fresh event with `extra` on it. */
export function createEvent<T extends object>(extra: T): T & PreventableEvent
export function createEvent(): PreventableEvent
export function createEvent(extra: object = {}): PreventableEvent {
  let prevented = false
  return Object.defineProperties(extra, {
    defaultPrevented: { get: () => prevented, enumerable: true },
    preventDefault: {
      value: () => {
        prevented = true
      },
    },
  }) as PreventableEvent
}
