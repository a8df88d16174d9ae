// PKCS#12 is opened by the TLS library that will use it; which certificate of it is the own one, it shows in a handshake with itself.
import type { X509Certificate } from 'node:crypto'
import { duplexPair } from 'node:stream'
import { connect, createSecureContext, TLSSocket, type SecureContext } from 'node:tls'
import { countRounds, mostRounds } from './stretching.ts'

export type Pkcs12Problem =
  'passphrase' | 'legacy' | 'no-key' | 'no-certificate' | 'key-mismatch' | 'not-pkcs12' | 'too-much-work'

export type ReadPkcs12 =
  { readonly ok: true; readonly leaf: X509Certificate } | { readonly ok: false; readonly why: Pkcs12Problem }

/** Opens a PKCS#12 file. Never throws for anything that is in it. */
export async function readPkcs12(bytes: Uint8Array, passphrase: string): Promise<ReadPkcs12> {
  const rounds = countRounds(bytes)
  if (rounds === null) return { ok: false, why: 'not-pkcs12' }
  if (rounds > mostRounds) return { ok: false, why: 'too-much-work' }
  let context: SecureContext
  try {
    context = createSecureContext({ pfx: Buffer.from(bytes), passphrase })
  } catch (error) {
    return { ok: false, why: toProblem(error) }
  }
  const leaf = await shownBy(context)
  return leaf === undefined ? { ok: false, why: 'no-certificate' } : { ok: true, leaf }
}

/** In the words of OpenSSL (Node) and of BoringSSL (Electron). */
const problems: readonly (readonly [RegExp, Pkcs12Problem])[] = [
  [/mac verify failure|incorrect.?password|bad.?decrypt/i, 'passphrase'],
  [/load private key|missing.?key|no private key/i, 'no-key'],
  [/load certificate|no certificate/i, 'no-certificate'],
  [/key values mismatch|key type mismatch/i, 'key-mismatch'],
  [/unsupported|unknown.?(cipher|digest|algorithm)/i, 'legacy'],
]

function toProblem(error: unknown): Pkcs12Problem {
  const message = error instanceof Error ? error.message : String(error)
  return problems.find(([pattern]) => pattern.test(message))?.[1] ?? 'not-pkcs12'
}

/** The certificate that the context shows to a peer; undefined: none, or it cannot be used. Nothing leaves this process. */
async function shownBy(secureContext: SecureContext): Promise<X509Certificate | undefined> {
  const [near, far] = duplexPair()
  const server = new TLSSocket(near, { isServer: true, secureContext })
  const client = connect({ socket: far, rejectUnauthorized: false })
  try {
    return await new Promise((resolve) => {
      client.once('secureConnect', () => resolve(client.getPeerX509Certificate()))
      for (const end of [client, server]) {
        end.on('error', () => resolve(undefined))
        end.on('close', () => resolve(undefined))
      }
    })
  } finally {
    client.destroy()
    server.destroy()
  }
}
