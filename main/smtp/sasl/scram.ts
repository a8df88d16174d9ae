// SCRAM (RFC 5802, 7677): neither side shows the password, and the server has to prove that it knows it.
import { createHash, createHmac, pbkdf2Sync, timingSafeEqual } from 'node:crypto'
import type { Random } from '../../random.ts'
import type { ChannelBinding } from './channel-binding.ts'
import { SaslError, type SaslExchange } from './mechanism.ts'
import { prep } from './prep.ts'

export type ScramHash = 'sha1' | 'sha256'

export interface ScramOptions {
  readonly hash: ScramHash
  readonly random: Random
  /**
   * gs2-cbind-flag (RFC 5802 6): a binding for the -PLUS form; `y`: we could bind, and the server lists no -PLUS; `n`: we can't. A `y` unmasks
   * whoever took -PLUS out of the list.
   */
  readonly binding: ChannelBinding | 'y' | 'n'
}

/** A server that asks for more rounds would only keep this computer busy. */
const MAX_ITERATIONS = 5_000_000
/** RFC 7677 4: no fewer than 4096; RFC 5802 5.1 says the same for SHA-1. */
const MIN_ITERATIONS = 4096

export function createScram(user: string, pass: string, options: ScramOptions): SaslExchange {
  return new Scram(prep(user, 'user name'), prep(pass, 'password'), options)
}

class Scram implements SaslExchange {
  readonly initial: Buffer
  readonly #pass: string
  readonly #hash: ScramHash
  readonly #nonce: string
  readonly #header: string
  readonly #bindingData: Buffer
  readonly #firstBare: string
  #expectedSignature: Buffer | undefined
  #proof: string | undefined
  #isFirstSent = false
  #isProven = false
  #reason: string | undefined

  constructor(user: string, pass: string, { hash, random, binding }: ScramOptions) {
    this.#pass = pass
    this.#hash = hash
    this.#nonce = Buffer.from(random.bytes(24)).toString('base64')
    this.#header = typeof binding === 'string' ? `${binding},,` : `p=${binding.type},,`
    this.#bindingData = typeof binding === 'string' ? Buffer.alloc(0) : binding.data
    // RFC 5802 5.1: the two characters that have a meaning in a message.
    const name = user.replaceAll('=', '=3D').replaceAll(',', '=2C')
    this.#firstBare = `n=${name},r=${this.#nonce}`
    this.initial = Buffer.from(this.#header + this.#firstBare, 'utf8')
  }

  respond(challenge: Buffer): Buffer {
    const text = challenge.toString('utf8')
    if (text === '' && !this.#isFirstSent) {
      this.#isFirstSent = true
      return this.initial
    }
    this.#isFirstSent = true
    if (this.#reason !== undefined) throw new SaslError('the server refused, and asked for more')
    const refusal = /^e=(.+)/s.exec(text)?.[1]
    if (refusal !== undefined) {
      // RFC 5802 7, server-error: an empty line lets the server answer with its code.
      this.#reason = refusal
      return Buffer.alloc(0)
    }
    if (this.#expectedSignature === undefined) return this.#prove(text)
    if (this.#isProven) throw new SaslError('the server asked for more than SCRAM has')
    this.#verify(text)
    // RFC 4954 4: server-final came in a 334; an empty line lets the server end the exchange.
    return Buffer.alloc(0)
  }

  isComplete(): boolean {
    return this.#isProven
  }

  reason(): string | undefined {
    return this.#reason
  }

  /** With salt, rounds and nonces, either of the two tells a right guess from a wrong one (RFC 5802 9). */
  derived(): readonly string[] {
    return [this.#proof, this.#expectedSignature?.toString('base64')].filter((text) => text !== undefined)
  }

  #prove(serverFirst: string): Buffer {
    const { nonce, salt, iterations } = parseServerFirst(serverFirst, this.#nonce)
    const bound = Buffer.concat([Buffer.from(this.#header, 'utf8'), this.#bindingData]).toString('base64')
    const withoutProof = `c=${bound},r=${nonce}`
    const authMessage = `${this.#firstBare},${serverFirst},${withoutProof}`
    const length = this.#hash === 'sha1' ? 20 : 32
    const salted = pbkdf2Sync(Buffer.from(this.#pass, 'utf8'), salt, iterations, length, this.#hash)
    const clientKey = this.#hmac(salted, 'Client Key')
    const storedKey = createHash(this.#hash).update(clientKey).digest()
    const signature = this.#hmac(storedKey, authMessage)
    const proof = Buffer.from(clientKey.map((octet, index) => octet ^ (signature[index] ?? 0)))
    this.#proof = proof.toString('base64')
    this.#expectedSignature = this.#hmac(this.#hmac(salted, 'Server Key'), authMessage)
    return Buffer.from(`${withoutProof},p=${this.#proof}`, 'utf8')
  }

  #verify(serverFinal: string): void {
    const encoded = /^v=([A-Za-z0-9+/]+={0,2})(?:,.*)?$/.exec(serverFinal)?.[1]
    const signature = Buffer.from(encoded ?? '', 'base64')
    const expected = this.#expectedSignature
    if (expected?.length !== signature.length || !timingSafeEqual(expected, signature))
      throw new SaslError('the server did not prove that it knows the password (wrong signature)')
    this.#isProven = true
  }

  #hmac(key: Buffer, text: string): Buffer {
    return createHmac(this.#hash, key).update(text, 'utf8').digest()
  }
}

interface ServerFirst {
  readonly nonce: string
  readonly salt: Buffer
  readonly iterations: number
}

/** RFC 5802 7, server-first-message. An extension that is mandatory (`m=`) fails the sign-in (5.1). */
function parseServerFirst(text: string, clientNonce: string): ServerFirst {
  const match = /^r=([\x21-\x2b\x2d-\x7e]+),s=([A-Za-z0-9+/]+={0,2}),i=([1-9]\d*)(?:,.*)?$/.exec(text)
  if (match?.[1] === undefined || match[2] === undefined || match[3] === undefined)
    throw new SaslError('the first message of the server is not SCRAM')
  const [, nonce, salt] = match
  if (!nonce.startsWith(clientNonce) || nonce.length === clientNonce.length)
    throw new SaslError('the nonce of the server does not continue ours')
  const iterations = Number(match[3])
  if (iterations < MIN_ITERATIONS || iterations > MAX_ITERATIONS)
    throw new SaslError(`the server asks for ${match[3]} iterations`)
  return { nonce, salt: Buffer.from(salt, 'base64'), iterations }
}
