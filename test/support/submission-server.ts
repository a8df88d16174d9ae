// A submission server with TLS from the first octet (RFC 8314 3.3) that says what it is asked, and answers up to the sign-in.
import type { AddressInfo } from 'node:net'
import { createServer, type TLSSocket } from 'node:tls'
import type { TestCertificate } from './certificates.ts'

export interface SubmissionServer {
  readonly port: number
  /** Commands as they came, first word in upper case. */
  readonly journal: readonly string[]
  close(): Promise<void>
}

export interface SubmissionOptions {
  /** Lines of EHLO behind the name. Default: a sign-in by PLAIN. */
  readonly capabilities?: readonly string[]
  /** Says nothing at all. */
  readonly silent?: boolean
}

export async function startSubmissionServer(
  { cert, key }: TestCertificate,
  { capabilities = ['AUTH PLAIN'], silent = false }: SubmissionOptions = {},
): Promise<SubmissionServer> {
  const journal: string[] = []
  const sockets = new Set<TLSSocket>()
  const answer = (verb: string): readonly string[] => {
    if (verb === 'EHLO')
      return ['mail.rowing.example', ...capabilities].map(
        (line, at) => `250${at < capabilities.length ? '-' : ' '}${line}`,
      )
    if (verb === 'QUIT') return ['221 2.0.0 Bye']
    return verb === 'AUTH' ? ['235 2.7.0 Ok'] : ['250 2.0.0 Ok']
  }
  const server = createServer({ cert, key }, (socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
    socket.on('error', () => undefined)
    if (silent) return
    socket.write('220 mail.rowing.example ESMTP\r\n')
    let buffer = ''
    socket.on('data', (chunk: Buffer) => {
      const lines = `${buffer}${chunk.toString('latin1')}`.split('\r\n')
      buffer = lines.pop() ?? ''
      for (const line of lines) {
        const verb = (line.split(' ')[0] ?? '').toUpperCase()
        journal.push(verb)
        for (const reply of answer(verb)) socket.write(`${reply}\r\n`)
        if (verb === 'QUIT') socket.end()
      }
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    port: (server.address() as AddressInfo).port,
    journal,
    close: () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy()
        server.close(() => resolve())
      }),
  }
}
