// "Queue in flight" over a real server: a window of messages, each with its own outcome, each stored once.
import { expect, test } from 'vitest'
import { expectStored } from './expectations.ts'
import type { Peer } from './facts.ts'
import { messageOf, open, sessionOf, sourceWith, transcriptOf } from './session.ts'

/** A server that bears it: 20 messages at once, two of them for someone whom it does not know. */
export function takesQueueInFlight(peer: Peer, ways: readonly ('CHUNKING' | 'DATA')[]): void {
  test.each(ways)('takes a queue of 20 in flight by %s, each with its own outcome', async (way) => {
    const opened = await open(peer(), 'starttls', {
      options: { queueInFlight: true, chunking: way === 'CHUNKING' },
    })
    const session = sessionOf(opened)
    expect(session.window).toBe(20)
    const isRefused = (at: number) => at === 4 || at === 11
    const results = await Promise.all(
      Array.from({ length: 20 }, (_, at) =>
        session.deliver(
          messageOf(sourceWith(`${way}-flight-${at}`), [
            isRefused(at) ? 'nobody@mail.test' : 'bob@mail.test',
          ]),
        ),
      ),
    )
    await session.close()
    for (const [at, { overall, phase }] of results.entries())
      expect([overall, phase], `${at}\n${transcriptOf(opened)}`).toEqual(
        isRefused(at) ? ['rejected', 'rcpt'] : ['accepted', 'done'],
      )
    const ids = results.flatMap(({ reply }) => (reply?.code === 250 ? [reply.lines.at(-1)] : []))
    expect(new Set(ids).size).toBe(18)
    // Exim stores the first ten of a connection at once (smtp_accept_queue_per_connection), the rest with its next queue run.
    for (const at of [0, 3, 8])
      await expectStored(peer(), `${way}-flight-${at}`, sourceWith(`${way}-flight-${at}`))
  })
}

/**
 * A server that may not bear it: Dovecot ends its process where no RSET stands between, chasquid drops what comes in one segment with the dot. Whatever it
 * does, no message is told to be taken, or refused, that is not.
 */
export function isTrueInFlight(peer: Peer, ways: readonly ('CHUNKING' | 'DATA')[]): void {
  test.each(ways)('asked for a queue in flight by %s, what is told of each message is so', async (way) => {
    const opened = await open(peer(), 'starttls', {
      options: { queueInFlight: true, chunking: way === 'CHUNKING' },
      timeouts: { replyMs: 5_000 },
    })
    const session = sessionOf(opened)
    const markers = Array.from({ length: 20 }, (_, at) => `${way}-perhaps-${at}`)
    const results = await Promise.all(
      markers.map((marker) => session.deliver(messageOf(sourceWith(marker), ['bob@mail.test']))),
    )
    await session.close()
    console.log(`${peer().name}, in flight by ${way}: ${results.map(({ overall }) => overall).join(' ')}`)
    for (const [at, { overall, failure }] of results.entries()) {
      if (overall === 'accepted') {
        await expectStored(peer(), markers[at] ?? '', sourceWith(markers[at] ?? ''))
      } else {
        expect(['unconfirmed', 'deferred'], transcriptOf(opened)).toContain(overall)
        expect(failure?.inFlight, transcriptOf(opened)).toBe(true)
      }
    }
    expect(results.some(({ overall }) => overall === 'accepted' || overall === 'unconfirmed')).toBe(true)
  })
}
