import { connect, type Socket } from 'node:net'
import { connect as connectTls, type TLSSocket } from 'node:tls'

/** A client without any mind of its own: sends what it is told, and reads whole replies. */
export interface RawClient {
  /** Sends a line and gives the reply to it, its lines joined by LF. */
  ask(line: string): Promise<string>
  send(octets: string | Buffer): void
  /** The next reply; `closed` where the connection ended instead. */
  reply(): Promise<string>
  /** True once the server has closed. */
  closed(): Promise<boolean>
  /** `smuggled` goes out with the command, before the handshake. */
  startTls(ca: string, smuggled?: string): Promise<RawClient>
  readonly tls: TLSSocket | null
  destroy(): void
}

/** Connects to the practice server and reads its greeting. */
export async function openRaw(port: number): Promise<RawClient & { readonly greeting: string }> {
  const client = wrap(connect({ host: '127.0.0.1', port }))
  return Object.assign(client, { greeting: await client.reply() })
}

/** Connects, secures and signs in. */
export async function openSignedIn(lease: { port: number; certificatePem: string }): Promise<RawClient> {
  const plain = await openRaw(lease.port)
  await plain.ask('EHLO client.example')
  const client = await plain.startTls(lease.certificatePem)
  await client.ask('EHLO client.example')
  const reply = await client.ask(`AUTH PLAIN ${Buffer.from('\0you\0secret').toString('base64')}`)
  if (!reply.startsWith('235')) throw new Error(reply)
  return client
}

function wrap(socket: Socket): RawClient {
  let buffered = ''
  let ended = false
  let wake: () => void = () => undefined
  const onData = (chunk: Buffer) => {
    buffered += chunk.toString('utf8')
    wake()
  }
  socket.on('data', onData)
  socket.on('error', () => socket.destroy())
  socket.on('close', () => {
    ended = true
    wake()
  })
  const next = () => new Promise<void>((resolve) => (wake = resolve))
  const reply = async (): Promise<string> => {
    for (;;) {
      const whole = /^(?:\d{3}-[^\n]*\r\n)*\d{3}(?: [^\n]*)?\r\n/.exec(buffered)
      if (whole) {
        buffered = buffered.slice(whole[0].length)
        return whole[0].trimEnd().replaceAll('\r\n', '\n')
      }
      if (ended) return 'closed'
      await next()
    }
  }
  return {
    tls: 'getPeerX509Certificate' in socket ? (socket as TLSSocket) : null,
    reply,
    send: (octets) => void socket.write(octets),
    ask(line) {
      socket.write(`${line}\r\n`)
      return reply()
    },
    async closed() {
      while (!ended) await next()
      return true
    },
    async startTls(ca, smuggled = '') {
      socket.write(`STARTTLS\r\n${smuggled}`)
      const answer = await reply()
      if (!answer.startsWith('220')) throw new Error(answer)
      socket.off('data', onData)
      const secure = connectTls({ socket, ca, servername: 'practice.test' })
      await new Promise((resolve, reject) => secure.once('secureConnect', resolve).once('error', reject))
      return wrap(secure)
    },
    destroy: () => void socket.destroy(),
  }
}
