import { describe, expect, it } from 'vitest'
import type { DraftView } from '../../../main/api.ts'
import type { DraftContent } from '../../../main/drafts/draft.ts'
import type { Identity } from '../../../main/identities/identity.ts'
import { ComposeState } from '../../../renderer/compose/compose-state.svelte.ts'
import { createFakeBridge, ok } from './fake-bridge.ts'

const anna: Identity = {
  ...{ id: 'anna', name: 'Anna', address: 'anna@example.org', serverId: 's1' },
  signatures: [
    { id: 'short', name: 'Short', text: 'Anna' },
    { id: 'long', name: 'Long', text: 'Anna Example\nCaptain' },
  ],
}
const crew: Identity = {
  ...{ id: 'crew', name: 'Crew', address: 'crew@example.org', serverId: 's1' },
  signatures: [{ id: 'crew', name: 'Crew', text: 'The crew' }],
}
const bare: Identity = { id: 'bare', name: '', address: 'b@example.org', serverId: 's1' }

function open(content: Partial<DraftContent> = {}, over: Partial<DraftView> = {}) {
  const fake = createFakeBridge({
    'drafts.save': () => ok({ savedAt: 5, found: { findings: [], size: { octets: 1 } } }),
    'drafts.discard': () => ok(undefined),
    'addresses.check': () => ok([]),
  })
  const draft: DraftView = {
    id: 'd1',
    createdAt: 0,
    savedAt: 0,
    version: 1,
    content: {
      ...{ identityId: 'anna', serverId: null, to: [], cc: [], bcc: [] },
      ...{ subject: '', text: '', attachments: [], ...content },
    },
    refused: [],
    ...over,
  }
  const timers = { setTimeout: () => 1, clearTimeout: () => undefined, now: () => 0 }
  const identities = [anna, crew, bare]
  const compose = new ComposeState({ bridge: fake.bridge, timers, draft, identities, servers: [] })
  return { compose, ...fake }
}

describe('the signature of a message', () => {
  it('stands below a new message, and is the first of the identity', () => {
    const { compose } = open()
    expect(compose.text).toBe('\n\n-- \nAnna')
    expect(compose.content.signatureId).toBe('short')
  })

  it('is not doubled when the draft is opened again', () => {
    const first = open().compose
    first.text = `Dear all,${first.text}`
    expect(open(first.content).compose.text).toBe('Dear all,\n\n-- \nAnna')
    // Not even where the person took it out.
    expect(open({ ...first.content, text: '' }).compose.text).toBe('')
  })

  it('is not put below a text that came ready, nor into an edit of a sent message', () => {
    expect(open({ text: 'Hello' }).compose.text).toBe('Hello')
    expect(open({}, { entryId: 'e1' }).compose.text).toBe('')
  })

  it('P24: alone it is an empty message: no draft is left behind', async () => {
    const { compose, calls } = open()
    expect(compose.isEmpty).toBe(true)
    await compose.closing()
    expect(calls.map(({ name }) => name)).toEqual(['drafts.discard'])
    const written = open().compose
    written.text = `Hi${written.text}`
    expect(written.isEmpty).toBe(false)
  })

  it('is exchanged with From, as long as nobody touched it', () => {
    const { compose } = open()
    compose.text = `Hi${compose.text}`
    compose.chooseIdentity('crew')
    expect(compose.text).toBe('Hi\n\n-- \nThe crew')
    compose.chooseIdentity('bare')
    expect(compose.text).toBe('Hi')
    compose.chooseIdentity('anna')
    expect(compose.text).toBe('Hi\n\n-- \nAnna')
    compose.text = compose.text.replace('Anna', 'A.')
    compose.chooseIdentity('crew')
    expect(compose.text).toBe('Hi\n\n-- \nA.')
  })

  it('is chosen among several, or none, which holds when From changes', () => {
    const { compose } = open()
    compose.signature.choose('long')
    expect(compose.text).toBe('\n\n-- \nAnna Example\nCaptain')
    compose.signature.choose(null)
    expect(compose.text).toBe('')
    compose.chooseIdentity('crew')
    expect(compose.text).toBe('')
    expect(compose.content.signatureId).toBeNull()
  })
})

describe('From', () => {
  it('falls to the first identity where the own one is gone', () => {
    expect(open({ identityId: 'gone' }).compose.identityId).toBe('anna')
    expect(open({ identityId: null }).compose.identityId).toBe('anna')
    expect(open({ identityId: 'crew' }).compose.identityId).toBe('crew')
  })
})
