import { expect } from 'vitest'
import type { OpenResult } from '../../../main/smtp/client.ts'
import type { Reply } from '../../../main/smtp/types.ts'
import type { Answer } from './facts.ts'
import type { RealServer } from './server.ts'

/** The failure of a session that did not open. */
export function failed(result: OpenResult): Extract<OpenResult, { ok: false }> {
  if (result.ok) throw new Error('The session opened.')
  return result
}

/** The reply has this code, this enhanced code or none, and this text. */
export function expectAnswer(reply: Reply | undefined, { code, enhanced, text }: Answer): void {
  expect({ code: reply?.code, enhanced: reply?.enhanced }).toEqual({ code, enhanced })
  if (text !== undefined) expect(reply?.lines.join('\n')).toMatch(text)
}

/** Behind the headers that the server put in front, the stored message is what was sent, with LF. */
export async function expectStored(server: RealServer, marker: string, source: string): Promise<void> {
  const stored = await server.findMessage(`${marker}@client.mail.test`)
  const sent = Buffer.from(source.replaceAll('\r\n', '\n')).toString('latin1')
  expect(stored.slice(-sent.length)).toBe(sent)
}
