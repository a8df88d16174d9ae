// Loaded by `node --import` before the program: the names of a test lead to loopback, and all others are not there. The program
// itself is the real one, with its own resolver, https and TLS; it has no switch for this.
import dns, { type LookupAddress } from 'node:dns'
import { syncBuiltinESMExports } from 'node:module'
import { isIP, Socket } from 'node:net'

interface TestWorld {
  readonly dns: number
  /** The port on loopback that stands for `host:port`. */
  readonly ports: Readonly<Record<string, number>>
}

type Callback = (error: unknown, found?: unknown, family?: number) => void

const world = JSON.parse(process.env.SENDOFF_TEST_WORLD ?? '{"dns":1,"ports":{}}') as TestWorld
const names = [...new Set(Object.keys(world.ports).map((place) => place.replace(/:\d+$/, '')))]

/** Each name has an address of its own, so that a connection to it knows what it is for. */
function addressOf(name: string): string {
  if (isIP(name) !== 0) return name
  if (name === 'localhost') return '127.0.0.1'
  const at = names.indexOf(name)
  if (at < 0) throw Object.assign(new Error(`getaddrinfo ENOTFOUND ${name}`), { code: 'ENOTFOUND' })
  return `127.0.1.${at + 1}`
}

function answer(name: string, options: unknown): LookupAddress | readonly LookupAddress[] {
  const address = addressOf(name)
  const found: LookupAddress = { address, family: isIP(address) === 6 ? 6 : 4 }
  const all = typeof options === 'object' && options !== null && 'all' in options && options.all === true
  return all ? [found] : found
}

function lookup(name: string, options: unknown, callback?: Callback): void {
  const tell = callback ?? (options as Callback)
  try {
    const found = answer(name, options)
    process.nextTick(() => ('address' in found ? tell(null, found.address, found.family) : tell(null, found)))
  } catch (error) {
    process.nextTick(() => tell(error))
  }
}

const { Resolver } = dns.promises
Object.assign(dns, { lookup })
Object.assign(dns.promises, {
  lookup: async (name: string, options: unknown) => answer(name, options),
  Resolver: class extends Resolver {
    constructor(options: ConstructorParameters<typeof Resolver>[0]) {
      super(options)
      this.setServers([`127.0.0.1:${world.dns}`])
    }
  },
})
syncBuiltinESMExports()

const connect = Socket.prototype.connect as (this: Socket, ...given: unknown[]) => Socket
Object.assign(Socket.prototype, {
  connect(this: Socket, ...given: unknown[]): Socket {
    // net.connect hands over its arguments as one array, which it knows again by a mark of its own.
    const list = (Array.isArray(given[0]) ? given[0] : given) as unknown[]
    list[0] = toLoopback(list[0])
    return connect.apply(this, given)
  },
})

function toLoopback(options: unknown): unknown {
  if (typeof options !== 'object' || options === null || !('host' in options) || !('port' in options))
    return options
  const host = String(options.host)
  const name = host.startsWith('127.0.1.') ? names[Number(host.split('.')[3]) - 1] : host
  if (name === undefined || !names.includes(name)) return options
  // What a name does not have is refused: nothing listens at port 1.
  return { ...options, host: '127.0.0.1', port: world.ports[`${name}:${String(options.port)}`] ?? 1 }
}
