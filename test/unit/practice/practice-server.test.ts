import { statSync, writeFileSync, readdirSync, rmSync, readFileSync } from 'node:fs'
import { connect } from 'node:net'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { scenarios } from '../../../main/practice/scenarios.ts'
import { settle } from '../../support/fake-clock.ts'
import { openBench, type Bench } from './practice-bench.ts'
import { openRaw, openSignedIn, type RawClient } from './practice-client.ts'

let bench: Bench
const clients: RawClient[] = []
beforeEach(async () => {
  bench = await openBench()
})
afterEach(async () => {
  for (const client of clients.splice(0)) client.destroy()
  await bench.end()
  expect(bench.errors).toEqual([])
})

const track = <C extends RawClient>(client: C): C => {
  clients.push(client)
  return client
}
const signedIn = async () => track(await openSignedIn(bench.lease))

const message = 'From: Marit <marit@kestrel.example>\r\nSubject: Hello\r\n\r\nText\r\n'

/** MAIL, RCPT of each, DATA and the message; gives every reply. */
async function submit(
  client: RawClient,
  to: readonly string[],
  from = 'marit@kestrel.example',
): Promise<string[]> {
  const replies = [await client.ask(`MAIL FROM:<${from}>`)]
  for (const address of to) replies.push(await client.ask(`RCPT TO:<${address}>`))
  const data = await client.ask('DATA')
  replies.push(data)
  if (data.startsWith('354')) replies.push(await client.ask(`${message}.`))
  return replies
}

