// A mail exchanger on a loopback address that answers as a test says and writes down what it was asked.
import { createServer, type Socket } from 'node:net'
import { createSecureContext, TLSSocket } from 'node:tls'
import type { TestCertificate } from './certificates.ts'

export interface MxHostOptions {
  /** Default 127.0.0.1. */
  readonly address?: string
  /** Default: one that the system gives. */
  readonly port?: number
  readonly greeting?: string
  /** Offers STARTTLS with this certificate. */
  readonly certificate?: TestCertificate
  /** In place of 220 to STARTTLS; `garbage` is 220 and then no TLS. */
  readonly starttls?: string
  /** Reply to a command line, in place of 250. */
  readonly replies?: Readonly<Record<string, string>>
}

export interface MxHost {
  readonly address: string
  readonly port: number
  /** Command lines as they came; `TLS` where the handshake was done, `connected` for each connection. */
  readonly journal: readonly string[]
  /** What was taken, whole. */
  readonly messages: readonly string[]
  close(): Promise<void>
}

export async function startMxHost(options: MxHostOptions = {}): Promise<MxHost> {
  const { address = '127.0.0.1', port = 0 } = options
  const journal: string[] = []
  const messages: string[] = []
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.on('error', () => undefined)
    journal.push('connected')
    socket.write(`${options.greeting ?? '220 mx.test ESMTP'}\r\n`)
    converse(socket, options, journal, messages, false)
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, address, resolve)
  })
  const bound = server.address()
  if (bound === null || typeof bound === 'string') throw new Error('no port')
  return {
    address,
    port: bound.port,
    journal,
    messages,
    close: () => {
      for (const socket of sockets) socket.destroy()
      return new Promise((resolve) => void server.close(() => resolve()))
    },
  }
}

function converse(
  socket: Socket,
  options: MxHostOptions,
  journal: string[],
  messages: string[],
  secured: boolean,
): void {
  let text = ''
  let content = false
  let taken = 0
  const answer = (line: string): void => {
    journal.push(line)
    const verb = line.split(' ', 1)[0]?.toUpperCase() ?? ''
    const given = options.replies?.[line] ?? options.replies?.[verb]
    if (given !== undefined) return void socket.write(`${given}\r\n`)
    switch (verb) {
      case 'EHLO': {
        const offer = options.certificate !== undefined && !secured ? '250-STARTTLS\r\n' : ''
        return void socket.write(`250-mx.test\r\n${offer}250-PIPELINING\r\n250 8BITMIME\r\n`)
      }
      case 'STARTTLS':
        secure(socket, options, journal, messages)
        return
      case 'RCPT':
        taken += 1
        return void socket.write('250 Ok\r\n')
      case 'DATA':
        if (taken === 0) return void socket.write('554 5.5.1 No valid recipients\r\n')
        content = true
        return void socket.write('354 Go on\r\n')
      case 'QUIT':
        return void socket.end('221 Bye\r\n')
      default:
        return void socket.write('250 Ok\r\n')
    }
  }
  socket.on('data', (chunk: Buffer) => {
    text += chunk.toString('latin1')
    for (;;) {
      const end = content ? text.indexOf('\r\n.\r\n') : text.indexOf('\r\n')
      if (end < 0) return
      const piece = text.slice(0, end)
      text = text.slice(end + (content ? 5 : 2))
      if (!content) {
        answer(piece)
        continue
      }
      content = false
      messages.push(piece)
      socket.write(`${options.replies?.['.'] ?? '250 2.0.0 Ok: queued as MX1'}\r\n`)
    }
  })
}

function secure(socket: Socket, options: MxHostOptions, journal: string[], messages: string[]): void {
  const { certificate, starttls } = options
  if (starttls === 'garbage') return void socket.end('220 Go on\r\nthis is no TLS\r\n')
  if (starttls !== undefined || certificate === undefined)
    return void socket.write(`${starttls ?? '502 No'}\r\n`)
  socket.removeAllListeners('data')
  socket.write('220 Go on\r\n')
  const { cert, key } = certificate
  const inside = new TLSSocket(socket, { isServer: true, secureContext: createSecureContext({ cert, key }) })
  inside.on('error', () => undefined)
  inside.once('secure', () => journal.push('TLS'))
  converse(inside, options, journal, messages, true)
}
