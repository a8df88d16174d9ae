// The two that are compared, behind one face: our engine, and nodemailer's pool with the same connections and content.
import { Readable } from 'node:stream'
import nodemailer from 'nodemailer'
import type { EngineOptions, MessageSource, OpenSession, Security } from '../main/smtp/client.ts'
import { openClient } from '../main/smtp/session.ts'
import { createSystemClock } from '../main/system/clock.ts'
import { createSystemRandom } from '../main/system/random.ts'

export interface Target {
  readonly port: number
  readonly security: Security
  /** PEM of the sink's certificate; for TLS. */
  readonly ca?: string
  readonly signIn: boolean
}

export interface Letter extends MessageSource {
  readonly to: readonly string[]
}

export interface Sender {
  /** Rejects when the message was not taken for everybody. */
  send(letter: Letter): Promise<void>
  close(): Promise<void>
}

const from = 'ann@sink.test'
const user = 'ann'
const pass = 'a secret of the bench'
/** A name in the certificate of the practice server, which the sink uses. */
const servername = 'practice.test'

/** A letter that is held in memory. */
export function createLetter(content: Buffer, recipients = 1): Letter {
  return {
    to: Array.from({ length: recipients }, (_, at) => `r${at}@sink.test`),
    size: content.length,
    octets: content,
    open: () => Readable.from([content]),
  }
}

/** Lines of text with CRLF, `octets` long in all. */
export function createText(octets: number): Buffer {
  const head = 'From: ann@sink.test\r\nTo: r0@sink.test\r\nSubject: bench\r\n\r\n'
  const line = `${'The quick brown fox jumps over the lazy dog, and then once more.'.padEnd(70, '=')}\r\n`
  return Buffer.concat([Buffer.from(head), Buffer.alloc(octets - head.length - 2, line), Buffer.from('\r\n')])
}

/** Our engine on one session. */
export async function openOurs(target: Target, options: EngineOptions = {}): Promise<Sender> {
  const session = await openSession(target, options)
  return {
    async send({ to, ...source }) {
      const result = await session.deliver({ from, to: to.map((address) => ({ address })), source })
      if (result.overall !== 'accepted') {
        throw new Error(`${result.overall} at ${result.phase}: ${result.failure?.detail ?? ''}`)
      }
    },
    close: () => session.close(),
  }
}

async function openSession(
  { port, security, ca, signIn }: Target,
  options: EngineOptions,
): Promise<OpenSession> {
  const opened = await openClient(
    {
      host: '127.0.0.1',
      port,
      security,
      ...(ca === undefined ? {} : { tls: { ca, servername } }),
      ...(signIn ? { auth: { user, pass, allowInsecure: true, mechanisms: ['PLAIN'] } } : {}),
    },
    { clock: createSystemClock(), random: createSystemRandom(), tap: () => undefined, options },
  )
  if (!opened.ok) throw new Error(`${opened.failure.phase}: ${opened.failure.detail}`)
  return opened.session
}

/** nodemailer's pool, with `connections` at most; it connects at the first message. `each`: without a pool, for each message anew. */
export function openPeer({ port, security, ca, signIn }: Target, connections: number | 'each' = 1): Sender {
  const transport = nodemailer.createTransport({
    host: '127.0.0.1',
    port,
    secure: security === 'implicit',
    ignoreTLS: security === 'none',
    requireTLS: security === 'starttls',
    ...(connections === 'each' ? {} : { pool: true, maxConnections: connections, maxMessages: Infinity }),
    ...(ca === undefined ? {} : { tls: { ca, servername } }),
    ...(signIn ? { auth: { user, pass }, authMethod: 'PLAIN' } : {}),
  })
  return {
    async send({ to, octets, open }) {
      await transport.sendMail({ envelope: { from, to: [...to] }, raw: octets ?? open() })
    },
    close: () => {
      transport.close()
      return Promise.resolve()
    },
  }
}
