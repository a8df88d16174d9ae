// Payloads of a DevTools binding are strings. These two functions carry what structured clone carries, as tagged JSON.
// They run in Node and, by their source text, in the page: each is complete in itself.

/**
 * Text of a value that structured clone takes: Date, Map, Set, RegExp, Error, binary data, bigint, undefined, cycles.
 * Throws where Electron's IPC throws: functions, symbols, promises, proxies, and objects of the platform such as File.
 */
export function encodeClone(value: unknown): string {
  const seen = new Map<object, number>()
  const refuse = (): never => {
    throw new Error('An object could not be cloned.')
  }
  const toBase64 = (bytes: Uint8Array): string => {
    const modern = bytes as Uint8Array & { toBase64?: () => string }
    return modern.toBase64
      ? modern.toBase64()
      : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64')
  }
  const object = (from: object, kind: string): unknown => {
    if (Array.isArray(from))
      return ['a', Array.from(from, (item: unknown, at) => (at in from ? walk(item) : ['h']))]
    if (from instanceof Date) return ['d', String(from.getTime())]
    if (from instanceof Map) return ['m', [...from].map(([key, item]) => [walk(key), walk(item)])]
    if (from instanceof Set) return ['s', [...from].map(walk)]
    if (from instanceof RegExp) return ['x', from.source, from.flags]
    if (from instanceof Error) return ['e', from.name, from.message, walk(from.stack)]
    if (from instanceof ArrayBuffer) return ['y', 'ArrayBuffer', toBase64(new Uint8Array(from))]
    if (ArrayBuffer.isView(from))
      return ['y', kind, toBase64(new Uint8Array(from.buffer, from.byteOffset, from.byteLength))]
    if (kind !== 'Object') refuse()
    return ['o', Object.entries(from).map(([key, item]) => [key, walk(item)])]
  }
  const walk = (item: unknown): unknown => {
    if (item === null || typeof item === 'string' || typeof item === 'boolean') return item
    if (typeof item === 'number')
      return Number.isFinite(item) && !Object.is(item, -0)
        ? item
        : ['n', Object.is(item, -0) ? '-0' : String(item)]
    if (item === undefined) return ['u']
    if (typeof item === 'bigint') return ['b', String(item)]
    if (typeof item !== 'object') return refuse()
    const known = seen.get(item)
    if (known !== undefined) return ['r', known]
    seen.set(item, seen.size)
    return object(item, Object.prototype.toString.call(item).slice(8, -1))
  }
  let copy: unknown
  try {
    copy = structuredClone(value)
  } catch {
    refuse()
  }
  return JSON.stringify(walk(copy))
}

/** The value that `encodeClone` was given, made of objects of this realm. */
export function decodeClone(text: string): unknown {
  const seen: unknown[] = []
  const fromBase64 = (base64: string): Uint8Array => {
    const modern = Uint8Array as typeof Uint8Array & { fromBase64?: (text: string) => Uint8Array }
    return modern.fromBase64 ? modern.fromBase64(base64) : Uint8Array.from(Buffer.from(base64, 'base64'))
  }
  const keep = <T>(item: T): T => {
    seen.push(item)
    return item
  }
  const view = (kind: string, bytes: Uint8Array): unknown => {
    if (kind === 'ArrayBuffer') return keep(bytes.buffer)
    const types = globalThis as unknown as Record<string, new (buffer: ArrayBufferLike) => unknown>
    const type = types[kind] ?? Uint8Array
    return keep(new type(bytes.buffer))
  }
  const fill = (tag: string, body: readonly unknown[]): unknown => {
    const items = body[0] as readonly [unknown, unknown][]
    if (tag === 'a') {
      const list = keep<unknown[]>([])
      list.length = items.length
      items.forEach((item, at) => {
        // A text that begins with h is no hole: it is not in brackets.
        if (!Array.isArray(item) || item[0] !== 'h') list[at] = walk(item)
      })
      return list
    }
    if (tag === 'm') {
      const map = keep(new Map())
      for (const [key, item] of items) map.set(walk(key), walk(item))
      return map
    }
    if (tag === 's') {
      const set = keep(new Set())
      for (const item of items) set.add(walk(item))
      return set
    }
    const object = keep<Record<string, unknown>>({})
    for (const [key, item] of items) {
      Object.defineProperty(object, key as string, {
        value: walk(item),
        writable: true,
        enumerable: true,
        configurable: true,
      })
    }
    return object
  }
  const error = (name: string, message: string, stack: unknown): Error => {
    const made = keep(new Error(message))
    made.name = name
    const text = walk(stack)
    if (typeof text === 'string') made.stack = text
    return made
  }
  const walk = (item: unknown): unknown => {
    if (!Array.isArray(item)) return item
    const [tag, ...body] = item as [string, ...unknown[]]
    const [first, second] = body as [string, string]
    if (tag === 'u') return undefined
    if (tag === 'n') return Number(first)
    if (tag === 'b') return BigInt(first)
    if (tag === 'r') return seen[Number(first)]
    if (tag === 'd') return keep(new Date(Number(first)))
    if (tag === 'x') return keep(new RegExp(first, second))
    if (tag === 'y') return view(first, fromBase64(second))
    if (tag === 'e') return error(first, second, body[2])
    return fill(tag, body)
  }
  return walk(JSON.parse(text))
}
