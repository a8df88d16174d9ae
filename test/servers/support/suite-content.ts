// What a message is made of: its size, 8-bit octets, line ends, UTF-8; and the local refusal (P30) where a server cannot carry it.
import { expect, test } from 'vitest'
import { expectStored } from './expectations.ts'
import type { Facts, Peer } from './facts.ts'
import { richMessage } from '../../support/rich-message.ts'
import { commandsOf, messageOf, open, sessionOf, sourceWith, transcriptOf } from './session.ts'

const international = sourceWith('utf-eight', undefined, 'Grüße')

export function weighsContent(peer: Peer, facts: Facts): void {
  if (facts.extensions.includes('SMTPUTF8')) carriesUtf8(peer)
  else keepsUtf8(peer)

  test('P30: a message over the size limit is refused before anything of it is sent', async () => {
    const opened = await open(peer(), 'starttls')
    const session = sessionOf(opened)
    const body = `${'0123456789'.repeat(7)}\r\n`.repeat(Math.ceil(facts.maxSize / 70))
    const before = commandsOf(opened).length
    const result = await session.deliver(messageOf(sourceWith('too-large', body), ['bob@mail.test']))
    expect(result).toMatchObject({ overall: 'refused-locally', failure: { kind: 'local' } })
    expect(result.failure?.detail).toContain(String(facts.maxSize))
    expect(commandsOf(opened).length).toBe(before)
    await session.close()
  })

  test('8-bit content arrives as it was', async () => {
    const source = sourceWith('eight-bit', 'Grüße, 8 bit: äöü €')
    const opened = await open(peer(), 'starttls')
    const session = sessionOf(opened)
    const result = await session.deliver(messageOf(source, ['bob@mail.test']))
    await session.close()
    expect(result.overall, transcriptOf(opened)).toBe('accepted')
    expect(transcriptOf(opened)).toContain('BODY=8BITMIME')
    await expectStored(peer(), 'eight-bit', source)
  })

  test('rich text with a picture, a file and an invitation arrives octet for octet', async () => {
    const source = (await richMessage('rich')).toString('latin1')
    const opened = await open(peer(), 'starttls')
    const session = sessionOf(opened)
    const result = await session.deliver(messageOf(source, ['bob@mail.test']))
    await session.close()
    expect(result.overall, transcriptOf(opened)).toBe('accepted')
    await expectStored(peer(), 'rich', source)
  })

  test('LF alone becomes CRLF, and a missing last line end is added', async () => {
    const source = sourceWith('bare-lf')
    const opened = await open(peer(), 'starttls')
    const session = sessionOf(opened)
    const bare = source.replaceAll('\r\n', '\n').slice(0, -1)
    const result = await session.deliver(messageOf(bare, ['bob@mail.test']))
    await session.close()
    expect(result.overall, transcriptOf(opened)).toBe('accepted')
    await expectStored(peer(), 'bare-lf', source)
  })

  test('P30: REQUIRETLS is offered by none of them, and the message stays here', async () => {
    const session = sessionOf(await open(peer(), 'starttls'))
    const message = messageOf(sourceWith('require-tls'), ['bob@mail.test'], { requireTls: true })
    const result = await session.deliver(message)
    await session.close()
    expect(result).toMatchObject({ overall: 'refused-locally', failure: { kind: 'local' } })
  })
}

function carriesUtf8(peer: Peer): void {
  test('a header and a recipient in UTF-8 go with SMTPUTF8', async () => {
    const opened = await open(peer(), 'starttls')
    const session = sessionOf(opened)
    const result = await session.deliver(messageOf(international, ['jürgen@mail.test']))
    await session.close()
    expect(result.overall, transcriptOf(opened)).toBe('accepted')
    expect(transcriptOf(opened)).toContain(' SMTPUTF8')
    await expectStored(peer(), 'utf-eight', international)
  })
}

function keepsUtf8(peer: Peer): void {
  test('P30: without SMTPUTF8 a header in UTF-8 is refused locally', async () => {
    const session = sessionOf(await open(peer(), 'starttls'))
    const result = await session.deliver(messageOf(international, ['bob@mail.test']))
    await session.close()
    expect(result).toMatchObject({ overall: 'refused-locally', failure: { kind: 'local' } })
    expect(result.failure?.detail).toContain('SMTPUTF8')
  })

  test('P30: without SMTPUTF8 a recipient in UTF-8 refuses only itself', async () => {
    const opened = await open(peer(), 'starttls')
    const session = sessionOf(opened)
    const recipients = ['jürgen@mail.test', 'bob@mail.test']
    const result = await session.deliver(messageOf(sourceWith('utf-partly'), recipients))
    await session.close()
    expect(result.overall, transcriptOf(opened)).toBe('partly')
    expect(result.recipients.map(({ outcome }) => outcome)).toEqual(['refused-locally', 'accepted'])
  })
}
