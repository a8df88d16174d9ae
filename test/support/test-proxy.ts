// A proxy on loopback, of either kind, honest or not. Whatever name it is asked for, it connects to one port of 127.0.0.1.
import { connect, createServer, type Socket } from 'node:net'
import { once } from 'node:events'

export type ProxyLie =
  | 'wrong-version'
  | 'garbage'
  | 'endless'
  | 'closes-early'
  | 'silent'
  /** One octet, and then one more at each `drip()`. */
  | 'drips'
  | 'unknown-address-type'
  | 'refuses'

export interface TestProxyOptions {
  readonly kind: 'socks5' | 'http'
  /** Where it leads, whatever it is asked for. */
  readonly targetPort: number
  readonly signIn?: { readonly user: string; readonly pass: string }
  readonly lie?: ProxyLie
}

export interface TestProxy {
  readonly port: number
  /** Destinations that it was asked for, `host:port`, as they came. */
  readonly asked: readonly string[]
  /** Resolves once it was asked something. */
  readonly first: Promise<unknown>
  drip(): void
  close(): Promise<void>
}

/** Starts it on a port of 127.0.0.1 that the system gives. */
export async function startTestProxy(options: TestProxyOptions): Promise<TestProxy> {
  const asked: string[] = []
  const sockets = new Set<Socket>()
  const { promise: first, resolve: heard } = Promise.withResolvers<undefined>()
  const server = createServer((client) => {
    sockets.add(client)
    client.on('error', () => undefined)
    client.once('data', () => heard(undefined))
    const { lie } = options
    if (lie !== undefined && lie !== 'unknown-address-type' && lie !== 'refuses')
      tellLie(client, options.kind, lie)
    else if (options.kind === 'socks5') serveSocks(client, options, asked)
    else serveHttp(client, options, asked)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  return {
    port: address.port,
    asked,
    first,
    drip: () => sockets.forEach((socket) => socket.write('\0')),
    close: async () => {
      for (const socket of sockets) socket.destroy()
      server.close()
      await once(server, 'close')
    },
  }
}

function tellLie(client: Socket, kind: 'socks5' | 'http', lie: ProxyLie): void {
  client.once('data', () => {
    if (lie === 'wrong-version') client.write(kind === 'http' ? 'HTTP/3 200 Ok\r\n\r\n' : Buffer.from([4, 0]))
    if (lie === 'garbage') client.write(Buffer.from('SSH-2.0-OpenSSH_9.6\r\n\r\n'))
    if (lie === 'endless') flood(client, kind)
    if (lie === 'closes-early') client.end(kind === 'http' ? 'HTTP/1.1 2' : Buffer.from([5]))
    if (lie === 'drips' && kind === 'http') client.write('H')
    if (lie === 'drips' && kind === 'socks5') {
      client.once('data', () => client.write(Buffer.from([5])))
      client.write(Buffer.from([5, 0]))
    }
  })
}

/** A header that never ends; a SOCKS5 answer is counted, and has no end to miss. */
function flood(client: Socket, kind: 'socks5' | 'http'): void {
  if (kind === 'http') client.write(`HTTP/1.1 200 Ok\r\nX: ${'x'.repeat(64 * 1024)}`)
  else client.write(Buffer.alloc(64 * 1024, 5))
}

function serveSocks(client: Socket, options: TestProxyOptions, asked: string[]): void {
  const { signIn, lie, targetPort } = options
  const request = (octets: Buffer) => {
    asked.push(readSocksDestination(octets))
    if (lie === 'refuses') client.end(Buffer.from([5, 2, 0, 1, 0, 0, 0, 0, 0, 0]))
    else if (lie === 'unknown-address-type') client.write(Buffer.from([5, 0, 0, 9, 0, 0]))
    else join(client, targetPort, Buffer.from([5, 0, 0, 1, 127, 0, 0, 1, 0, 0]))
  }
  client.once('data', (greeting: Buffer) => {
    const methods = [...greeting.subarray(2)]
    if (signIn === undefined) {
      client.once('data', request)
      client.write(Buffer.from([5, 0]))
      return
    }
    if (!methods.includes(2)) {
      client.end(Buffer.from([5, 0xff]))
      return
    }
    client.once('data', (octets: Buffer) => {
      const userLength = octets[1] ?? 0
      const user = octets.subarray(2, 2 + userLength).toString()
      const pass = octets.subarray(3 + userLength).toString()
      const isRight = user === signIn.user && pass === signIn.pass
      if (isRight) client.once('data', request)
      // What it was sent comes back in its answer: none of it may be shown.
      client.write(isRight ? Buffer.from([1, 0]) : Buffer.concat([Buffer.from([1, 1]), octets]))
    })
    client.write(Buffer.from([5, 2]))
  })
}

function readSocksDestination(octets: Buffer): string {
  const port = octets.readUInt16BE(octets.length - 2)
  const body = octets.subarray(4, octets.length - 2)
  if (octets[3] === 3) return `${body.subarray(1).toString()}:${port}`
  if (octets[3] === 1) return `${[...body].join('.')}:${port}`
  return `[${body.toString('hex')}]:${port}`
}

function serveHttp(client: Socket, { signIn, lie, targetPort }: TestProxyOptions, asked: string[]): void {
  client.once('data', (octets: Buffer) => {
    const head = octets.toString('latin1')
    asked.push(/^CONNECT (\S+) /.exec(head)?.[1] ?? '')
    const expected = Buffer.from(`${signIn?.user ?? ''}:${signIn?.pass ?? ''}`).toString('base64')
    if (signIn !== undefined && !head.includes(`Proxy-Authorization: Basic ${expected}\r\n`))
      client.end(`HTTP/1.1 407 Not ${head.replaceAll(/\s+/g, ' ')}\r\n\r\n`)
    else if (lie === 'refuses') client.end('HTTP/1.1 403 Forbidden\r\n\r\n')
    else if (lie === 'unknown-address-type') client.end('HTTP/1.1 999\r\n\r\n')
    else join(client, targetPort, Buffer.from('HTTP/1.1 200 Connected\r\n\r\n'))
  })
}

function join(client: Socket, port: number, answer: Buffer): void {
  const upstream = connect({ port, host: '127.0.0.1' })
  upstream.on('error', () => client.destroy())
  upstream.on('close', () => client.destroy())
  client.on('close', () => upstream.destroy())
  upstream.once('connect', () => {
    client.write(answer)
    client.pipe(upstream).pipe(client)
  })
}
