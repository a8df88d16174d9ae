// A delaying line in front of a server on 127.0.0.1, below TLS: it carries octets half a round trip late and counts waits.
import { connect, createServer, type Server, type Socket } from 'node:net'
import { setTimeout as delay } from 'node:timers/promises'

export interface LineEvents {
  /** The client waits for a whole round trip: for TCP's handshake, for a greeting, or for an answer to what it wrote. */
  wait(): void
}

export interface Line {
  readonly port: number
  close(): Promise<void>
}

/**
 * Starts a line to `serverPort`. Nothing passes for the first round trip of a connection, as with TCP's handshake, which
 * itself is not delayed; after it each octet takes half of `roundTripMs`.
 */
export async function startLine(serverPort: number, roundTripMs: number, events: LineEvents): Promise<Line> {
  const sockets = new Set<Socket>()
  const keep = (socket: Socket): Socket => {
    sockets.add(socket)
    socket.setNoDelay(true)
    socket.once('close', () => sockets.delete(socket))
    socket.on('error', () => undefined)
    return socket
  }
  const server = createServer({ allowHalfOpen: true }, (client) => {
    void carry(
      keep(client),
      () => keep(connect({ port: serverPort, host: '127.0.0.1' })),
      roundTripMs,
      events,
    )
  })
  const port = await listen(server)
  return {
    port,
    close: async () => {
      for (const socket of sockets) socket.destroy()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

/** Listens on a port of 127.0.0.1 that the system gives. */
export async function listen(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('The system gave no port.')
  return address.port
}

async function carry(
  client: Socket,
  reachServer: () => Socket,
  roundTripMs: number,
  events: LineEvents,
): Promise<void> {
  const half = roundTripMs / 2
  let heard: 'nothing' | 'client' | 'server' = 'nothing'
  events.wait()
  const handshake = delay(roundTripMs)
  const toServer = createPipe(half, handshake)
  client.on('data', (chunk: Buffer) => {
    if (heard !== 'client') events.wait()
    heard = 'client'
    toServer.push(chunk)
  })
  client.once('end', () => toServer.push(null))
  await handshake
  await delay(half)
  const server = reachServer()
  toServer.open(server)
  const toClient = createPipe(half, Promise.resolve())
  toClient.open(client, () => {
    if (heard === 'nothing') events.wait()
    heard = 'server'
  })
  server.on('data', (chunk: Buffer) => toClient.push(chunk))
  server.once('end', () => toClient.push(null))
  server.once('close', () => toClient.push(null))
  client.once('close', () => server.destroy())
}

interface Pipe {
  /** null: no more follows. */
  push(chunk: Buffer | null): void
  open(end: Socket, onArrival?: () => void): void
}

/** One direction: in order, each piece `delayMs` after it was pushed or after `from`, whichever is later. */
function createPipe(delayMs: number, from: Promise<unknown>): Pipe {
  const opened = Promise.withResolvers<{ end: Socket; onArrival?: () => void }>()
  let tail: Promise<void> = from.then(() => undefined)
  return {
    push(chunk) {
      const arrived = Promise.all([delay(delayMs), from.then(() => delay(delayMs))])
      tail = tail.then(async () => {
        await arrived
        const { end, onArrival } = await opened.promise
        if (end.destroyed || end.writableEnded) return
        if (chunk === null) {
          end.end()
          return
        }
        onArrival?.()
        end.write(chunk)
      })
    },
    open: (end, onArrival) => opened.resolve({ end, ...(onArrival && { onArrival }) }),
  }
}
