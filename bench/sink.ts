// An SMTP sink on 127.0.0.1 that takes every message, behind a line that delays and counts how often the client waits.
import { createServer, type Socket } from 'node:net'
import { createSecureContext, TLSSocket, type SecureContext } from 'node:tls'
import type { Security } from '../main/smtp/client.ts'
import { listen, startLine } from './line.ts'
import { createSinkSession } from './sink-session.ts'

export interface SinkOptions {
  /** EHLO keywords behind the name, e.g. `PIPELINING`; STARTTLS is added where it is offered. */
  readonly extensions: readonly string[]
  /** Time of one round trip, ms; 0: no line between, and waits are not counted. */
  readonly roundTripMs: number
  readonly security?: Security
  /** PEM; needed for TLS. */
  readonly certificate?: { readonly certificatePem: string; readonly keyPem: string }
}

export interface SinkCounts {
  connections: number
  /** Round trips that the client waited for: TCP's handshake, the greeting, TLS, and each time that it wrote after an answer. */
  roundTrips: number
  /** The same up to the final reply of the last message: QUIT is left out. */
  roundTripsToLastReply: number
  messages: number
  /** SMTP octets from the client, inside TLS. */
  octets: number
}

const none: SinkCounts = { connections: 0, roundTrips: 0, roundTripsToLastReply: 0, messages: 0, octets: 0 }

export interface Sink {
  readonly port: number
  readonly counts: Readonly<SinkCounts>
  reset(): void
  close(): Promise<void>
}

/** Starts a sink on a port that the system gives. */
export async function startSink(options: SinkOptions): Promise<Sink> {
  const counts: SinkCounts = { ...none }
  const sockets = new Set<Socket>()
  const context = options.certificate && createSecureContext(toPem(options.certificate))
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.setNoDelay(true)
    socket.once('close', () => sockets.delete(socket))
    socket.on('error', () => undefined)
    counts.connections += 1
    serve(socket, options, context, counts)
  })
  const serverPort = await listen(server)
  const line =
    options.roundTripMs > 0
      ? await startLine(serverPort, options.roundTripMs, { wait: () => (counts.roundTrips += 1) })
      : undefined
  return {
    port: line?.port ?? serverPort,
    counts,
    reset: () => Object.assign(counts, none),
    close: async () => {
      await line?.close()
      for (const socket of sockets) socket.destroy()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

function toPem({ certificatePem, keyPem }: NonNullable<SinkOptions['certificate']>) {
  return { cert: certificatePem, key: keyPem }
}

function serve(
  socket: Socket,
  { extensions, security = 'none' }: SinkOptions,
  context: SecureContext | undefined,
  counts: SinkCounts,
): void {
  const taken = (): void => {
    counts.messages += 1
    counts.roundTripsToLastReply = counts.roundTrips
  }
  const talk = (stream: Socket, keywords: readonly string[], greeting: string): void => {
    const session = createSinkSession(keywords, taken)
    if (greeting !== '') stream.write(greeting)
    const onData = (chunk: Buffer): void => {
      counts.octets += chunk.length
      const { replies, then } = session.take(chunk)
      if (replies !== '') stream.write(replies)
      if (then === 'close') stream.end()
      if (then !== 'start-tls') return
      stream.off('data', onData)
      talk(startTls(stream, context), extensions, '')
    }
    stream.on('data', onData)
  }
  const greeting = '220 sink.test ESMTP\r\n'
  if (security === 'implicit') {
    const secure = startTls(socket, context)
    secure.once('secure', () => talk(secure, extensions, greeting))
  } else {
    talk(socket, security === 'starttls' ? [...extensions, 'STARTTLS'] : extensions, greeting)
  }
}

function startTls(socket: Socket, context: SecureContext | undefined): TLSSocket {
  if (context === undefined) throw new Error('The sink has no certificate.')
  const secure = new TLSSocket(socket, { isServer: true, secureContext: context })
  secure.on('error', () => undefined)
  return secure
}