describe('the session', () => {
  it('greets, lists STARTTLS before TLS and AUTH inside it only', async () => {
    const plain = track(await openRaw(bench.lease.port))
    expect(plain.greeting).toBe('220 practice.test ESMTP Sendoff practice server')
    const before = await plain.ask('EHLO client.example')
    expect(before.split('\n')).toEqual([
      '250-practice.test',
      '250-PIPELINING',
      '250-SIZE 36700160',
      '250-STARTTLS',
      '250-ENHANCEDSTATUSCODES',
      '250-8BITMIME',
      '250 SMTPUTF8',
    ])
    const secure = track(await plain.startTls(bench.lease.certificatePem))
    const inside = await secure.ask('EHLO client.example')
    expect(inside).toContain('250-AUTH PLAIN LOGIN')
    expect(inside).not.toContain('STARTTLS')
  })

  it('takes a message and keeps it with its envelope', async () => {
    const client = await signedIn()
    const replies = await submit(client, ['you@practice.test', 'unknown@practice.test'])
    expect(replies.slice(0, 4)).toEqual([
      '250 2.1.0 Ok',
      '250 2.1.5 Ok',
      '550 5.1.1 <unknown@practice.test>: Recipient address rejected: User unknown in local recipient table',
      '354 End data with <CR><LF>.<CR><LF>',
    ])
    const id = /^250 2\.0\.0 Ok: queued as ([0-9A-F]{10})$/.exec(replies[4] ?? '')?.[1] ?? ''
    const received = await bench.server.read(id)
    expect(received).toMatchObject({
      id,
      at: bench.clock.now(),
      mailFrom: 'marit@kestrel.example',
      rcptTo: ['you@practice.test'],
      refused: ['unknown@practice.test'],
      subject: 'Hello',
      from: 'Marit <marit@kestrel.example>',
      text: 'Text',
    })
    expect(received?.source).toBe(
      `Received: from client.example ([127.0.0.1]) by practice.test\r\n\twith ESMTPSA id ${id}; Mon, 05 Jan 2026 09:00:00 +0000\r\n${message}`,
    )
    expect(await client.ask('QUIT')).toBe('221 2.0.0 Bye')
    expect(await client.closed()).toBe(true)
  })

  it('answers pipelined commands in their order', async () => {
    const client = await signedIn()
    client.send(
      'MAIL FROM:<m@x.org>\r\nRCPT TO:<full@practice.test>\r\nRCPT TO:<you@practice.test>\r\nDATA\r\n',
    )
    const codes = []
    for (let index = 0; index < 4; index += 1) codes.push((await client.reply()).slice(0, 3))
    expect(codes).toEqual(['250', '452', '250', '354'])
  })

  it('removes dot stuffing, and takes nothing but CRLF.CRLF for the end', async () => {
    const client = await signedIn()
    await client.ask('MAIL FROM:<m@x.org>')
    await client.ask('RCPT TO:<you@practice.test>')
    await client.ask('DATA')
    const reply = await client.ask('Subject: x\r\n\r\n..dot\r\nbare\n.\nbare\r.\r\r\n.')
    const [row] = await bench.server.received()
    expect(reply).toContain(row?.id)
    expect(
      (await bench.server.read(row?.id ?? ''))?.source.endsWith('\r\n\r\n.dot\r\nbare\n.\nbare\r.\r\r\n'),
    ).toBe(true)
  })

  it('takes the content cut at every octet', async () => {
    const client = await signedIn()
    await client.ask('MAIL FROM:<m@x.org>')
    await client.ask('RCPT TO:<you@practice.test>')
    await client.ask('DATA')
    for (const octet of Buffer.from('Subject: x\r\n\r\n..\r\n.\r\n')) client.send(Buffer.from([octet]))
    expect(await client.reply()).toMatch(/^250 2\.0\.0/)
    const [row] = await bench.server.received()
    expect((await bench.server.read(row?.id ?? ''))?.source.endsWith('\r\n\r\n.\r\n')).toBe(true)
  })

  it('forgets what came before the handshake: bytes behind STARTTLS, and EHLO', async () => {
    const plain = track(await openRaw(bench.lease.port))
    await plain.ask('EHLO client.example')
    const secure = track(
      await plain.startTls(bench.lease.certificatePem, 'NOOP\r\nEHLO smuggled.example\r\n'),
    )
    expect(await secure.ask('AUTH LOGIN')).toBe('503 5.5.1 Error: send EHLO first')
    expect(await secure.ask('MAIL FROM:<m@x.org>')).toBe('503 5.5.1 Error: send HELO/EHLO first')
  })

  it('refuses a message that announces more than SIZE', async () => {
    const client = await signedIn()
    expect(await client.ask('MAIL FROM:<m@x.org> SIZE=99999999')).toBe(
      '552 5.3.4 Message size exceeds fixed limit',
    )
  })

  it('takes addresses beyond ASCII with SMTPUTF8 only', async () => {
    const client = await signedIn()
    expect(await client.ask('MAIL FROM:<用户@x.org>')).toMatch(/^553 5\.6\.7/)
    expect(await client.ask('MAIL FROM:<用户@x.org> SMTPUTF8')).toMatch(/^250/)
  })
})

