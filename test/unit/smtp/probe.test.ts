import { describe, expect, test } from 'vitest'
import { Conversation } from '../../../main/smtp/conversation.ts'
import { LineChannel } from '../../../main/smtp/line-channel.ts'
import { askAbout, probeEnvelope } from '../../../main/smtp/probe.ts'
import { SessionTap } from '../../../main/smtp/session-tap.ts'
import { resolveLimits } from '../../../main/smtp/timeouts.ts'
import { createFakeClock } from '../../support/fake-clock.ts'
import { WireEnd } from '../../support/wire-pair.ts'

/** A session that is ready, and a server that answers each line by the first word of it. */
function converse(answers: Readonly<Record<string, string>>): { talk: Conversation; heard: string[] } {
  const [client, server] = WireEnd.pair()
  const clock = createFakeClock()
  const heard: string[] = []
  server.on('data', (chunk: Buffer) => {
    const line = chunk.toString().trimEnd()
    heard.push(line)
    const answer = answers[line.split(' ', 1)[0] ?? '']
    if (answer === undefined) server.end()
    else server.write(`${answer}\r\n`)
  })
  const channel = new LineChannel(client, clock, new SessionTap({ clock, tap: () => undefined }), 'ehlo')
  return { talk: new Conversation(channel, resolveLimits(), 'ready'), heard }
}

describe('a server check without a message', () => {
  test('asks for sender and recipient, and takes it back', async () => {
    const { talk, heard } = converse({ MAIL: '250 Ok', RCPT: '550 5.1.1 No', RSET: '250 Ok' })
    const steps = await probeEnvelope(talk, 'a@example.org', 'b@example.net')
    expect(heard).toEqual(['MAIL FROM:<a@example.org>', 'RCPT TO:<b@example.net>', 'RSET'])
    expect(steps.map(({ failure }) => failure?.reply?.code)).toEqual([undefined, 550, undefined])
  })

  test('stops at a sender that is refused', async () => {
    const { talk, heard } = converse({ MAIL: '550 5.7.1 No', RSET: '250 Ok' })
    await probeEnvelope(talk, 'a@example.org', 'b@example.net')
    expect(heard).toEqual(['MAIL FROM:<a@example.org>', 'RSET'])
  })

  test('VRFY tells what the server says', async () => {
    const { talk } = converse({ VRFY: '252 2.0.0 Try it' })
    expect(await askAbout(talk, 'VRFY', 'ann')).toMatchObject({ command: 'VRFY ann', reply: { code: 252 } })
  })

  test('EXPN that is refused, and one that is answered by closing', async () => {
    const { talk } = converse({ EXPN: '502 5.5.1 No' })
    expect(await askAbout(talk, 'EXPN', 'list')).toMatchObject({ failure: { kind: 'server-reply' } })
    const closing = converse({})
    expect(await askAbout(closing.talk, 'EXPN', 'list')).toMatchObject({ failure: { kind: 'network' } })
  })

  test('P28: a control character is refused before anything is written', async () => {
    const { talk, heard } = converse({ VRFY: '250 Ok' })
    expect(await askAbout(talk, 'VRFY', 'ann\r\nQUIT')).toMatchObject({ failure: { kind: 'local' } })
    expect(heard).toEqual([])
  })
})
