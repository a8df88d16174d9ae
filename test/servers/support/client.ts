import { Readable } from 'node:stream'
import { createSystemClock } from '../../../main/system/clock.ts'
import { createSystemRandom } from '../../../main/system/random.ts'
import type { MessageSource, OpenResult, ServerTarget } from '../../../main/smtp/client.ts'
import { openClient } from '../../../main/smtp/session.ts'
import type { TranscriptLine } from '../../../main/smtp/types.ts'
import type { RealServer } from './server.ts'

export interface Opened {
  readonly result: OpenResult
  readonly lines: readonly TranscriptLine[]
}

/** Opens a session to a real server; `lines` fills as it goes on. */
export async function open(
  server: RealServer,
  security: 'starttls' | 'implicit',
  auth?: ServerTarget['auth'],
): Promise<Opened> {
  const lines: TranscriptLine[] = []
  const result = await openClient(
    {
      host: server.host,
      port: security === 'starttls' ? server.starttlsPort : server.tlsPort,
      security,
      tls: { servername: server.tlsName, ...(server.caPem === '' ? {} : { ca: server.caPem }) },
      ehloName: 'client.mail.test',
      ...(auth === undefined ? {} : { auth }),
    },
    { clock: createSystemClock(), random: createSystemRandom(), tap: (line) => lines.push(line) },
  )
  return { result, lines }
}

export function sourceOf(text: string): MessageSource {
  const octets = Buffer.from(text)
  return { size: octets.length, open: () => Readable.from([octets]) }
}

/** A message that can be found again by its marker. */
export function messageWith(marker: string, body: string): string {
  return [
    'From: Ann <ann@mail.test>',
    'To: Bob <bob@mail.test>',
    'Subject: A real server',
    'Date: Wed, 25 Nov 2026 10:00:00 +0000',
    `Message-ID: <${marker}@mail.test>`,
    '',
    body,
    '',
  ].join('\r\n')
}
