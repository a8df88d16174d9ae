// The end of a sign-in in the browser: a listener on this computer that takes one answer (RFC 8252 7.3, 8.3).
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { t } from '../text/t.ts'

export interface Loopback {
  readonly redirectUri: string
  /** The parameters of the answer; never settles where none came. */
  readonly answer: Promise<URLSearchParams>
  /** Safe to call more than once. */
  close(): void
}

/** Opens the listener. `state`: what the answer has to carry, so that no other page can end the sign-in. */
export type OpenLoopback = (state: string) => Promise<Loopback>

/** On 127.0.0.1 and not "localhost", which may be another address (RFC 8252 8.3); the port is the system's choice. */
export const openLoopback: OpenLoopback = async (state) => {
  const { promise, resolve } = Promise.withResolvers<URLSearchParams>()
  let isAnswered = false
  const server = createServer((request, response) => {
    const query = isAnswered ? null : readAnswer(request, state, port)
    if (query === null) {
      reply(response, 404, t('oauth.page.other'))
      return
    }
    isAnswered = true
    server.close()
    reply(response, 200, t(query.has('error') ? 'oauth.page.stopped' : 'oauth.page.done'))
    resolve(query)
  })
  server.headersTimeout = 10_000
  server.maxConnections = 20
  await new Promise<void>((open, fail) => {
    server.once('error', fail)
    server.listen(0, '127.0.0.1', open)
  })
  const { port } = server.address() as AddressInfo
  return {
    redirectUri: `http://127.0.0.1:${port}`,
    answer: promise,
    close: () => {
      isAnswered = true
      server.close()
      server.closeAllConnections()
    },
  }
}

/** The answer that is waited for, and nothing that another page or program sends here. */
function readAnswer(request: IncomingMessage, state: string, port: number): URLSearchParams | null {
  if (request.method !== 'GET' || request.headers.host !== `127.0.0.1:${port}`) return null
  const url = URL.parse(request.url ?? '', 'http://127.0.0.1')
  if (url?.pathname !== '/' || url.searchParams.get('state') !== state) return null
  return url.searchParams
}

/** Plain text: nothing in it can run, and the address with the code is not handed on to another page. */
function reply(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, {
    'Content-Type': 'text/plain; charset=utf-8',
    'Content-Security-Policy': "default-src 'none'",
    'Cache-Control': 'no-store',
    'Referrer-Policy': 'no-referrer',
    'X-Content-Type-Options': 'nosniff',
    Connection: 'close',
  })
  response.end(`${text}\n`)
}