describe('sign-in', () => {
  const secured = async () => {
    const plain = track(await openRaw(bench.lease.port))
    await plain.ask('EHLO client.example')
    const client = track(await plain.startTls(bench.lease.certificatePem))
    await client.ask('EHLO client.example')
    return client
  }
  const base64 = (text: string) => Buffer.from(text).toString('base64')

  it('is refused before TLS, and mail before sign-in', async () => {
    const plain = track(await openRaw(bench.lease.port))
    await plain.ask('EHLO client.example')
    expect(await plain.ask(`AUTH PLAIN ${base64('\0you\0x')}`)).toBe(
      '530 5.7.0 Must issue a STARTTLS command first',
    )
    expect(await plain.ask('MAIL FROM:<m@x.org>')).toBe('530 5.7.0 Must issue a STARTTLS command first')
    expect(await (await secured()).ask('MAIL FROM:<m@x.org>')).toBe('530 5.7.0 Authentication required')
  })

  it.each([
    ['PLAIN', [`AUTH PLAIN ${base64('\0you\0any')}`], '235'],
    ['PLAIN without initial response', ['AUTH PLAIN', base64('\0you\0any')], '235'],
    ['LOGIN', ['AUTH LOGIN', base64('you'), base64('any')], '235'],
    ['LOGIN with initial response', [`AUTH LOGIN ${base64('you')}`, base64('any')], '235'],
    ['the refused password', [`AUTH PLAIN ${base64('\0you\0wrong')}`], '535 5.7.8'],
    ['the refused password in LOGIN', ['AUTH LOGIN', base64('you'), base64('wrong')], '535 5.7.8'],
    ['another user', [`AUTH PLAIN ${base64('\0me\0any')}`], '535 5.7.8'],
    ['cancelled', ['AUTH LOGIN', '*'], '501 5.7.0'],
    ['rubbish', ['AUTH PLAIN', '%%%'], '501 5.5.2'],
    ['an unknown mechanism', ['AUTH CRAM-MD5'], '504 5.5.4'],
  ])('%s', async (_, lines, expected) => {
    const client = await secured()
    let reply = ''
    for (const line of lines) reply = await client.ask(line)
    expect(reply.startsWith(expected)).toBe(true)
  })
})

describe('the scenarios', () => {
  it('are those of the design, each once', () => {
    expect(scenarios.map(({ name, answer, expected }) => `${name} ${answer} ${expected}`)).toEqual([
      'unknown 550 5.1.1 failed',
      'full 452 4.2.2 deferred',
      'greylisted 451 4.7.1 deferred',
      'busy 421 4.3.2 deferred',
      'toolarge 552 5.3.4 failed',
      'spam 550 5.7.1 failed',
      'slow 250 2.1.5 sent',
      'hangs-up  deferred',
      'drops-after-dot  unconfirmed',
      'refused 550 5.7.1 failed',
      'wrong 535 5.7.8 failed',
    ])
  })

  it.each(['unknown', 'full', 'toolarge'])('%s@ is refused at RCPT with its answer', async (name) => {
    const client = await signedIn()
    const [, reply, data] = await submit(client, [`${name.toUpperCase()}@practice.test`])
    expect(reply?.startsWith(scenarios.find((scenario) => scenario.name === name)?.answer ?? '?')).toBe(true)
    expect(data).toBe('554 5.5.1 Error: no valid recipients')
    expect(await bench.server.received()).toEqual([])
  })

  it('greylisted@ is taken at the second try, and greylisted again after that', async () => {
    const client = await signedIn()
    expect((await submit(client, ['greylisted@practice.test']))[1]).toMatch(/^451 4\.7\.1/)
    await client.ask('RSET')
    expect((await submit(client, ['greylisted@practice.test']))[3]).toMatch(/^250 2\.0\.0/)
    expect((await submit(client, ['greylisted@practice.test']))[1]).toMatch(/^451 4\.7\.1/)
  })

  it('busy@ closes the connection behind 421', async () => {
    const client = await signedIn()
    await client.ask('MAIL FROM:<m@x.org>')
    expect(await client.ask('RCPT TO:<busy@practice.test>')).toMatch(/^421 4\.3\.2/)
    expect(await client.closed()).toBe(true)
  })

  it('spam@ refuses the message after the data, for everybody', async () => {
    const client = await signedIn()
    const replies = await submit(client, ['you@practice.test', 'spam@practice.test'])
    expect(replies[4]).toMatch(/^550 5\.7\.1/)
    expect(await bench.server.received()).toEqual([])
  })

  it('slow@ lets every reply take 8 s', async () => {
    const client = await signedIn()
    await client.ask('MAIL FROM:<m@x.org>')
    for (const line of ['RCPT TO:<slow@practice.test>', 'DATA', `${message}.`]) {
      const told: string[] = []
      void client.ask(line).then((text) => told.push(text))
      while (!bench.clock.pending().includes(8000)) await settle()
      await bench.clock.advance(7999)
      expect(told).toEqual([])
      await bench.clock.advance(1)
      while (told.length === 0) await settle()
      expect(told[0]).toMatch(/^[23]5/)
    }
    expect(await client.ask('NOOP')).toBe('250 2.0.0 Ok')
  })

  it('hangs-up@ hangs up during the data', async () => {
    const client = await signedIn()
    await client.ask('MAIL FROM:<m@x.org>')
    await client.ask('RCPT TO:<hangs-up@practice.test>')
    expect(await client.ask('DATA')).toMatch(/^354/)
    expect(await client.closed()).toBe(true)
    expect(await bench.server.received()).toEqual([])
  })

  it('drops-after-dot@ says nothing after the final dot, but has the message', async () => {
    const client = await signedIn()
    expect((await submit(client, ['drops-after-dot@practice.test']))[3]).toBe('closed')
    expect(await bench.server.received()).toHaveLength(1)
  })

  it('refused@ is refused as sender', async () => {
    const client = await signedIn()
    expect(await client.ask('MAIL FROM:<refused@kestrel.example>')).toMatch(
      /^550 5\.7\.1 <refused@kestrel\.example>/,
    )
  })

  it('an address elsewhere is not relayed', async () => {
    const client = await signedIn()
    expect((await submit(client, ['a@x.org']))[1]).toBe('554 5.7.1 <a@x.org>: Relay access denied')
  })
})

