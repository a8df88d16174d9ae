// The edge to the operating system: names and TCP. Tests put their own in its place.
import { lookup } from 'node:dns/promises'
import { connect, isIP, type Socket } from 'node:net'
import type { Duplex } from 'node:stream'

export interface Address {
  readonly address: string
  readonly family: 4 | 6
}

export interface ConnectRequest extends Address {
  readonly port: number
  /** Local address to bind to. */
  readonly localAddress?: string
}

/** A connection that is being made. */
export interface Attempt {
  /** Rejects with the socket's error. */
  readonly opened: Promise<Duplex>
  /** Gives up; `opened` may then stay pending. */
  cancel(): void
}

export interface Network {
  /** All addresses of a name, in the system's order. Rejects with Node's error (`ENOTFOUND`, `EAI_AGAIN`). */
  lookup(name: string): Promise<readonly Address[]>
  connect(request: ConnectRequest): Attempt
}

/** The system's resolver and TCP. */
export const systemNetwork: Network = {
  async lookup(name) {
    const literal = isIP(name)
    if (literal !== 0) return [{ address: name, family: literal === 6 ? 6 : 4 }]
    const found = await lookup(name, { all: true, order: 'verbatim' })
    return found.map(({ address, family }) => ({ address, family: family === 6 ? 6 : 4 }))
  },
  connect: connectTcp,
}

function connectTcp({ address, family, port, localAddress }: ConnectRequest): Attempt {
  const socket: Socket = connect({
    host: address,
    port,
    family,
    // Each flight is one write: nothing is gained by waiting for more (Nagle), and a round trip is lost.
    noDelay: true,
    ...(localAddress === undefined ? {} : { localAddress }),
  })
  const opened = new Promise<Duplex>((resolve, reject) => {
    socket.once('connect', () => {
      socket.off('error', reject)
      // Between here and the channel nobody else listens, and an error without listener ends the process.
      socket.on('error', () => undefined)
      resolve(socket)
    })
    socket.once('error', reject)
  })
  return { opened, cancel: () => socket.destroy() }
}
