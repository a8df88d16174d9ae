import type { Bridge } from '../../../preload/contract.ts'
import type { Result } from '../../../main/result.ts'

type Handler = (input: never) => unknown
type Handlers = Readonly<Record<string, Handler>>

export interface FakeBridge {
  readonly bridge: Bridge
  /** Calls in order: `drafts.save`, with their argument. */
  readonly calls: { readonly name: string; readonly input: unknown }[]
  emit(event: string, payload: unknown): void
}

/** A bridge of which only the given calls answer; any other call fails the test. */
export function createFakeBridge(handlers: Handlers): FakeBridge {
  const calls: { name: string; input: unknown }[] = []
  const listeners = new Map<string, Set<(payload: unknown) => void>>()
  const call = async (name: string, input: unknown): Promise<unknown> => {
    calls.push({ name, input })
    const handler = handlers[name]
    if (!handler) throw new Error(`The test does not expect ${name}`)
    return await handler(input as never)
  }
  const group = (name: string) =>
    new Proxy({}, { get: (_, method) => (input: unknown) => call(`${name}.${String(method)}`, input) })
  const bridge = new Proxy(
    {},
    {
      get: (_, name) => {
        if (name !== 'on') return group(String(name))
        return (event: string, listener: (payload: unknown) => void) => {
          const set = listeners.get(event) ?? new Set()
          listeners.set(event, set.add(listener))
          return () => set.delete(listener)
        }
      },
    },
  )
  return {
    bridge: bridge as Bridge,
    calls,
    emit: (event, payload) => listeners.get(event)?.forEach((listener) => listener(payload)),
  }
}

export const ok = <T>(value: T): Result<T> => ({ ok: true, value })
