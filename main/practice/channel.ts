import type { Socket } from 'node:net'
import { TLSSocket, type SecureContext } from 'node:tls'
import type { Clock } from '../clock.ts'
import { createInput, type Ended, type Input } from './input.ts'

const lingerMs = 10_000 // for the other side to close as well

/** The server's end of one connection: lines and content in, replies out. */
export interface Channel extends Pick<Input, 'line' | 'content'> {
  readonly remoteAddress: string
  readonly encrypted: boolean
  /** Writes reply lines, each with its CRLF. */
  reply(lines: readonly string[]): void
  /** Forgets what came before the handshake (RFC 3207 4.2); false where the handshake failed. */
  startTls(context: SecureContext): Promise<boolean>
  /** Answers the beginning of a handshake with what is no TLS; gives false once the other side has seen it, and closed. */
  breakTls(): Promise<false>
  /** Lets what was written go out and closes. */
  end(): void
  destroy(): void
}

/** @param idleMs longest wait for the next octets, and for a handshake. */
export function createChannel(socket: Socket, clock: Clock, idleMs: number): Channel {
  let current: Socket = socket
  const input = createInput(() => nextChunk(current, clock, idleMs))
  const watch = (watched: Socket) => watched.on('error', () => watched.destroy())
  watch(socket)
  const reply = (lines: readonly string[]) => {
    if (current.writable) current.write(lines.map((line) => `${line}\r\n`).join(''))
  }
  return {
    remoteAddress: socket.remoteAddress ?? '',
    get encrypted() {
      return current instanceof TLSSocket
    },
    line: input.line,
    content: input.content,
    reply,
    async breakTls() {
      input.forget()
      if (typeof (await nextChunk(current, clock, idleMs)) === 'string') return false
      reply(['this is no TLS'])
      await nextChunk(current, clock, idleMs)
      return false
    },
    startTls(context) {
      input.forget()
      const secure = new TLSSocket(socket, { isServer: true, secureContext: context })
      current = watch(secure)
      return new Promise((resolve) => {
        const timer = clock.after(idleMs, () => secure.destroy())
        const settle = (ok: boolean) => {
          timer.cancel()
          resolve(ok)
        }
        secure.once('secure', () => settle(true)).once('close', () => settle(false))
      })
    },
    end() {
      const ending = current
      const timer = clock.after(lingerMs, () => ending.destroy())
      // What still comes is read and dropped: closing over it would reset the connection, and the last reply be lost.
      ending.once('close', () => timer.cancel()).end()
      ending.resume()
    },
    destroy: () => void current.destroy(),
  }
}

/** The next octets of the socket; nothing is read from it before they are asked for, which is its back-pressure. */
function nextChunk(socket: Socket, clock: Clock, idleMs: number): Promise<Buffer | Ended> {
  const events = ['readable', 'end', 'close'] as const
  return new Promise((resolve) => {
    const settle = (value: Buffer | Ended) => {
      timer.cancel()
      for (const event of events) socket.off(event, look)
      resolve(value)
    }
    const look = () => {
      const chunk = socket.read() as Buffer | null
      if (chunk !== null) settle(chunk)
      else if (socket.readableEnded || socket.destroyed) settle('closed')
    }
    const timer = clock.after(idleMs, () => settle('idle'))
    for (const event of events) socket.on(event, look)
    look()
  })
}
