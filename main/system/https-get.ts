import type { IncomingMessage } from 'node:http'
import { request, type RequestOptions } from 'node:https'
import type { HttpsAnswer, HttpsRequest } from '../discovery/network.ts'

/**
 * One GET over https with the system's resolver and the certificate verified; no redirect is followed, nothing but the address is
 * sent. Never rejects. `trust` replaces the authorities that are trusted (PEM), or the way to the host, in tests.
 */
export function httpsGet(
  { url, maxOctets, signal }: HttpsRequest,
  trust: Pick<RequestOptions, 'ca' | 'lookup' | 'port'> = {},
): Promise<HttpsAnswer> {
  return new Promise((resolve) => {
    if (!url.startsWith('https://')) {
      resolve({ ok: false, kind: 'network', detail: 'no https' })
      return
    }
    const headers = { accept: 'text/xml, application/xml', 'accept-encoding': 'identity' }
    const asked = request(url, { signal, agent: false, headers, ...trust }, (response) => {
      read(response, maxOctets).then(resolve, (error: unknown) => resolve(toFailure(error)))
    })
    asked.once('error', (error) => resolve(toFailure(error)))
    asked.end()
  })
}

async function read(response: IncomingMessage, maxOctets: number): Promise<HttpsAnswer> {
  const parts: Buffer[] = []
  let octets = 0
  for await (const part of response as AsyncIterable<Buffer>) {
    octets += part.length
    // The loop's end destroys the response, and with it the connection.
    if (octets > maxOctets) return { ok: false, kind: 'too-large', detail: `more than ${maxOctets} octets` }
    parts.push(part)
  }
  const { statusCode = 0, headers } = response
  const type = (headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase() ?? ''
  const location = headers.location === undefined ? {} : { location: headers.location }
  return { ok: true, status: statusCode, type, body: Buffer.concat(parts), ...location }
}

/** Codes by which OpenSSL and Node refuse a certificate. */
const certificateCodes =
  /^(?:CERT_|ERR_TLS_CERT|UNABLE_TO_|DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_CERT_IN_CHAIN|HOSTNAME_MISMATCH|INVALID_)/

function toFailure(error: unknown): HttpsAnswer {
  const code = typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : ''
  const detail = code === '' ? 'no connection' : code
  return { ok: false, kind: certificateCodes.test(code) ? 'certificate' : 'network', detail }
}
