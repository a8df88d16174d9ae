// Between a client and a server: passes octets on, but late, in pieces, not at all, or not to their end. What it does to each
// connection comes from a seed.
import { connect, createServer, type Socket } from 'node:net'
import type { Random } from '../../main/random.ts'

export type Fault =
  | { readonly kind: 'none' }
  /** Each piece waits so long. */
  | { readonly kind: 'delay'; readonly mostMs: number }
  /** Pieces of so many octets at most. */
  | { readonly kind: 'split'; readonly most: number }
  /** After so many octets in one direction: nothing more that way, the connection is reset, or that way is closed. */
  | { readonly kind: 'stall' | 'reset' | 'half-close'; readonly way: Way; readonly after: number }

export type Way = 'to-server' | 'to-client'

/** A connection as the proxy had it. */
export interface Passage {
  readonly clientPort: number
  readonly fault: Fault
  /** What the client has written, passed on or not. */
  fromClient: string
  isStalled: boolean
  isOpen: boolean
}

export interface FaultProxy {
  readonly port: number
  readonly passages: readonly Passage[]
  /** What the next connections meet, in their order; later ones meet none. */
  plan(faults: readonly Fault[]): void
  /** A connection that is open gets nothing more one way. */
  readonly isStalled: boolean
  close(): Promise<void>
}

/** A fault that strikes within the first `most` octets. */
export function anyFault(random: Random, most: number): Fault {
  const below = (count: number) => Math.floor(random.fraction() * count)
  const kinds = ['delay', 'split', 'stall', 'reset', 'half-close'] as const
  const kind = kinds[below(kinds.length)] ?? 'delay'
  if (kind === 'delay') return { kind, mostMs: 1 + below(8) }
  if (kind === 'split') return { kind, most: 1 + below(40) }
  const way = below(2) === 0 ? 'to-server' : 'to-client'
  return { kind, way, after: below(way === 'to-server' ? most : Math.ceil(most / 3)) }
}

/** Starts it on a port that the system gives. */
export async function startFaultProxy(targetPort: number, random: Random): Promise<FaultProxy> {
  const passages: Passage[] = []
  const planned: Fault[] = []
  const sockets = new Set<Socket>()

  const server = createServer({ allowHalfOpen: true }, (client) => {
    const fault = planned.shift() ?? { kind: 'none' }
    const passage: Passage = {
      clientPort: client.remotePort ?? 0,
      fault,
      fromClient: '',
      isStalled: false,
      isOpen: true,
    }
    passages.push(passage)
    const upstream = connect({ port: targetPort, host: '127.0.0.1', allowHalfOpen: true })
    for (const socket of [client, upstream]) {
      sockets.add(socket)
      socket.on('error', () => undefined)
      socket.on('close', () => {
        sockets.delete(socket)
        passage.isOpen = false
        client.destroy()
        upstream.destroy()
      })
    }
    const stalled = () => (passage.isStalled = true)
    client.on('data', (chunk: Buffer) => (passage.fromClient += chunk.toString('latin1')))
    pump({ from: client, to: upstream, way: 'to-server', fault, random, stalled })
    pump({ from: upstream, to: client, way: 'to-client', fault, random, stalled })
  })
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  return {
    port: address.port,
    passages,
    plan: (faults) => void planned.splice(0, planned.length, ...faults),
    get isStalled() {
      return passages.some((one) => one.isOpen && one.isStalled)
    },
    close: async () => {
      for (const socket of sockets) socket.destroy()
      await new Promise<void>((resolve) => void server.close(() => resolve()))
    },
  }
}

interface Pump {
  readonly from: Socket
  readonly to: Socket
  readonly way: Way
  readonly fault: Fault
  readonly random: Random
  readonly stalled: () => void
}

function pump({ from, to, way, fault, random, stalled }: Pump): void {
  let passed = 0
  let isCut = false
  let tail: Promise<void> = Promise.resolve()
  const then = (work: () => Promise<void> | void) => void (tail = tail.then(work))

  const pass = (chunk: Buffer) => {
    if (isCut) return
    if (!('way' in fault) || fault.way !== way || passed + chunk.length <= fault.after) {
      passed += chunk.length
      then(() => write(to, chunk, fault, random))
      return
    }
    isCut = true
    const rest = chunk.subarray(0, fault.after - passed)
    then(async () => {
      await write(to, rest, fault, random)
      if (fault.kind === 'stall') stalled()
      else if (fault.kind === 'half-close') to.end()
      else for (const socket of [from, to]) socket.resetAndDestroy()
    })
  }
  from.on('data', pass)
  from.on('end', () => {
    if (!isCut) then(() => void to.end())
    // Whoever wrote into the silence has given up.
    else if (fault.kind === 'stall') from.destroy()
  })
}

async function write(to: Socket, chunk: Buffer, fault: Fault, random: Random): Promise<void> {
  if (fault.kind === 'delay') {
    const ms = Math.floor(random.fraction() * fault.mostMs)
    await new Promise((resolve) => setTimeout(resolve, ms))
  }
  if (fault.kind !== 'split') {
    to.write(chunk)
    return
  }
  for (let at = 0; at < chunk.length;) {
    const size = 1 + Math.floor(random.fraction() * fault.most)
    to.write(chunk.subarray(at, at + size))
    at += size
    await new Promise<void>((resolve) => setImmediate(resolve))
  }
}
