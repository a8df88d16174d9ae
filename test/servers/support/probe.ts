// A client without a mind of its own, for what the engine must never do to a server: lines out, replies in, over TLS on connect.
import { connect, type TLSSocket } from 'node:tls'
import { password, type RealServer } from './server.ts'

export interface Probe {
  /** Writes as it stands. */
  write(text: string): void
  /** The next whole reply; '' once the server has closed; `undefined` when nothing came in time. */
  reply(timeoutMs?: number): Promise<string | undefined>
  /** One command and its reply. */
  ask(command: string): Promise<string | undefined>
  close(): void
}

/** Connects over TLS, reads the greeting, says EHLO and signs in with PLAIN, unless told not to. */
export async function probe(server: RealServer, { isSignedIn = true } = {}): Promise<Probe> {
  const socket = await secure(server)
  const inbox = createInbox(socket)
  const peer: Probe = {
    write: (text) => socket.write(text),
    reply: (timeoutMs = 5000) => inbox.next(timeoutMs),
    ask: async (command) => {
      socket.write(`${command}\r\n`)
      return await inbox.next(5000)
    },
    close: () => socket.destroy(),
  }
  await peer.reply()
  await peer.ask('EHLO client.mail.test')
  if (!isSignedIn) return peer
  const signedIn = await peer.ask(
    `AUTH PLAIN ${Buffer.from(`\0ann@mail.test\0${password}`).toString('base64')}`,
  )
  if (signedIn?.startsWith('235') !== true)
    throw new Error(`The probe could not sign in: ${signedIn ?? 'no answer'}`)
  return peer
}

async function secure(server: RealServer): Promise<TLSSocket> {
  return await new Promise((resolve, reject) => {
    const { host, tlsPort: port, caPem: ca, tlsName: servername } = server
    const socket = connect({ host, port, ca, servername }, () => resolve(socket))
    socket.once('error', reject)
  })
}

/** Cuts what arrives into replies (RFC 5321 4.2.1). */
function createInbox(socket: TLSSocket): { next(timeoutMs: number): Promise<string | undefined> } {
  let text = ''
  let isClosed = false
  let wake: () => void = () => undefined
  socket.on('data', (octets: Buffer) => {
    text += octets.toString()
    wake()
  })
  const ended = () => {
    isClosed = true
    wake()
  }
  socket.on('error', ended)
  socket.on('close', ended)
  const take = (): string | undefined => {
    const match = /^(?:\d{3}-.*\r\n)*\d{3}(?: .*)?\r\n/.exec(text)
    if (match === null) return isClosed ? '' : undefined
    text = text.slice(match[0].length)
    return match[0].trimEnd()
  }
  return {
    next: (timeoutMs) =>
      new Promise((resolve) => {
        const done = (reply: string | undefined) => {
          clearTimeout(timer)
          wake = () => undefined
          resolve(reply)
        }
        const timer = setTimeout(() => done(undefined), timeoutMs)
        wake = () => {
          const reply = take()
          if (reply !== undefined) done(reply)
        }
        wake()
      }),
  }
}
