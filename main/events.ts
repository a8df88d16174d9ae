import type { ApiEvents } from './api.ts'
import type { CoreEvents, Log } from './core.ts'

export interface EventBus extends CoreEvents {
  emit<E extends keyof ApiEvents>(event: E, payload: ApiEvents[E]): void
}

/** Makes the bus that carries announcements to windows. A listener that throws is logged and stops nobody else. */
export function createEventBus(log: Log): EventBus {
  const listeners = new Map<keyof ApiEvents, Set<(payload: never) => void>>()
  return {
    on(event, listener) {
      const all = listeners.get(event) ?? new Set()
      listeners.set(event, all)
      all.add(listener)
      return () => void all.delete(listener)
    },
    emit(event, payload) {
      for (const listener of listeners.get(event) ?? []) {
        try {
          ;(listener as (payload: unknown) => void)(payload)
        } catch (error) {
          log.error(`a listener of ${event} failed`, error)
        }
      }
    },
  }
}
