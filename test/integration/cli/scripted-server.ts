import { once } from 'node:events'
import { createServer, type AddressInfo, type Socket } from 'node:net'
import { createSecureContext, TLSSocket } from 'node:tls'
import type { TestCertificate } from '../../support/certificates.ts'

/**
 * What a command is answered: a reply, `close` or `reset` the connection, `silence`, or several of these in turn (the last one
 * stays). Behind a reply `then close` ends the connection and `then stall` takes no more octets.
 */
export type Answer = string | readonly string[]

/** One connection. Keys of `on` are verbs, `greeting`, and `.` for the content under DATA. */
export interface Script {
  /** Keywords of EHLO; inside TLS `tlsEhlo`, where given. */
  readonly ehlo?: readonly string[]
  readonly tlsEhlo?: readonly string[]
  readonly on?: Readonly<Record<string, Answer>>
  readonly certificate?: TestCertificate
  /** TLS from the first octet. */
  readonly implicit?: boolean
}

/** What the server saw of one connection. */
export interface Visit {
  readonly commands: string[]
  readonly contents: string[]
  closed: boolean
}

export interface ScriptedServer {
  readonly port: number
  readonly visits: readonly Visit[]
  close(): Promise<void>
}

const usual: Readonly<Record<string, string>> = {
  greeting: '220 mail.example.org ESMTP',
  STARTTLS: '220 go ahead',
  AUTH: '235 2.7.0 signed in',
  MAIL: '250 2.1.0 sender ok',
  RCPT: '250 2.1.5 recipient ok',
  DATA: '354 go ahead',
  BDAT: '250 2.0.0 Ok: queued as CHUNK1',
  '.': '250 2.0.0 Ok: queued as ABC123',
  RSET: '250 2.0.0 reset',
  QUIT: '221 2.0.0 bye',
}

/** Listens on 127.0.0.1. The n-th connection follows the n-th script, later ones the last. */
export async function startScriptedServer(...scripts: readonly Script[]): Promise<ScriptedServer> {
  const visits: Visit[] = []
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    const script = scripts[Math.min(visits.length, scripts.length - 1)] ?? {}
    const visit: Visit = { commands: [], contents: [], closed: false }
    visits.push(visit)
    sockets.add(socket)
    socket.setNoDelay(true)
    socket.on('close', () => {
      visit.closed = true
      sockets.delete(socket)
    })
    new Conversation(script, visit).start(socket)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    port: (server.address() as AddressInfo).port,
    visits,
    async close() {
      for (const socket of sockets) socket.destroy()
      server.close()
      await once(server, 'close')
    },
  }
}

class Conversation {
  readonly #script: Script
  readonly #visit: Visit
  readonly #asked = new Map<string, number>()
  #stream: Socket | undefined
  #buffer = Buffer.alloc(0)
  #isSecure = false
  #state: 'commands' | 'content' | number = 'commands'

  constructor(script: Script, visit: Visit) {
    this.#script = script
    this.#visit = visit
  }

  start(socket: Socket): void {
    if (this.#script.implicit === true) this.#secure(socket)
    else this.#listen(socket)
    this.#answer('greeting')
  }

  #listen(stream: Socket): void {
    this.#stream = stream
    stream.on('error', () => undefined)
    stream.on('end', () => stream.end())
    stream.on('data', (octets: Buffer) => {
      this.#buffer = Buffer.concat([this.#buffer, octets])
      this.#read()
    })
  }

  #secure(socket: Socket): void {
    socket.removeAllListeners('data')
    socket.on('error', () => undefined)
    const { cert, key } = this.#script.certificate ?? { cert: '', key: '' }
    const secureContext = createSecureContext({ cert, key })
    this.#isSecure = true
    this.#listen(new TLSSocket(socket, { isServer: true, secureContext }))
  }

  #read(): void {
    while (this.#buffer.length > 0) {
      if (typeof this.#state === 'number') {
        if (this.#buffer.length < this.#state) return
        this.#visit.contents.push(this.#take(this.#state))
        this.#state = 'commands'
        this.#answer('BDAT')
      } else if (this.#state === 'content') {
        const end = this.#buffer.subarray(0, 3).toString() === '.\r\n' ? 0 : this.#buffer.indexOf('\r\n.\r\n')
        if (end === -1) return
        this.#visit.contents.push(this.#take(end === 0 ? 0 : end + 2))
        this.#take(3)
        this.#state = 'commands'
        this.#answer('.')
      } else {
        const end = this.#buffer.indexOf('\r\n')
        if (end === -1) return
        this.#command(this.#take(end + 2).slice(0, -2))
      }
    }
  }

  #take(count: number): string {
    const text = this.#buffer.subarray(0, count).toString('latin1')
    this.#buffer = this.#buffer.subarray(count)
    return text
  }

  #command(line: string): void {
    this.#visit.commands.push(line)
    const verb = (line.split(' ')[0] ?? '').toUpperCase()
    if (verb === 'BDAT') {
      this.#state = Number(line.split(' ')[1])
      return
    }
    const reply = this.#answer(verb)
    if (verb === 'DATA' && reply.includes('354')) this.#state = 'content'
    if (verb === 'QUIT' && reply.startsWith('221')) this.#stream?.end()
    if (verb === 'STARTTLS' && reply.startsWith('220') && this.#stream !== undefined)
      this.#secure(this.#stream)
  }

  #answer(key: string): string {
    const reply = this.#replyTo(key)
    if (reply === 'close') this.#stream?.end()
    else if (reply === 'reset') this.#stream?.resetAndDestroy()
    else if (reply.startsWith('half ')) this.#stream?.end(reply.slice(5))
    else if (reply.startsWith('latin1 ')) this.#stream?.write(Buffer.from(`${reply.slice(7)}\r\n`, 'latin1'))
    else if (reply !== 'silence') {
      const [text = '', closing] = reply.split(' then ')
      this.#stream?.write(`${text}\r\n`)
      if (closing === 'close') this.#stream?.end()
      if (closing === 'stall') this.#stream?.pause()
    }
    return reply
  }

  #replyTo(key: string): string {
    const count = this.#asked.get(key) ?? 0
    this.#asked.set(key, count + 1)
    const own = this.#script.on?.[key]
    const given = typeof own === 'string' ? own : own?.[Math.min(count, own.length - 1)]
    if (given !== undefined) return given
    if (key === 'EHLO') return this.#capabilities()
    return usual[key] ?? '500 5.5.1 unknown'
  }

  #capabilities(): string {
    const keywords = (this.#isSecure ? this.#script.tlsEhlo : undefined) ?? this.#script.ehlo ?? []
    const lines = ['mail.example.org', ...keywords]
    return lines.map((line, index) => `250${index < lines.length - 1 ? '-' : ' '}${line}`).join('\r\n')
  }
}
