// A submission server with TLS from the first octet that knows tokens only (RFC 7628), and keeps what it is given.
import { createHash, X509Certificate } from 'node:crypto'
import { once } from 'node:events'
import type { AddressInfo, Socket } from 'node:net'
import { createInterface } from 'node:readline'
import { createServer } from 'node:tls'
import type { TestCertificate } from './certificates.ts'

export interface TokenMailServer {
  readonly port: number
  readonly spkiSha256: string
  /** Each sign-in: the token that was shown, and whether it was taken. */
  readonly signIns: { readonly token: string; readonly taken: boolean }[]
  readonly messages: string[]
  close(): Promise<void>
}

export interface TokenMailOptions {
  readonly certificate: TestCertificate
  readonly mechanism: 'XOAUTH2' | 'OAUTHBEARER'
  /** Tokens that are good now. */
  readonly valid: ReadonlyMap<string, string>
  readonly host?: string
}

export async function startTokenMailServer(options: TokenMailOptions): Promise<TokenMailServer> {
  const { certificate, host = '127.0.0.1' } = options
  const signIns: TokenMailServer['signIns'] = []
  const messages: string[] = []
  const sockets = new Set<Socket>()
  const server = createServer({ cert: certificate.cert, key: certificate.key }, (socket) => {
    sockets.add(socket)
    socket.on('error', () => undefined)
    serve(socket, options, { signIns, messages }).catch(() => socket.destroy())
  })
  server.listen(0, host)
  await once(server, 'listening')
  const key = new X509Certificate(certificate.cert).publicKey.export({ type: 'spki', format: 'der' })
  return {
    port: (server.address() as AddressInfo).port,
    spkiSha256: createHash('sha256').update(key).digest('hex'),
    signIns,
    messages,
    async close() {
      for (const socket of sockets) socket.destroy()
      server.close()
      await once(server, 'close')
    },
  }
}

async function serve(
  socket: Socket,
  { mechanism, valid }: TokenMailOptions,
  kept: Pick<TokenMailServer, 'signIns' | 'messages'>,
): Promise<void> {
  const lines = createInterface({ input: socket })[Symbol.asyncIterator]()
  const line = async () => {
    const next = await lines.next()
    return next.done === true ? '' : next.value
  }
  const say = (text: string) => socket.write(`${text}\r\n`)
  say('220 mail.test ESMTP')
  for (let command = await line(); command !== ''; command = await line()) {
    const verb = command.split(' ')[0]
    if (verb === 'EHLO') say(`250-mail.test\r\n250-PIPELINING\r\n250 AUTH ${mechanism}`)
    else if (verb === 'QUIT') socket.end('221 2.0.0 Bye\r\n')
    else if (verb === 'AUTH') {
      const said = Buffer.from(command.split(' ')[2] ?? '', 'base64').toString('utf8')
      const field = said.split('\u0001').find((one) => one.startsWith('auth=Bearer '))
      const token = field?.slice('auth=Bearer '.length) ?? ''
      const taken = valid.has(token)
      kept.signIns.push({ token, taken })
      if (taken) say('235 2.7.0 Authentication successful')
      else {
        say(`334 ${Buffer.from('{"status":"401","schemes":"bearer","scope":"mail"}').toString('base64')}`)
        await line()
        say('535 5.7.8 Authentication failed')
      }
    } else if (verb === 'DATA') {
      say('354 Go ahead')
      const content: string[] = []
      for (let text = await line(); text !== '.'; text = await line()) content.push(text)
      kept.messages.push(content.join('\n'))
      say('250 2.0.0 Ok: queued as 4Xy2Zk')
    } else say('250 2.0.0 Ok')
  }
}
