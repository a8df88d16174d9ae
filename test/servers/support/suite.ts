// What every real server is asked: the same tests for each, with what it is known to answer.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Available } from './available.ts'
import type { Facts, Peer } from './facts.ts'
import { probe } from './probe.ts'
import type { RealServer } from './server.ts'
import { open, sessionOf } from './session.ts'
import { weighsContent } from './suite-content.ts'
import { takesMessages } from './suite-messages.ts'
import { signsIn, signsInOnTheFly } from './suite-sign-in.ts'

/**
 * Starts the server, asks what every server is asked, then what `quirks` has for this one.
 * @param start Starts it from the tree of its packages.
 */
export function describeServer(
  available: Available,
  start: (tree: string) => Promise<RealServer>,
  facts: Facts,
  quirks: (peer: Peer) => void,
): void {
  describe.skipIf(available.isSkipped)(available.title, () => {
    let server: RealServer | undefined
    const peer = (): RealServer => {
      if (server === undefined) throw new Error('The server did not start.')
      return server
    }
    beforeAll(async () => {
      server = await start(available.tree)
    })
    afterAll(async () => {
      await server?.stop()
    })
    greets(peer, facts)
    signsIn(peer, facts)
    takesMessages(peer, facts)
    weighsContent(peer, facts)
    answers(peer, facts)
    if (facts.extensions.includes('PIPELINING')) signsInOnTheFly(peer)
    quirks(peer)
  })
}

function greets(peer: Peer, { extensions }: Facts): void {
  for (const security of ['starttls', 'implicit'] as const) {
    test(`lists its extensions inside ${security}`, async () => {
      const session = sessionOf(await open(peer(), security))
      const listed = [...session.capabilities].map(([keyword, words]) => [keyword, ...words].join(' '))
      await session.close()
      console.log(`${peer().name}, ${security}, EHLO: ${listed.join(', ')}`)
      expect(listed.toSorted()).toEqual(extensions.toSorted())
      expect(session.tls?.verified).toBe(true)
    })
  }
}

function answers(peer: Peer, facts: Facts): void {
  const all = [
    ...Object.entries(facts.answers).map((entry) => [...entry, true] as const),
    ...Object.entries(facts.strangerAnswers).map((entry) => [...entry, false] as const),
  ]
  test.for(all)('answers %s with %s (signed in: %s)', async ([commands, expected, isSignedIn]) => {
    const client = await probe(peer(), { isSignedIn })
    let reply: string | undefined
    for (const command of commands.split(' / ')) reply = await client.ask(command)
    client.close()
    expect(reply).toMatch(expected)
  })
}
