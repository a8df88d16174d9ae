import { Readable } from 'node:stream'
import { afterEach, describe, expect, test } from 'vitest'
import type { DeliverHooks, EngineOptions, OpenSession } from '../../../main/smtp/client.ts'
import { ContentScan } from '../../../main/smtp/content-scan.ts'
import { openClient } from '../../../main/smtp/session.ts'
import type { DeliveryResult, TranscriptLine } from '../../../main/smtp/types.ts'
import { createFakeClock, settle, type FakeClock } from '../../support/fake-clock.ts'
import { createSeededRandom } from '../../support/seeded-random.ts'
import { WireEnd } from '../../support/wire-pair.ts'

const line = `${'x'.repeat(70)}\r\n`
const mebibyte = 1024 * 1024

/** A server end that collects what comes and answers the envelope by itself. */
class Peer {
  readonly clock: FakeClock = createFakeClock()
  readonly lines: TranscriptLine[] = []
  readonly client: WireEnd
  readonly server: WireEnd
  received = Buffer.alloc(0)
  /** All of it. */
  readonly heard: Buffer[] = []
  ended = false

  constructor() {
    ;[this.client, this.server] = WireEnd.pair()
    this.server.on('data', (chunk: Buffer) => {
      this.heard.push(chunk)
      this.received = Buffer.concat([this.received, chunk])
    })
    this.server.on('end', () => {
      this.ended = true
    })
  }

  say(text: string): void {
    this.server.write(text)
  }

  /** Waits for `text` and forgets everything up to it. */
  async hear(text: string): Promise<void> {
    for (let round = 0; round < 400 && !this.received.includes(text); round += 1) await settle(5)
    const at = this.received.indexOf(text)
    if (at === -1) throw new Error(`never heard ${text}; last ${this.received.subarray(-200).toString()}`)
    this.received = this.received.subarray(at + text.length)
  }

  async open(keywords: readonly string[], options: EngineOptions = {}): Promise<OpenSession> {
    const opening = openClient(
      { host: 'mail.example.org', port: 587, security: 'none', ehloName: 'client.example' },
      {
        clock: this.clock,
        random: createSeededRandom(),
        tap: (entry) => this.lines.push(entry),
        options,
        network: {
          lookup: () => Promise.resolve([{ address: '192.0.2.1', family: 4 }]),
          connect: () => ({ opened: Promise.resolve(this.client), cancel: () => undefined }),
        },
      },
    )
    this.say('220 mail.example.org\r\n')
    await this.hear('EHLO client.example\r\n')
    this.say(['250-mail.example.org', ...keywords.map((word) => `250-${word}`), '250 HELP', ''].join('\r\n'))
    const opened = await opening
    if (!opened.ok) throw new Error(opened.failure.detail)
    return opened.session
  }

  deliver(session: OpenSession, octets: number, hooks?: DeliverHooks): Promise<DeliveryResult> {
    const count = Math.ceil(octets / line.length)
    function* content() {
      yield Buffer.from('Subject: Big\r\n\r\n')
      for (let sent = 0; sent < count; sent += 1000)
        yield Buffer.from(line.repeat(Math.min(1000, count - sent)))
    }
    return session.deliver(
      {
        from: 'a@example.org',
        to: [{ address: 'b@example.net' }],
        source: {
          size: 16 + count * line.length,
          open: () => Readable.from(content(), { objectMode: false }),
        },
      },
      hooks,
    )
  }

  async envelope(): Promise<void> {
    await this.hear('MAIL FROM:<a@example.org>\r\n')
    this.say('250 Ok\r\n')
    await this.hear('RCPT TO:<b@example.net>\r\n')
    this.say('250 Ok\r\n')
  }
}

let peer = new Peer()
afterEach(() => {
  peer.client.destroy()
  peer = new Peer()
})

