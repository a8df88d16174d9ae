// Messages to a real server: taken, refused, deferred, and read back.
import { expect, test, vi } from 'vitest'
import { expectAnswer, expectStored } from './expectations.ts'
import type { Facts, Peer } from './facts.ts'
import { messageOf, open, sessionOf, sourceWith, transcriptOf } from './session.ts'

export function takesMessages(peer: Peer, { accepted, hasQueueId, unknownRecipient, deferred }: Facts): void {
  for (const security of ['starttls', 'implicit'] as const) {
    for (const chunking of [true, false]) {
      test(`P7: takes a message inside ${security}${chunking ? '' : ' by DATA'} for the accepted recipients, refuses and defers the others`, async () => {
        const marker = `marker-${security}-${chunking ? 'best' : 'data'}`
        const opened = await open(peer(), security, { options: { chunking } })
        const session = sessionOf(opened)
        const beforeLastOctet = vi.fn(() => Promise.resolve())
        const recipients = ['bob@mail.test', 'nobody@mail.test', 'ann@mail.test']
        if (deferred !== undefined) recipients.push('later@mail.test')
        const result = await session.deliver(messageOf(sourceWith(marker), recipients), { beforeLastOctet })
        await session.close()

        expect(result.overall, transcriptOf(opened)).toBe('partly')
        expect(result.phase).toBe('done')
        expect(result.reply?.lines.at(-1)).toMatch(accepted)
        expect(result.queueId !== undefined).toBe(hasQueueId)
        const outcomes = result.recipients.map(({ outcome }) => outcome)
        expect(outcomes.slice(0, 3)).toEqual(['accepted', 'rejected', 'accepted'])
        expectAnswer(result.recipients[1]?.reply, unknownRecipient)
        if (deferred !== undefined) {
          expect(outcomes[3]).toBe('deferred')
          expectAnswer(result.recipients[3]?.reply, deferred)
        }
        expect(beforeLastOctet).toHaveBeenCalledOnce()
        await expectStored(peer(), marker, sourceWith(marker))
      })
    }
  }

  test('P7: with every recipient refused nothing is sent, and the session goes on', async () => {
    const opened = await open(peer(), 'starttls')
    const session = sessionOf(opened)
    const refused = await session.deliver(messageOf(sourceWith('all-refused'), ['nobody@mail.test']))
    expect(refused.overall, transcriptOf(opened)).toBe('rejected')
    expect(refused.phase).toBe('rcpt')
    expectAnswer(refused.reply, unknownRecipient)
    expect(session.usable).toBe(true)
    const next = await session.deliver(messageOf(sourceWith('after-refused'), ['bob@mail.test']))
    await session.close()
    expect(next.overall, transcriptOf(opened)).toBe('accepted')
    await expectStored(peer(), 'after-refused', sourceWith('after-refused'))
  })

  test('carries two messages on one session', async () => {
    const opened = await open(peer(), 'starttls', { user: 'bob@mail.test' })
    const session = sessionOf(opened)
    for (const marker of ['first-of-two', 'second-of-two']) {
      const result = await session.deliver(messageOf(sourceWith(marker), ['ann@mail.test']))
      expect(result.overall, transcriptOf(opened)).toBe('accepted')
      await expectStored(peer(), marker, sourceWith(marker))
    }
    await session.close()
  })
}
