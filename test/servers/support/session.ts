import { Readable } from 'node:stream'
import type { OpenResult, OpenSession, OutgoingMessage, Security } from '../../../main/smtp/client.ts'
import { openClient } from '../../../main/smtp/session.ts'
import type { TranscriptLine } from '../../../main/smtp/types.ts'
import { createSystemClock } from '../../../main/system/clock.ts'
import { createSystemRandom } from '../../../main/system/random.ts'
import { password, type RealServer } from './server.ts'

export interface Opened {
  readonly result: OpenResult
  readonly lines: readonly TranscriptLine[]
}

/** Opens a session of the engine with a real server, with the real clock and its default time limits. */
export async function open(
  server: RealServer,
  security: Exclude<Security, 'none'>,
  auth: { readonly user?: string; readonly pass?: string; readonly mechanisms?: readonly string[] } = {},
): Promise<Opened> {
  const lines: TranscriptLine[] = []
  const result = await openClient(
    {
      host: server.host,
      port: security === 'implicit' ? server.tlsPort : server.starttlsPort,
      security,
      tls: { servername: server.tlsName, ...(server.caPem === '' ? {} : { ca: server.caPem }) },
      ehloName: 'client.mail.test',
      auth: { user: 'ann@mail.test', pass: password, ...auth },
    },
    { clock: createSystemClock(), random: createSystemRandom(), tap: (line) => lines.push(line) },
  )
  return { result, lines }
}

/** The session, or an error with the transcript. */
export function sessionOf({ result, lines }: Opened): OpenSession {
  if (result.ok) return result.session
  const text = lines.map((line) => `${line.from} ${line.text}`).join('\n')
  throw new Error(`${result.failure.phase}: ${result.failure.detail}\n${text}`)
}

/** A message of ours for these recipients. */
export function messageOf(source: string, to: readonly string[]): OutgoingMessage {
  const octets = Buffer.from(source)
  return {
    from: 'ann@mail.test',
    to: to.map((address) => ({ address })),
    source: { size: octets.length, open: () => Readable.from([octets]) },
  }
}
