import { afterEach, describe, expect, test } from 'vitest'
import type { Identity } from '../../../main/identities/identity.ts'
import { createMemoryStore } from '../../../main/secrets/create-secret-store.ts'
import { nameOfServer, namedIdentity, namedServer } from '../../../main/servers/built-in-names.ts'
import { createServers } from '../../../main/servers/servers.ts'
import type { Server } from '../../../main/servers/server.ts'
import { speak } from '../../../main/text/t.ts'
import { createSeededRandom } from '../../support/seeded-random.ts'
import { createTempProfile } from '../../support/temp-profile.ts'

afterEach(() => speak('en'))

const practice: Server = {
  id: 'practice',
  kind: 'practice',
  name: 'Practice server',
  host: 'practice.test',
  port: 587,
  security: 'starttls',
  user: 'you',
  ehloName: '',
  allowInsecureAuth: false,
  pins: [],
  isDefault: true,
  createdAt: 0,
}
const own: Server = { ...practice, id: 'work', kind: 'configured', name: 'Practice server' }
const you: Identity = { id: 'practice-you', name: 'You', address: 'you@practice.test', serverId: 'practice' }

describe('what is built in is named in the language that is spoken', () => {
  test('the practice servers are', () => {
    speak('de')
    expect(namedServer(practice).name).toBe('Übungsserver')
    expect(namedServer({ ...practice, id: 'practice-wrong' }).name).toBe('Übungsserver, abgelehntes Passwort')
    expect(nameOfServer('practice', 'Practice server')).toBe('Übungsserver')
  })

  test('a name that a person gave is never changed', () => {
    speak('de')
    expect(namedServer(own)).toBe(own)
    expect(nameOfServer('work', 'Work')).toBe('Work')
    const theirs = { ...you, id: 'a1', name: 'You' }
    expect(namedIdentity(theirs)).toBe(theirs)
  })

  test('made in English, shown in German, and back', async () => {
    const profile = await createTempProfile()
    const { store } = await profile.open()
    const servers = await createServers({
      store,
      secrets: createMemoryStore('A test.'),
      clock: profile.clock,
      random: createSeededRandom(),
      waiting: () => Promise.resolve(0),
      changed: () => undefined,
    })
    await servers.add(practice, [you], 'rehearsal')
    const names = async () => {
      const [view] = await servers.views()
      return [
        servers.all()[0]?.name,
        servers.get('practice')?.name,
        view?.name,
        view?.identity?.name,
        servers.identities()[0]?.name,
        servers.identity('practice-you')?.name,
      ]
    }
    const english = ['Practice server', 'Practice server', 'Practice server', 'You', 'You', 'You']
    expect(await names()).toEqual(english)
    speak('de')
    expect(await names()).toEqual(['Übungsserver', 'Übungsserver', 'Übungsserver', 'Sie', 'Sie', 'Sie'])
    speak('en')
    expect(await names()).toEqual(english)
  })
})
