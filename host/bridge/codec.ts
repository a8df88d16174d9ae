// Electron's table for contextBridge, between two worlds that share nothing but cloned event details.
// The function runs in the page by its source text, once in each world: it is complete in itself.

/** A value on its way to the other world. `v` carries what structured clone carries. */
export type Wire =
  | readonly ['v', unknown]
  | readonly ['f', number]
  | readonly ['own', number]
  | readonly ['p', number]
  | readonly ['e', string]
  | readonly ['a', readonly Wire[]]
  | readonly ['o', readonly (readonly [string, Wire])[]]
  | readonly ['r', number]

export type BridgeMessage =
  | { readonly kind: 'expose'; readonly seq: number; readonly key: string; readonly api: Wire }
  | { readonly kind: 'call'; readonly seq: number; readonly id: number; readonly args: readonly Wire[] }
  | { readonly kind: 'result'; readonly seq: number; readonly ok: boolean; readonly value: Wire }
  | { readonly kind: 'settle'; readonly id: number; readonly ok: boolean; readonly value: Wire }

export interface Codec {
  toWire(value: unknown): Wire
  fromWire(wire: Wire, freeze?: boolean): unknown
  /** Defines `api` under `key` in the other world; throws what the other world says. */
  expose(key: string, api: unknown): void
  /** Runs `work` and sends its result, or the message of what it threw, as the answer to call `seq`. */
  answer(seq: number, work: () => unknown): void
  receive(message: BridgeMessage): void
}

type AnyFunction = (...args: unknown[]) => unknown

/**
 * One end of the bridge. `send` delivers to the other end before it returns.
 * Objects and arrays are copied without prototype, functions and promises are proxied, of an error only the message
 * passes, symbols are dropped, cloneable values pass, the rest throws.
 */
