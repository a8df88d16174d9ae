// Round trips from connect to the final reply, ours beside nodemailer's, against the delaying sink in one run.
import type { EngineOptions, Security } from '../main/smtp/client.ts'
import { createSinkCertificate } from './certificate.ts'
import { createLetter, createText, openOurs, openPeer, type Sender, type Target } from './clients.ts'
import type { Report } from './report.ts'
import { startSink, type Sink } from './sink.ts'

export interface Case {
  readonly name: string
  readonly security: Security
  readonly signIn: boolean
  readonly recipients: number
}

const securities: readonly (readonly [Security, string])[] = [
  ['none', 'no TLS'],
  ['starttls', 'STARTTLS'],
  ['implicit', 'TLS on connect'],
]

/** Every mixture of security, sign-in, and 1 or 10 recipients. */
export const cases: readonly Case[] = securities.flatMap(([security, name]) =>
  [false, true].flatMap((signIn) =>
    [1, 10].map((recipients) => ({
      name: `${name}, ${signIn ? 'AUTH PLAIN, ' : ''}${recipients} recipient${recipients === 1 ? '' : 's'}`,
      security,
      signIn,
      recipients,
    })),
  ),
)

export const variants = {
  ours: {},
  inFlight: { authInFlight: true },
  noChunking: { chunking: false },
  neither: { chunking: false, pipelining: false },
} as const satisfies Readonly<Record<string, EngineOptions>>

/** Round trips up to the final reply of the first message, and what each further one on the session adds. */
export interface Counted {
  readonly cold: number
  readonly warm: number
}

export const extensions = ['PIPELINING', 'CHUNKING', '8BITMIME', 'SIZE 104857600', 'AUTH PLAIN']
const warmMessages = 3

/** One session: a first message, then three more. */
export async function countRoundTrips(
  sink: Sink,
  recipients: number,
  open: () => Promise<Sender> | Sender,
): Promise<Counted> {
  const letter = createLetter(createText(600), recipients)
  sink.reset()
  const sender = await open()
  await sender.send(letter)
  const cold = sink.counts.roundTripsToLastReply
  for (let at = 0; at < warmMessages; at++) await sender.send(letter)
  const warm = (sink.counts.roundTripsToLastReply - cold) / warmMessages
  await sender.close()
  return { cold, warm }
}

/** Messages of a queue in flight. */
export const queued = 20

/** The envelope behind the last octet of the message before: round trips of a queue on a session that is warm, for each message. */
export async function countQueue(sink: Sink, target: Target, options: EngineOptions): Promise<number> {
  const letter = createLetter(createText(600))
  const sender = await openOurs(target, { ...options, queueInFlight: true })
  await sender.send(letter)
  sink.reset()
  await Promise.all(Array.from({ length: queued }, () => sender.send(letter)))
  const trips = sink.counts.roundTripsToLastReply
  await sender.close()
  return trips / queued
}

/** Runs `count` with a sink for this case. */
export async function withSink<T>(
  { security, signIn }: Pick<Case, 'security' | 'signIn'>,
  roundTripMs: number,
  count: (sink: Sink, target: Target) => Promise<T>,
): Promise<T> {
  const certificate = security === 'none' ? undefined : await createSinkCertificate()
  const sink = await startSink({ extensions, roundTripMs, security, ...(certificate && { certificate }) })
  try {
    const ca = certificate?.certificatePem
    return await count(sink, { port: sink.port, security, signIn, ...(ca === undefined ? {} : { ca }) })
  } finally {
    await sink.close()
  }
}

/** Counts all cases. */
export async function benchRoundTrips({ roundTripMs = 20 } = {}): Promise<Report> {
  const rows: Record<string, string | number>[] = []
  for (const one of cases) {
    const count = (of: (target: Target) => Promise<Sender> | Sender) =>
      withSink(one, roundTripMs, (sink, target) => countRoundTrips(sink, one.recipients, () => of(target)))
    const ours = await count((target) => openOurs(target, variants.ours))
    const inFlight = await count((target) => openOurs(target, variants.inFlight))
    const noChunking = await count((target) => openOurs(target, variants.noChunking))
    const neither = await count((target) => openOurs(target, variants.neither))
    const peer = await count((target) => openPeer(target))
    const show = ({ cold, warm }: Counted) => `${cold} + ${warm}`
    const queue = (options: EngineOptions) =>
      withSink(one, roundTripMs, (sink, target) => countQueue(sink, target, options))
    rows.push({
      case: one.name,
      ours: show(ours),
      'AUTH in flight': one.signIn ? show(inFlight) : '',
      'no CHUNKING': show(noChunking),
      neither: show(neither),
      [`queue of ${queued} in flight`]:
        one.recipients === 1
          ? `${(await queue({})).toFixed(2)}, DATA ${(await queue({ chunking: false })).toFixed(2)}`
          : '',
      nodemailer: show(peer),
      'ours : nodemailer': `${(ours.cold / peer.cold).toFixed(2)}, ${(ours.warm / peer.warm).toFixed(2)}`,
    })
  }
  return {
    name: 'round-trips',
    about: `Round trips from connect to the final reply of a first message + for each further message on the session (a round trip took ${roundTripMs} ms; the counts don't depend on it).`,
    rows,
  }
}
