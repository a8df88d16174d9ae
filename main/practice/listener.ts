import { createServer, type Server, type Socket } from 'node:net'
import type { Log } from '../core.ts'
import type { Certificate } from './certificate.ts'
import { createChannel } from './channel.ts'
import { runSession, type SessionDeps } from './session.ts'
import { createContexts, type FaultyCertificates } from './tls-faults.ts'

export const practiceHost = '127.0.0.1'
const idleMs = 300_000 // RFC 5321 4.5.3.2.7
const maxConnections = 20

export interface Listener {
  readonly port: number
  readonly certificate: Certificate
  /** Ends every connection and closes. */
  close(): Promise<void>
}

export interface ListenerDeps extends Omit<SessionDeps, 'secureContext'> {
  readonly log: Log
  /** What it shows where a fault of TLS is armed. */
  readonly faulty: () => Promise<FaultyCertificates>
}

/**
 * Listens on the loopback address.
 * @param wantedPort the port of last time; 0, or one that is taken, lets the system choose.
 */
export async function listen(
  certificate: Certificate,
  wantedPort: number,
  deps: ListenerDeps,
): Promise<Listener> {
  const sockets = new Set<Socket>()
  const secureContext = createContexts(certificate, deps.faulty)
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.on('close', () => void sockets.delete(socket))
    runSession(createChannel(socket, deps.clock, idleMs), { ...deps, secureContext }).catch(
      (error: unknown) => {
        deps.log.error('practice server: a session failed', error)
        socket.destroy()
      },
    )
  })
  server.maxConnections = maxConnections
  const port = await open(server, wantedPort)
  server.on('error', (error) => deps.log.error('practice server', error))
  return {
    port,
    certificate,
    close() {
      for (const socket of sockets) socket.destroy()
      return new Promise((resolve) => void server.close(() => resolve()))
    },
  }
}

async function open(server: Server, wantedPort: number): Promise<number> {
  try {
    return await openAt(server, wantedPort)
  } catch (error) {
    const isTaken = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE'
    if (!isTaken || wantedPort === 0) throw error
    return openAt(server, 0)
  }
}

function openAt(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen({ host: practiceHost, port }, () => {
      server.off('error', reject)
      const address = server.address()
      resolve(typeof address === 'object' && address !== null ? address.port : port)
    })
  })
}