export function createCodec(send: (message: BridgeMessage) => void): Codec {
  const functions: AnyFunction[] = []
  const functionIds = new Map<AnyFunction, number>()
  const foreign = new WeakMap<AnyFunction, number>()
  const waiting = new Map<number, { resolve: (value: unknown) => void; reject: (error: unknown) => void }>()
  const results = new Map<number, { readonly ok: boolean; readonly value: Wire }>()
  let lastPromise = 0
  let lastCall = 0

  const plain = (value: object): boolean => {
    const kind = Object.prototype.toString.call(value)
    return (
      kind === '[object Object]' ||
      (Symbol.toStringTag in value && Object.getPrototypeOf(value) === Object.prototype)
    )
  }
  const errorWire = (error: unknown): Wire => [
    'e',
    error instanceof Error
      ? error.message
      : 'An unknown exception occurred in the isolated context, an error occurred but a valid exception was not thrown.',
  ]
  const functionWire = (value: AnyFunction): Wire => {
    const theirs = foreign.get(value)
    if (theirs !== undefined) return ['own', theirs]
    const id = functionIds.get(value) ?? functions.push(value) - 1
    functionIds.set(value, id)
    return ['f', id]
  }
  const settle = (id: number, ok: boolean, make: () => Wire): void => {
    try {
      send({ kind: 'settle', id, ok, value: make() })
    } catch (error) {
      send({ kind: 'settle', id, ok: false, value: errorWire(error) })
    }
  }
  const promiseWire = (value: Promise<unknown>): Wire => {
    lastPromise += 1
    const id = lastPromise
    value.then(
      (result) => settle(id, true, () => toWire(result)),
      (error: unknown) =>
        settle(id, false, () => (error instanceof Error ? errorWire(error) : toWire(error))),
    )
    return ['p', id]
  }
  const cloneable = (value: unknown): Wire => {
    try {
      structuredClone(value)
    } catch {
      throw new TypeError('An object could not be cloned.')
    }
    return ['v', value]
  }

  const walk = (value: unknown, seen: Map<object, number>, depth: number): Wire => {
    if (depth > 1000) {
      throw new TypeError(
        'Electron contextBridge recursion depth exceeded. Nested objects deeper than 1000 are not supported.',
      )
    }
    if (typeof value === 'function') return functionWire(value as AnyFunction)
    if (typeof value === 'symbol') return ['v', undefined]
    if (typeof value !== 'object' || value === null) return ['v', value]
    if (value instanceof Promise) return promiseWire(value)
    if (value instanceof Error) return errorWire(value)
    const known = seen.get(value)
    if (known !== undefined) return ['r', known]
    if (Array.isArray(value)) {
      seen.set(value, seen.size)
      return ['a', value.map((item) => walk(item, seen, depth + 1))]
    }
    if (!plain(value)) return cloneable(value)
    seen.set(value, seen.size)
    const entries = Object.entries(value).filter(([, item]) => typeof item !== 'symbol')
    return ['o', entries.map(([key, item]) => [key, walk(item, seen, depth + 1)] as const)]
  }
  const toWire = (value: unknown): Wire => walk(value, new Map(), 0)

  const ask = (make: (seq: number) => BridgeMessage): unknown => {
    lastCall += 1
    const seq = lastCall
    send(make(seq))
    const result = results.get(seq)
    results.delete(seq)
    if (!result) throw new Error('The other side of the bridge is gone.')
    const value = fromWire(result.value)
    if (!result.ok) throw value
    return value
  }
  const proxyOf = (id: number): AnyFunction => {
    const proxy = (...args: unknown[]): unknown =>
      ask((seq) => ({ kind: 'call', seq, id, args: args.map(toWire) }))
    foreign.set(proxy, id)
    return proxy
  }
  const unwrap = (wire: Wire, seen: unknown[], freeze: boolean): unknown => {
    const finish = <T>(value: T): T => (freeze ? Object.freeze(value) : value)
    switch (wire[0]) {
      case 'v':
        return wire[1]
      case 'f':
        return finish(proxyOf(wire[1]))
      case 'own':
        return functions[wire[1]]
      case 'p':
        return new Promise((resolve, reject) => waiting.set(wire[1], { resolve, reject }))
      case 'e':
        return new Error(wire[1])
      case 'r':
        return seen[wire[1]]
      case 'a': {
        const list: unknown[] = []
        seen.push(list)
        for (const item of wire[1]) list.push(unwrap(item, seen, freeze))
        return finish(list)
      }
      case 'o': {
        const object: Record<string, unknown> = {}
        seen.push(object)
        for (const [key, item] of wire[1]) {
          Object.defineProperty(object, key, {
            value: unwrap(item, seen, freeze),
            writable: true,
            enumerable: true,
            configurable: true,
          })
        }
        return finish(object)
      }
    }
  }
  const fromWire = (wire: Wire, freeze = false): unknown => unwrap(wire, [], freeze)

  const answer = (seq: number, work: () => unknown): void => {
    let reply: { readonly ok: boolean; readonly value: Wire }
    try {
      reply = { ok: true, value: toWire(work()) }
    } catch (error) {
      reply = { ok: false, value: errorWire(error) }
    }
    send({ kind: 'result', seq, ...reply })
  }
  const receive = (message: BridgeMessage): void => {
    if (message.kind === 'call') {
      const { id, args } = message
      answer(message.seq, () => functions[id]?.(...args.map((arg) => fromWire(arg))))
    }
    if (message.kind === 'result') results.set(message.seq, message)
    if (message.kind === 'settle') {
      const waiter = waiting.get(message.id)
      waiting.delete(message.id)
      if (message.ok) waiter?.resolve(fromWire(message.value))
      else waiter?.reject(fromWire(message.value))
    }
  }
  const expose = (key: string, api: unknown): void => {
    ask((seq) => ({ kind: 'expose', seq, key, api: toWire(api) }))
  }
  return { toWire, fromWire, expose, answer, receive }
}
