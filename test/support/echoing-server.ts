// A server that signs in by one mechanism and says everything it was told back in every reply, in every way to write it.
import { createHash, createHmac, X509Certificate } from 'node:crypto'
import { once } from 'node:events'
import { createServer as createPlainServer, type AddressInfo, type Socket } from 'node:net'
import { createInterface } from 'node:readline'
import { createServer as createTlsServer, TLSSocket } from 'node:tls'
import type { TestCertificate } from './certificates.ts'
import { createScramServer } from './scram-server.ts'
import { blobsOf, formsOf } from './secret-forms.ts'

export interface EchoingOptions {
  readonly mechanism: string
  readonly user: string
  readonly secret: string
  readonly accepts: boolean
  /** TLS from the first octet; left out: none. */
  readonly certificate?: TestCertificate
}

export interface EchoingServer {
  readonly port: number
  readonly spkiSha256: string
  /** What came out of the secret on the wire and says something of it: blobs, digest, proof, signature. */
  readonly derived: ReadonlySet<string>
  /** The sign-in was proven right; messages taken. */
  readonly counts: { proven: number; messages: number }
  close(): Promise<void>
}

const base64 = (text: string): string => Buffer.from(text, 'utf8').toString('base64')

/** Listens on 127.0.0.1. */
export async function startEchoingServer(options: EchoingOptions): Promise<EchoingServer> {
  const { certificate } = options
  const state = { derived: new Set<string>(), counts: { proven: 0, messages: 0 } }
  const sockets = new Set<Socket>()
  const serve = (socket: Socket) => {
    sockets.add(socket)
    socket.on('error', () => undefined)
    new Echoing(socket, options, state).run().catch(() => socket.destroy())
  }
  const server =
    certificate === undefined
      ? createPlainServer(serve)
      : createTlsServer(
          { cert: certificate.cert, key: certificate.key, requestCert: true, rejectUnauthorized: false },
          serve,
        )
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    ...state,
    port: (server.address() as AddressInfo).port,
    spkiSha256: certificate === undefined ? '' : spkiOf(certificate),
    async close() {
      for (const socket of sockets) socket.destroy()
      server.close()
      await once(server, 'close')
    },
  }
}

function spkiOf({ cert }: TestCertificate): string {
  const key = new X509Certificate(cert).publicKey.export({ type: 'spki', format: 'der' })
  return createHash('sha256').update(key).digest('hex')
}

interface State {
  readonly derived: Set<string>
  readonly counts: EchoingServer['counts']
}

class Echoing {
  readonly #socket: Socket
  readonly #options: EchoingOptions
  readonly #state: State
  readonly #lines: AsyncIterator<string>
  /** Of this session: what an earlier one was told, the next one cannot know. */
  readonly #derived = new Set<string>()

  constructor(socket: Socket, options: EchoingOptions, state: State) {
    this.#socket = socket
    this.#options = options
    this.#state = state
    this.#lines = createInterface({ input: socket })[Symbol.asyncIterator]()
  }

  async run(): Promise<void> {
    this.#quote('220', 'mail.example.org ESMTP')
    for (let line = await this.#line(); line !== ''; line = await this.#line()) {
      const verb = line.split(' ')[0]
      if (verb === 'EHLO')
        this.#socket.write(`250-mail.example.org\r\n250 AUTH ${this.#options.mechanism}\r\n`)
      else if (verb === 'AUTH') await this.#authenticate(line)
      else if (verb === 'DATA') await this.#takeContent()
      else if (verb === 'QUIT') this.#socket.end('221 2.0.0 Bye\r\n')
      else this.#socket.write('250 2.0.0 Ok\r\n')
    }
  }

