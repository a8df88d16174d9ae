// A delaying SMTP sink on 127.0.0.1: it takes every message, and counts how often the client had to wait for it.
import { createServer, type Server, type Socket } from 'node:net'
import { setTimeout as delay } from 'node:timers/promises'

export interface SinkOptions {
  /** EHLO keywords behind the name, e.g. `PIPELINING`. */
  readonly extensions: readonly string[]
  /** Time of one round trip, ms: half of it before a command is looked at, half before its reply leaves. */
  readonly roundTripMs: number
}

export interface SinkCounts {
  connections: number
  /** Times that the client wrote after it had been answered: each is one wait of a whole round trip. */
  flights: number
  /** Flights up to the final reply of the last message: what came after it, QUIT, is left out. */
  flightsToLastReply: number
  messages: number
  octets: number
}

const none: SinkCounts = { connections: 0, flights: 0, flightsToLastReply: 0, messages: 0, octets: 0 }

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
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.once('close', () => sockets.delete(socket))
    socket.on('error', () => undefined)
    counts.connections += 1
    serve(socket, options, counts)
  })
  const port = await listen(server)
  return {
    port,
    counts,
    reset: () => Object.assign(counts, none),
    close: async () => {
      for (const socket of sockets) socket.destroy()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

async function listen(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('The system gave no port.')
  return address.port
}

/** One session: what arrived is answered in order, each piece half a round trip late, each answer another half. */
function serve(socket: Socket, options: SinkOptions, counts: SinkCounts): void {
  const half = options.roundTripMs / 2
  const session = createSession(options.extensions, counts)
  let answered = true
  let tail: Promise<void> = delay(half).then(() => void socket.write('220 sink.test ESMTP\r\n'))
  socket.on('data', (chunk: Buffer) => {
    counts.octets += chunk.length
    if (answered) counts.flights += 1
    answered = false
    const arrived = delay(half)
    tail = tail.then(async () => {
      await arrived
      const reply = session(chunk.toString('latin1'))
      if (reply === '') return
      await delay(half)
      if (socket.destroyed) return
      socket.write(reply)
      answered = true
      if (reply.startsWith('221')) socket.end()
    })
  })
}

/** Takes what arrived and gives the replies to it. */
function createSession(extensions: readonly string[], counts: SinkCounts): (text: string) => string {
  let rest = ''
  let mode: 'commands' | 'data' | { readonly chunk: number; readonly isLast: boolean } = 'commands'

  const taken = (): string => {
    counts.messages += 1
    counts.flightsToLastReply = counts.flights
    return '250 2.0.0 taken\r\n'
  }

  const takeCommand = (line: string): string => {
    const verb = line.split(' ', 1)[0]?.toUpperCase() ?? ''
    switch (verb) {
      case 'EHLO':
        return ehloReply(extensions)
      case 'AUTH':
        return '235 2.7.0 ok\r\n'
      case 'DATA':
        mode = 'data'
        return '354 go on\r\n'
      case 'BDAT':
        mode = { chunk: Number(line.split(' ')[1]), isLast: / LAST$/i.test(line) }
        return ''
      case 'QUIT':
        return '221 2.0.0 bye\r\n'
      default:
        return '250 2.0.0 ok\r\n'
    }
  }

  /** The replies that can be given to what is there now; null when more has to come. */
  const step = (): string | null => {
    if (mode === 'commands') {
      const end = rest.indexOf('\r\n')
      if (end < 0) return null
      const line = rest.slice(0, end)
      rest = rest.slice(end + 2)
      return takeCommand(line)
    }
    if (mode === 'data') {
      const end = rest.startsWith('.\r\n') ? 0 : rest.indexOf('\r\n.\r\n') + 2
      if (end === 1) return null
      rest = rest.slice(end + 3)
      mode = 'commands'
      return taken()
    }
    if (rest.length < mode.chunk) return null
    rest = rest.slice(mode.chunk)
    const { isLast } = mode
    mode = 'commands'
    return isLast ? taken() : '250 2.0.0 chunk\r\n'
  }

  return (text) => {
    rest += text
    let replies = ''
    for (let reply = step(); reply !== null; reply = step()) replies += reply
    return replies
  }
}

function ehloReply(extensions: readonly string[]): string {
  const lines = ['sink.test', ...extensions]
  return lines.map((line, at) => `250${at === lines.length - 1 ? ' ' : '-'}${line}\r\n`).join('')
}