describe('junk', () => {
  it.each([
    ['HELLO', '500 5.5.2'],
    ['', '500 5.5.2'],
    ['EHLO', '501 5.5.4'],
    ['RCPT TO:<a@practice.test>', '503 5.5.1'],
    ['DATA', '503 5.5.1'],
    ['DATA now', '501 5.5.4'],
    ['MAIL FROM:<a@b', '501 5.5.4'],
    ['MAIL FROM:<no-at-sign>', '501 5.1.7'],
    ['MAIL FROM:<a@b.c> NONSENSE=1', '555 5.5.4'],
    ['NO\u0007OP', '500 5.5.2'],
    [`NOOP ${'x'.repeat(20_000)}`, '500 5.5.2 Error: line too long'],
    [`NOOP ${'x'.repeat(200_000)}`, '500 5.5.2 Error: line too long'],
  ])('%.20j is answered', async (line, expected) => {
    const client = track(await openRaw(bench.lease.port))
    expect((await client.ask(line)).startsWith(expected)).toBe(true)
    expect(await client.ask('NOOP')).toBe('250 2.0.0 Ok')
  })

  it('is answered with 421 after 20 errors', async () => {
    const client = track(await openRaw(bench.lease.port))
    for (let index = 0; index < 20; index += 1) expect(await client.ask('X')).toMatch(/^500/)
    client.send('X\r\n')
    expect(await client.reply()).toMatch(/^500/)
    expect(await client.reply()).toMatch(/^421 4\.7\.0/)
    expect(await client.closed()).toBe(true)
  })

  it('at most 100 recipients are taken', async () => {
    const client = await signedIn()
    await client.ask('MAIL FROM:<m@x.org>')
    for (let index = 0; index < 100; index += 1) await client.ask(`RCPT TO:<a${index}@practice.test>`)
    expect(await client.ask('RCPT TO:<one-more@practice.test>')).toMatch(/^452 4\.5\.3/)
  })

  it('a client that says nothing is sent away after five minutes', async () => {
    const client = track(await openRaw(bench.lease.port))
    await client.ask('NOOP')
    while (!bench.clock.pending().includes(300_000)) await settle()
    await bench.clock.advance(300_000)
    expect(await client.reply()).toMatch(/^421 4\.4\.2/)
    expect(await client.closed()).toBe(true)
  })

  it('instead of a handshake, and clients that vanish, leave the server well', async () => {
    const plain = track(await openRaw(bench.lease.port))
    await plain.ask('STARTTLS')
    plain.send('not a handshake\r\n'.repeat(50))
    expect(await plain.closed()).toBe(true)
    const vanishing = connect({ host: '127.0.0.1', port: bench.lease.port }, () =>
      vanishing.resetAndDestroy(),
    )
    expect((await submit(await signedIn(), ['you@practice.test']))[3]).toMatch(/^250/)
  })
})

