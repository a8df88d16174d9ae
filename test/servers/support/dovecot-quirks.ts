import { expect, test } from 'vitest'
import { probe } from './probe.ts'
import { messageOf, open, sessionOf, sourceWith, transcriptOf } from './session.ts'
import { expectStored } from './expectations.ts'
import { isTrueInFlight } from './suite-flight.ts'
import type { Peer } from './facts.ts'

/** The same in both versions: what stands behind the last octet of a message in its flight. */
export function testPipelining(peer: Peer): void {
  test('a MAIL and RCPT behind BDAT LAST end the process after the relay took the message: why nothing follows', async () => {
    const client = await probe(peer())
    const content = `Message-ID: <aborted@client.mail.test>\r\n\r\nx\r\n`
    const envelope = 'MAIL FROM:<ann@mail.test>\r\nRCPT TO:<bob@mail.test>\r\n'
    client.write(`${envelope}BDAT ${content.length} LAST\r\n${content}${envelope}`)
    const replies: string[] = []
    for (
      let reply = await client.reply();
      reply !== undefined && reply !== '';
      reply = await client.reply()
    ) {
      replies.push(reply)
    }
    client.close()
    expect(replies.filter((reply) => reply.includes('queued as'))).toEqual([])
    await peer().findMessage('aborted@client.mail.test')
  })

  isTrueInFlight(peer, ['CHUNKING', 'DATA'])

  test('three messages on one session arrive once each', async () => {
    const opened = await open(peer(), 'starttls')
    const session = sessionOf(opened)
    for (const marker of ['thrice-1', 'thrice-2', 'thrice-3']) {
      const result = await session.deliver(messageOf(sourceWith(marker), ['bob@mail.test']))
      expect(result.overall, transcriptOf(opened)).toBe('accepted')
      await expectStored(peer(), marker, sourceWith(marker))
    }
    await session.close()
  })
}