describe('large content', () => {
  test('what is known of it is not read once more; what is wrong with it is refused before anything is sent', async () => {
    const session = await peer.open([])
    const scan = new ContentScan()
    const content = Buffer.from(`Subject: Big\r\n\r\n.${line.repeat(2_000)}`)
    scan.push(content)
    let opened = 0
    const open = () => {
      opened += 1
      return Readable.from([content], { objectMode: false })
    }
    const message = { from: 'a@example.org', to: [{ address: 'b@example.net' }] }
    const source = { size: content.length, open }
    expect(
      await session.deliver({ ...message, source: { ...source, facts: { problem: 'a NUL at octet 7' } } }),
    ).toMatchObject({
      overall: 'refused-locally',
      failure: { detail: 'the message has a NUL at octet 7' },
    })
    expect(opened).toBe(0)
    const delivering = session.deliver({ ...message, source: { ...source, facts: scan.finish() } })
    await peer.envelope()
    await peer.hear('DATA\r\n')
    peer.say('354 Go\r\n')
    // The line with the dot is known, and stuffed.
    await peer.hear('\r\n\r\n..x')
    await peer.hear('\r\n.\r\n')
    peer.say('250 Ok\r\n')
    expect(await delivering).toMatchObject({ overall: 'accepted' })
    expect(opened).toBe(1)
  })

  test.each([
    ['DATA', []],
    ['BDAT', ['CHUNKING', 'PIPELINING']],
  ] as const)(
    '%s: memory that is used again is not written over before it has left, however slow the line is',
    async (how, keywords) => {
      const session = await peer.open(keywords)
      const pieceOctets = 64 * 1024
      const pieces = 40
      /** Each line says where it stands. */
      const textOf = (at: number) => `${String(at).padStart(7, '0')}\r\n`.padStart(16, '-')
      const content = Buffer.from(
        `Subject: Big\r\n\r\n${Array.from({ length: (pieces * pieceOctets) / 16 - 1 }, (_, at) => textOf(at)).join('')}`,
      )
      const scan = new ContentScan()
      scan.push(content)
      const way = { isSlow: true }
      async function* inSameMemory(lasting: number) {
        const blocks = Array.from({ length: lasting + 1 }, () => Buffer.alloc(pieceOctets))
        for (let at = 0, turn = 0; at < content.length; at += pieceOctets, turn += 1) {
          const block = blocks[turn % blocks.length] ?? Buffer.alloc(0)
          await settle(2)
          yield block.subarray(0, content.copy(block, 0, at, at + pieceOctets))
        }
        way.isSlow = false
      }
      const delivering = session.deliver({
        ...{ from: 'a@example.org', to: [{ address: 'b@example.net' }] },
        source: {
          size: content.length,
          facts: scan.finish(),
          pieces: inSameMemory,
          open: () => Readable.from([content], { objectMode: false }),
        },
      })
      await peer.envelope()
      if (how === 'DATA') {
        await peer.hear('DATA\r\n')
        peer.say('354 Go\r\n')
      }
      while (way.isSlow) {
        peer.client.stall()
        await settle(60)
        peer.client.unstall()
        await settle(3)
      }
      await peer.hear(textOf(content.length / 16 - 2))
      peer.say('250 Ok\r\n'.repeat(how === 'DATA' ? 1 : 3))
      expect(await delivering).toMatchObject({ overall: 'accepted' })
      const sent = Buffer.concat(peer.heard)
        .toString()
        .replaceAll(/BDAT \d+(?: LAST)?\r\n/g, '')
      const at = sent.indexOf('Subject: Big')
      expect(sent.slice(at, at + content.length) === content.toString()).toBe(true)
    },
  )

  test('DATA streams with back-pressure: what a stalled server does not take is not read from the source', async () => {
    const session = await peer.open([])
    let progress = 0
    const delivering = peer.deliver(session, 8 * mebibyte, { progress: (sent) => (progress = sent) })
    await peer.envelope()
    await peer.hear('DATA\r\n')
    peer.client.stall()
    peer.say('354 Go\r\n')
    await settle(200)
    expect(progress).toBeLessThan(mebibyte)
    peer.client.unstall()
    await peer.hear('\r\n.\r\n')
    peer.say('250 Ok\r\n')
    expect(await delivering).toMatchObject({ overall: 'accepted' })
  })

  test('P6: a 5yz while the content is still being written ends it: no dot, connection closed, that reply decides', async () => {
    const session = await peer.open([])
    const delivering = peer.deliver(session, 8 * mebibyte)
    await peer.envelope()
    await peer.hear('DATA\r\n')
    peer.client.stall()
    peer.say('354 Go\r\n')
    await settle(100)
    peer.say('552 5.3.4 Too big\r\n')
    expect(await delivering).toMatchObject({
      overall: 'rejected',
      phase: 'message',
      reply: { code: 552, enhanced: '5.3.4' },
      recipients: [{ outcome: 'rejected', reply: { code: 552 } }],
    })
    expect(session.usable).toBe(false)
    expect(peer.received.includes('\r\n.\r\n')).toBe(false)
  })

  test('a 250 while the content is still being written is no acceptance (attack: early reply)', async () => {
    const session = await peer.open([])
    const delivering = peer.deliver(session, 8 * mebibyte)
    await peer.envelope()
    await peer.hear('DATA\r\n')
    peer.client.stall()
    peer.say('354 Go\r\n')
    await settle(100)
    peer.say('250 2.0.0 Queued\r\n')
    expect(await delivering).toMatchObject({ overall: 'deferred', failure: { kind: 'protocol' } })
  })

  test('P6: a write that makes no headway for three minutes ends the attempt, deferred', async () => {
    const session = await peer.open([])
    const delivering = peer.deliver(session, 8 * mebibyte)
    await peer.envelope()
    await peer.hear('DATA\r\n')
    peer.client.stall()
    peer.say('354 Go\r\n')
    await settle(100)
    await peer.clock.advance(180_000)
    expect(await delivering).toMatchObject({ overall: 'deferred', failure: { kind: 'timeout' } })
  })

  test('P3: the last octet is written only when beforeLastOctet has resolved', async () => {
    const session = await peer.open([])
    const stored = Promise.withResolvers<undefined>()
    const delivering = peer.deliver(session, 2 * mebibyte, { beforeLastOctet: () => stored.promise })
    await peer.envelope()
    await peer.hear('DATA\r\n')
    peer.say('354 Go\r\n')
    await settle(200)
    expect(peer.received.length).toBeGreaterThan(mebibyte)
    expect(peer.received.includes('\r\n.\r\n')).toBe(false)
    stored.resolve(undefined)
    await peer.hear('\r\n.\r\n')
    peer.say('250 Ok\r\n')
    expect(await delivering).toMatchObject({ overall: 'accepted' })
  })

  test('P3: in one flight not a single octet is written before beforeLastOctet has resolved', async () => {
    const session = await peer.open(['PIPELINING', 'CHUNKING'])
    const stored = Promise.withResolvers<undefined>()
    const delivering = peer.deliver(session, 100, { beforeLastOctet: () => stored.promise })
    await settle(50)
    expect(peer.received.toString()).toBe('')
    stored.resolve(undefined)
    await peer.hear('LAST\r\n')
    peer.say('250 Ok\r\n250 Ok\r\n250 Ok\r\n')
    expect(await delivering).toMatchObject({ overall: 'accepted' })
  })

  test('BDAT in chunks of 1 MiB; with PIPELINING none waits for the reply to the one before (RFC 3030 4.2)', async () => {
    const session = await peer.open(['PIPELINING', 'CHUNKING'])
    const delivering = peer.deliver(session, 2.5 * mebibyte)
    await peer.hear('RCPT TO:<b@example.net>\r\n')
    peer.say('250 Ok\r\n250 Ok\r\n')
    await peer.hear('BDAT 1048576\r\n')
    await peer.hear('BDAT 1048576\r\n')
    await peer.hear(' LAST\r\n')
    await settle(100)
    peer.say('250 Chunk\r\n250 Chunk\r\n250 2.0.0 Ok: queued as Q1\r\n')
    expect(await delivering).toMatchObject({ overall: 'accepted', queueId: 'Q1' })
    expect(session.usable).toBe(true)
  })

  test('without PIPELINING a refused chunk is the last one, and RSET comes before anything else (RFC 3030 2)', async () => {
    const session = await peer.open(['CHUNKING'])
    const delivering = peer.deliver(session, 2.5 * mebibyte)
    await peer.envelope()
    await peer.hear('BDAT 1048576\r\n')
    await settle(50)
    peer.say('452 4.3.1 Disk full\r\n')
    expect(await delivering).toMatchObject({ overall: 'deferred', phase: 'data', reply: { code: 452 } })
    expect(peer.received.includes('BDAT')).toBe(false)
    expect(session.usable).toBe(true)
    const again = peer.deliver(session, 10)
    await peer.hear('RSET\r\n')
    peer.say('250 Ok\r\n')
    await peer.envelope()
    await peer.hear(' LAST\r\n')
    await settle(20)
    peer.say('250 Ok\r\n')
    expect(await again).toMatchObject({ overall: 'accepted' })
  })

  test('a chunk refused while the next is being written: no last octet, connection closed, that reply decides', async () => {
    const session = await peer.open(['PIPELINING', 'CHUNKING'])
    const delivering = peer.deliver(session, 8 * mebibyte, {
      progress: (sent) => {
        if (sent > 1.2 * mebibyte) peer.client.stall()
      },
    })
    await peer.hear('RCPT TO:<b@example.net>\r\n')
    peer.say('250 Ok\r\n250 Ok\r\n')
    await peer.hear('BDAT 1048576\r\n')
    await peer.hear('BDAT 1048576\r\n')
    await settle(50)
    peer.say('552 5.3.4 Too big\r\n')
    expect(await delivering).toMatchObject({ overall: 'rejected', phase: 'data', reply: { code: 552 } })
    expect(session.usable).toBe(false)
  })

  test('content that has changed since it was measured is not sent under the size that was told', async () => {
    const session = await peer.open(['SIZE 100000000'])
    let reads = 0
    const delivering = session.deliver({
      from: 'a@example.org',
      to: [{ address: 'b@example.net' }],
      source: {
        size: 100_000,
        open: () => {
          reads += 1
          return Readable.from([Buffer.from(line.repeat(reads === 1 ? 1400 : 1399))])
        },
      },
    })
    await peer.hear('SIZE=100800\r\n')
    peer.say('250 Ok\r\n')
    await peer.hear('RCPT TO:<b@example.net>\r\n')
    peer.say('250 Ok\r\n')
    await peer.hear('DATA\r\n')
    peer.say('354 Go\r\n')
    expect(await delivering).toMatchObject({
      overall: 'deferred',
      failure: { kind: 'local', phase: 'message' },
    })
    expect(peer.received.includes('\r\n.\r\n')).toBe(false)
  })
})