describe('listening', () => {
  it('lasts while at least one lease is held', async () => {
    const second = await bench.server.acquire()
    expect(second.port).toBe(bench.lease.port)
    bench.lease.release()
    bench.lease.release()
    expect((await bench.server.status()).running).toBe(true)
    const told = new Promise((resolve) => bench.server.onChanged(resolve))
    second.release()
    expect(await told).toEqual({ running: false, host: '127.0.0.1', port: null, receivedCount: 0 })
    await expect(openRaw(second.port).then((client) => client.greeting)).resolves.toBe('closed')
    const third = await bench.server.acquire()
    expect((await openRaw(third.port)).greeting).toMatch(/^220/)
  })

  it('is announced, and so is what arrives', async () => {
    const told: number[] = []
    bench.server.onChanged(({ receivedCount }) => told.push(receivedCount))
    await submit(await signedIn(), ['you@practice.test'])
    await bench.server.clear()
    expect(told).toEqual([1, 0])
  })
})

describe('the certificate', () => {
  const reopened = async () => {
    await bench.server.close()
    return openBench({ dir: bench.dir })
  }

  it('keeps its key for the owner alone, and stays the same over a restart', async () => {
    expect(statSync(join(bench.dir, 'practice.key')).mode & 0o777).toBe(0o600)
    const again = await reopened()
    expect(again.lease.spkiSha256).toBe(bench.lease.spkiSha256)
    await again.server.close()
  })

  it.each([
    ['its key is gone', () => rmSync(join(bench.dir, 'practice.key'))],
    ['its file is damaged', () => writeFileSync(join(bench.dir, 'practice.crt'), 'rubbish')],
    [
      'its key is another',
      () => {
        const key = readFileSync(join(bench.dir, 'practice.key'), 'utf8')
        writeFileSync(join(bench.dir, 'practice.key'), key.replace(/.{8}(?=\n-----END)/, 'AAAAAAAA'))
      },
    ],
  ])('is made anew where %s', async (_, damage) => {
    damage()
    const again = await reopened()
    expect(again.lease.spkiSha256).not.toBe(bench.lease.spkiSha256)
    expect((await openSignedIn(again.lease)).tls?.authorized).toBe(true)
    await again.server.close()
  })

  it('is made anew before it ends', async () => {
    await bench.server.close()
    bench.clock.jumpTo(bench.clock.now() + 725 * 86_400_000)
    expect((await bench.server.acquire()).spkiSha256).not.toBe(bench.lease.spkiSha256)
  })
})

describe('what was received', () => {
  it('is there after a restart, newest first, and damaged rows are passed over', async () => {
    const client = await signedIn()
    await submit(client, ['you@practice.test'])
    await bench.clock.advance(1000)
    await submit(client, ['second@practice.test'])
    const folder = join(bench.dir, 'received')
    expect(readdirSync(folder).filter((name) => name.endsWith('.tmp'))).toEqual([])
    writeFileSync(join(folder, 'AAAAAAAAAA.json'), '{"id":"AAAAAAAAAA"')
    writeFileSync(join(folder, 'AAAAAAAAAA.eml'), 'x')
    await bench.server.close()
    const again = await openBench({ dir: bench.dir })
    expect((await again.server.received()).map(({ rcptTo }) => rcptTo[0])).toEqual([
      'second@practice.test',
      'you@practice.test',
    ])
    expect(await again.server.read('../../etc/passwd')).toBeNull()
    await again.server.clear()
    expect(await again.server.received()).toEqual([])
    await again.server.close()
  })
})
