// An https server on loopback that gives files by host and path, with a certificate of a CA of its own.
import { createServer } from 'node:https'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { TestCertificate } from './certificates.ts'

/** By `host/path`, without the query: the file, or who answers. */
export type HttpsFiles = Readonly<
  Record<string, string | Uint8Array | ((request: IncomingMessage, response: ServerResponse) => void)>
>

export interface HttpsServer {
  readonly port: number
  /** `host/path?query` in the order of asking. */
  readonly asked: readonly string[]
  close(): Promise<void>
}

export async function startHttpsFiles(
  { cert, key }: TestCertificate,
  files: HttpsFiles,
): Promise<HttpsServer> {
  const asked: string[] = []
  const server = createServer({ cert, key }, (request, response) => {
    const place = `${(request.headers.host ?? '').replace(/:\d+$/, '')}${request.url ?? ''}`
    asked.push(place)
    const file = files[place.replace(/\?.*$/, '')]
    if (file === undefined) response.writeHead(404).end()
    else if (typeof file === 'function') file(request, response)
    else response.writeHead(200, { 'content-type': 'text/xml; charset=utf-8' }).end(file)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    port: (server.address() as AddressInfo).port,
    asked,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

/** A file in Mozilla's format with these outgoing servers, as XML. */
export function autoconfigFile(domain: string, servers: string): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
<clientConfig version="1.1"><emailProvider id="${domain}"><domain>${domain}</domain>
<displayName>Rowing club</displayName><incomingServer type="imap"><hostname>imap.${domain}</hostname></incomingServer>
${servers}</emailProvider></clientConfig>`
}

/** One outgoing server as XML. */
export function outgoing(host: string, port: number, socketType: string, more = ''): string {
  return `<outgoingServer type="smtp"><hostname>${host}</hostname><port>${port}</port><socketType>${socketType}</socketType>
<authentication>password-cleartext</authentication><username>%EMAILADDRESS%</username>${more}</outgoingServer>`
}