  async #line(): Promise<string> {
    const next = await this.#lines.next()
    return next.done === true ? '' : next.value
  }

  async #challenge(text: string): Promise<string> {
    this.#socket.write(`334 ${base64(text)}\r\n`)
    return this.#line()
  }

  async #takeContent(): Promise<void> {
    this.#socket.write('354 Go ahead\r\n')
    while ((await this.#line()) !== '.') continue
    this.#state.counts.messages += 1
    this.#quote('250', '2.0.0 Ok: queued as 4Xy2Zk')
  }

  /** A reply with every form of everything that nobody may read, each in a line of its own. */
  #quote(code: string, words: string): void {
    const { user, secret } = this.#options
    const told = [
      ...formsOf(secret).values(),
      ...blobsOf(user, secret).values(),
      // Without a blank before it, as in a query of a web address, and in the middle of a word.
      ...[...formsOf(secret).values()].map((form) => `pass=${form}&x`),
      ...[...blobsOf(user, secret).values()].map((form) => `x${form}`),
      ...[...this.#derived].flatMap((text) => [...formsOf(text).values()]),
    ]
    const lines = told.map((form) => `${code}-5.7.8 I was told ${form} by you\r\n`)
    this.#socket.write(`${lines.join('')}${code} ${words}\r\n`)
  }

  async #authenticate(line: string): Promise<void> {
    const [, , initial = ''] = line.split(' ')
    const isRight = await this.#exchange(initial)
    if (isRight) this.#state.counts.proven += 1
    if (isRight && this.#options.accepts) this.#quote('235', '2.7.0 Signed in')
    else this.#quote('535', '5.7.8 Refused')
  }

  /** Whether the client has proven what it has to. */
  async #exchange(initial: string): Promise<boolean> {
    const { mechanism, user, secret } = this.#options
    if (mechanism === 'EXTERNAL') return Buffer.from(initial, 'base64').toString('utf8') === user
    if (mechanism === 'PLAIN') return this.#isSaid(initial, `\0${user}\0${secret}`)
    if (mechanism === 'LOGIN') {
      const said = await this.#challenge('Username:')
      return this.#isSaid(await this.#challenge('Password:'), secret) && said === base64(user)
    }
    if (mechanism === 'CRAM-MD5') return this.#cramMd5()
    if (mechanism.startsWith('SCRAM')) return this.#scram(initial)
    return this.#bearer(initial)
  }

  #derive(...texts: readonly string[]): void {
    for (const text of texts) {
      this.#derived.add(text)
      this.#state.derived.add(text)
    }
  }

  #isSaid(blob: string, expected: string): boolean {
    this.#derive(blob)
    return blob === base64(expected)
  }

  async #cramMd5(): Promise<boolean> {
    const challenge = '<1896.697170952@mail.example.org>'
    const digest = createHmac('md5', this.#options.secret).update(challenge).digest('hex')
    this.#derive(digest)
    return this.#isSaid(await this.#challenge(challenge), `${this.#options.user} ${digest}`)
  }

  async #scram(initial: string): Promise<boolean> {
    const { mechanism, secret, accepts } = this.#options
    const isBound = mechanism.endsWith('-PLUS') && this.#socket instanceof TLSSocket
    const binding = isBound ? exporterOf(this.#socket) : undefined
    const server = createScramServer(mechanism, secret, { binding })
    const first = server.first(Buffer.from(initial, 'base64').toString('utf8'))
    // Digits pass for a number of rounds, which the client may refuse by name.
    const rounds = /^\d+$/.test(secret) ? secret : '4096'
    const answer = await this.#challenge(first.replace(/i=\d+$/, `i=${rounds}`))
    const said = Buffer.from(answer, 'base64').toString('utf8')
    const final = server.final(said)
    this.#derive(answer, said.replace(/^.*,p=/, ''), final?.slice(2) ?? '')
    if (final === undefined) return false
    // The signature of the server is as good for guessing as the proof of the client.
    if (accepts) await this.#challenge(final)
    // What the server says in an error challenge may quote the secret (RFC 5802 7).
    else await this.#challenge(`e=${secret}`)
    return true
  }

  async #bearer(initial: string): Promise<boolean> {
    const { mechanism, user, secret, accepts } = this.#options
    const { localPort } = this.#socket
    const isRight = this.#isSaid(
      initial,
      mechanism === 'XOAUTH2'
        ? `user=${user}\x01auth=Bearer ${secret}\x01\x01`
        : `n,a=${user},\x01host=127.0.0.1\x01port=${localPort}\x01auth=Bearer ${secret}\x01\x01`,
    )
    // RFC 7628 3.2.2: the refusal comes in a challenge first; this one has the token in it twice.
    if (!accepts)
      await this.#challenge(JSON.stringify({ status: secret, detail: `no such token: ${secret}` }))
    return isRight
  }
}

function exporterOf(socket: Socket): Buffer | undefined {
  return socket instanceof TLSSocket
    ? socket.exportKeyingMaterial(32, 'EXPORTER-Channel-Binding', Buffer.alloc(0))
    : undefined
}
