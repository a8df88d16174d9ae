import { Readable } from 'node:stream'
import type {
  EngineOptions,
  OpenResult,
  OpenSession,
  OutgoingMessage,
  Security,
  ServerTarget,
  Timeouts,
} from '../../../main/smtp/client.ts'
import { openClient } from '../../../main/smtp/session.ts'
import type { TranscriptLine } from '../../../main/smtp/types.ts'
import { createSystemClock } from '../../../main/system/clock.ts'
import { createSystemRandom } from '../../../main/system/random.ts'
import { password, type RealServer } from './server.ts'

export interface Opened {
  readonly result: OpenResult
  readonly lines: readonly TranscriptLine[]
}

type Auth = NonNullable<ServerTarget['auth']>

export interface OpenOptions extends Partial<Auth> {
  readonly tls?: ServerTarget['tls']
  readonly options?: EngineOptions
  readonly timeouts?: Partial<Timeouts>
}

/**
 * Opens a session of the engine with a real server, with the real clock and its default time limits.
 * Signs in as ann with her password, unless a token or something else is given.
 */
export async function open(
  server: RealServer,
  security: Security,
  { tls, options, timeouts, ...auth }: OpenOptions = {},
): Promise<Opened> {
  const lines: TranscriptLine[] = []
  const secret = auth.token === undefined ? { pass: password } : {}
  const result = await openClient(
    {
      host: server.host,
      port: security === 'implicit' ? server.tlsPort : server.starttlsPort,
      security,
      tls: { servername: server.tlsName, ca: server.caPem, ...tls },
      ehloName: 'client.mail.test',
      auth: { user: 'ann@mail.test', ...secret, ...auth },
    },
    {
      clock: createSystemClock(),
      random: createSystemRandom(),
      tap: (line) => lines.push(line),
      ...(options === undefined ? {} : { options }),
      ...(timeouts === undefined ? {} : { timeouts }),
    },
  )
  return { result, lines }
}

/** The session, or an error with the transcript. */
export function sessionOf(opened: Opened): OpenSession {
  const { result } = opened
  if (result.ok) return result.session
  throw new Error(`${result.failure.phase}: ${result.failure.detail}\n${transcriptOf(opened)}`)
}

export function transcriptOf({ lines }: Opened): string {
  return lines.map((line) => `${line.from} ${line.text}`).join('\n')
}

/** Commands that the client sent, without what stands behind the first words in an AUTH exchange. */
export function commandsOf({ lines }: Opened): readonly string[] {
  return lines.filter(({ from }) => from === 'client').map(({ text }) => text)
}

/** A message of ours for these recipients. */
export function messageOf(
  source: string | Uint8Array,
  to: readonly string[],
  more: Partial<OutgoingMessage> = {},
): OutgoingMessage {
  const octets = Buffer.from(source)
  return {
    from: 'ann@mail.test',
    to: to.map((address) => ({ address })),
    source: { size: octets.length, open: () => Readable.from([octets]) },
    ...more,
  }
}

/** A message that can be found again by its marker, with the lines that servers are known to spoil. */
export function sourceWith(marker: string, body = difficultLines, subject = marker): string {
  return [
    'From: Ann <ann@mail.test>',
    'To: bob@mail.test',
    `Subject: ${subject}`,
    `Message-ID: <${marker}@client.mail.test>`,
    'Date: Wed, 25 Nov 2026 12:00:00 +0000',
    'X-Folded: one',
    '\ttwo',
    '',
    body,
    '',
  ].join('\r\n')
}

const difficultLines = [
  'A line.',
  '.',
  '.. and a line that begins with dots',
  'From the first word on, nothing is changed.',
  'Trailing blanks stay:   ',
  'x'.repeat(990),
  '.',
].join('\r\n')
