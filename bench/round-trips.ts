// Round trips from connect to the final reply, ours beside nodemailer's, against the delaying sink in one run.
// Counts are exact and repeatable; the times beside them are those of one run on this machine.
import { Readable } from 'node:stream'
import nodemailer from 'nodemailer'
import type { EngineOptions } from '../main/smtp/client.ts'
import { openClient } from '../main/smtp/session.ts'
import { createSystemClock } from '../main/system/clock.ts'
import { createSystemRandom } from '../main/system/random.ts'
import { startSink, type Sink } from './sink.ts'

export interface Case {
  readonly name: string
  readonly recipients: number
  readonly messages: number
  readonly auth: boolean
}

export const cases: readonly Case[] = [
  { name: 'one message, 1 recipient', recipients: 1, messages: 1, auth: false },
  { name: 'one message, 10 recipients', recipients: 10, messages: 1, auth: false },
  { name: 'the same, signed in', recipients: 10, messages: 1, auth: true },
  { name: 'three messages, 1 recipient each, one session', recipients: 1, messages: 3, auth: false },
]

export interface Measured {
  readonly flights: number
  readonly ms: number
}

const user = 'ann'
const pass = 'a secret of the bench'
const text = `Subject: bench\r\n\r\n${'x'.repeat(70)}\r\n`.repeat(8)
const addresses = (count: number) => Array.from({ length: count }, (_, at) => `r${at}@sink.test`)

/** Sends by our engine; rejects when a message was not taken. */
export async function sendOurs(
  port: number,
  { recipients, messages, auth }: Case,
  options: EngineOptions,
): Promise<void> {
  const opened = await openClient(
    {
      host: '127.0.0.1',
      port,
      security: 'none',
      ...(auth ? { auth: { user, pass, allowInsecure: true, mechanisms: ['PLAIN'] } } : {}),
    },
    { clock: createSystemClock(), random: createSystemRandom(), tap: () => undefined, options },
  )
  if (!opened.ok) throw new Error(opened.failure.detail)
  for (let sent = 0; sent < messages; sent++) {
    const result = await opened.session.deliver({
      from: 'ann@sink.test',
      to: addresses(recipients).map((address) => ({ address })),
      source: { size: text.length, open: () => Readable.from([Buffer.from(text)]) },
    })
    if (result.overall !== 'accepted') throw new Error(`${result.overall} at ${result.phase}`)
  }
  await opened.session.close()
}

/** Sends by nodemailer over one pooled connection. */
async function sendPeer(port: number, { recipients, messages, auth }: Case): Promise<void> {
  const transport = nodemailer.createTransport({
    host: '127.0.0.1',
    port,
    secure: false,
    ignoreTLS: true,
    pool: true,
    maxConnections: 1,
    ...(auth ? { auth: { user, pass }, authMethod: 'PLAIN' } : {}),
  })
  for (let sent = 0; sent < messages; sent++) {
    await transport.sendMail({
      envelope: { from: 'ann@sink.test', to: addresses(recipients) },
      raw: text,
    })
  }
  transport.close()
}

/** Waits of the client until its last final reply; the leave-taking is not counted. */
export async function measure(sink: Sink, send: () => Promise<void>): Promise<Measured> {
  sink.reset()
  const startedAt = performance.now()
  await send()
  return { flights: sink.counts.flightsToLastReply, ms: performance.now() - startedAt }
}

const all = ['PIPELINING', 'CHUNKING', '8BITMIME', 'SIZE 50000000', 'AUTH PLAIN']

async function main(): Promise<void> {
  const roundTripMs = Number(process.argv[2] ?? 50)
  const sink = await startSink({ extensions: all, roundTripMs })
  console.log(
    `Client flights up to the last final reply (one wait of ${roundTripMs} ms each); times of one run, ms\n`,
  )
  console.log(`${'case'.padEnd(46)}  ours  in flight  nodemailer   ours ms  in flight ms  nodemailer ms`)
  for (const one of cases) {
    const ours = await measure(sink, () => sendOurs(sink.port, one, {}))
    const inFlight = await measure(sink, () => sendOurs(sink.port, one, { authInFlight: true }))
    const peer = await measure(sink, () => sendPeer(sink.port, one))
    const counts = [ours, inFlight, peer].map(({ flights }, at) =>
      String(flights).padStart([6, 11, 12][at] ?? 8),
    )
    const times = [ours, inFlight, peer].map(({ ms }, at) => ms.toFixed(0).padStart([10, 14, 15][at] ?? 8))
    console.log(`${one.name.padEnd(46)}${counts.join('')}${times.join('')}`)
  }
  await sink.close()
}

if (import.meta.main) await main()
