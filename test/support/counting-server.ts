// A small submission server for crash tests: counts complete copies by Message-ID, logs what it saw, and can fall
// silent at a step, so that a test kills the client exactly there.
import { createServer, type Socket } from 'node:net'
import { createSecureContext, TLSSocket } from 'node:tls'

/** Where the server falls silent, before it answers. `content`: in the middle of the message; `dot`: behind it. */
export type StallPoint =
  'connect' | 'ehlo' | 'starttls' | 'auth' | 'mail' | 'rcpt' | 'data' | 'content' | 'dot'

export interface CountingServer {
  readonly port: number
  /** Messages of which the final dot arrived, by Message-ID, each with the recipients it was for. */
  readonly copies: ReadonlyMap<string, readonly (readonly string[])[]>
  /** Steps as they happened. */
  readonly journal: readonly string[]
  /** From now on the first session that comes to this point gets no answer; resolves when it has come there. */
  stallAt(point: StallPoint): Promise<void>
  close(): Promise<void>
}

export interface CountingServerOptions {
  readonly certificatePem: string
  readonly keyPem: string
  /** Recipients that get 550 5.1.1. */
  readonly unknown?: readonly string[]
  /** Recipients taken in one transaction; more get 452 4.5.3. */
  readonly mostRecipients?: number
}

interface Stall {
  readonly point: StallPoint
  readonly reached: () => void
}

/** Starts the server on a port that the system gives. */
export async function startCountingServer(options: CountingServerOptions): Promise<CountingServer> {
  const copies = new Map<string, (readonly string[])[]>()
  const journal: string[] = []
  const sockets = new Set<Socket>()
  const state: { stall: Stall | null } = { stall: null }

  const server = createServer((socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
    socket.on('error', () => undefined)
    new Session(socket, options, {
      copies,
      journal,
      isStalled: (point) => {
        if (state.stall?.point !== point) return false
        const { reached } = state.stall
        state.stall = null
        journal.push(`stalled at ${point}`)
        reached()
        return true
      },
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  return {
    port: address.port,
    copies,
    journal,
    stallAt: (point) => new Promise((reached) => void (state.stall = { point, reached })),
    close: async () => {
      for (const socket of sockets) socket.destroy()
      await new Promise<void>((resolve) => void server.close(() => resolve()))
    },
  }
}

interface Ledger {
  readonly copies: Map<string, (readonly string[])[]>
  readonly journal: string[]
  readonly isStalled: (point: StallPoint) => boolean
}

class Session {
  #socket: Socket
  readonly #raw: Socket
  readonly #options: CountingServerOptions
  readonly #ledger: Ledger
  #buffer = ''
  #content: string | null = null
  #recipients: string[] = []
  #silent = false

  constructor(socket: Socket, options: CountingServerOptions, ledger: Ledger) {
    this.#socket = socket
    this.#raw = socket
    this.#options = options
    this.#ledger = ledger
    this.#listen(socket)
    if (!this.#stalls('connect')) this.#write('220 counting.test ESMTP')
  }

  #listen(socket: Socket): void {
    socket.on('data', (chunk: Buffer) => {
      if (this.#silent) return
      this.#buffer += chunk.toString('latin1')
      this.#read()
    })
  }

  #write(...lines: string[]): void {
    this.#socket.write(lines.map((line) => `${line}\r\n`).join(''))
  }

  #stalls(point: StallPoint): boolean {
    this.#silent ||= this.#ledger.isStalled(point)
    return this.#silent
  }

  #read(): void {
    while (!this.#silent) {
      if (this.#content !== null) {
        if (!this.#readContent()) return
        continue
      }
      const end = this.#buffer.indexOf('\r\n')
      if (end < 0) return
      const line = this.#buffer.slice(0, end)
      this.#buffer = this.#buffer.slice(end + 2)
      this.#command(line)
    }
  }

  #command(line: string): void {
    const [verb = ''] = line.toUpperCase().split(/[ :]/)
    const point = verb.toLowerCase()
    this.#ledger.journal.push(point)
    if (isStallPoint(point) && this.#stalls(point)) return
    switch (verb) {
      case 'EHLO': {
        this.#write('250-counting.test', '250-STARTTLS', '250-AUTH PLAIN', '250 8BITMIME')
        return
      }
      case 'STARTTLS':
        this.#write('220 2.0.0 Ready')
        {
          this.#secure()
          return
        }
      case 'AUTH': {
        this.#write('235 2.7.0 Ok')
        return
      }
      case 'MAIL':
      case 'RSET':
        this.#recipients = []
        {
          this.#write('250 2.1.0 Ok')
          return
        }
      case 'RCPT': {
        this.#rcpt(/<([^>]*)>/.exec(line)?.[1] ?? '')
        return
      }
      case 'DATA':
        this.#content = ''
        {
          this.#write('354 Go on')
          return
        }
      case 'QUIT':
        this.#write('221 2.0.0 Bye')
        return void this.#socket.end()
      default: {
        this.#write('502 5.5.1 Not here')
        return
      }
    }
  }

  #rcpt(address: string): void {
    if (this.#options.unknown?.includes(address)) {
      this.#write('550 5.1.1 No such user')
      return
    }
    if (this.#recipients.length >= (this.#options.mostRecipients ?? Infinity)) {
      this.#write('452 4.5.3 Too many recipients')
      return
    }
    this.#recipients.push(address)
    this.#write('250 2.1.5 Ok')
  }

  /** Whether the content is complete. */
  #readContent(): boolean {
    const content = (this.#content ?? '') + this.#buffer
    this.#content = content
    this.#buffer = ''
    if (content !== '' && this.#stalls('content')) return false
    const end = content.indexOf('\r\n.\r\n')
    if (end < 0) return false
    this.#buffer = content.slice(end + 5)
    this.#content = null
    this.#count(/^Message-ID:\s*(<[^>]*>)/im.exec(content)?.[1] ?? '')
    if (!this.#stalls('dot')) this.#write('250 2.0.0 Ok: queued as 4XyZ')
    return true
  }

  #count(messageId: string): void {
    const { copies, journal } = this.#ledger
    copies.set(messageId, [...(copies.get(messageId) ?? []), this.#recipients])
    journal.push(`dot ${messageId}`)
  }

  #secure(): void {
    const { certificatePem, keyPem } = this.#options
    this.#raw.removeAllListeners('data')
    const secure = new TLSSocket(this.#raw, {
      isServer: true,
      secureContext: createSecureContext({ cert: certificatePem, key: keyPem }),
    })
    secure.on('error', () => undefined)
    this.#socket = secure
    this.#buffer = ''
    this.#listen(secure)
  }
}

function isStallPoint(verb: string): verb is StallPoint {
  return ['ehlo', 'starttls', 'auth', 'mail', 'rcpt', 'data'].includes(verb)
}
