import { describe, expect, it } from 'vitest'
import type { ApiEvents } from '../../../main/api.ts'
import { createDiscoveryApi } from '../../../main/api/discovery-api.ts'
import type { DiscoveryNetwork } from '../../../main/discovery/network.ts'
import { createEventBus } from '../../../main/events.ts'
import { openClient } from '../../../main/smtp/session.ts'
import { createFakeClock } from '../../support/fake-clock.ts'
import { createSeededRandom } from '../../support/seeded-random.ts'

const log = { info: () => undefined, warn: () => undefined, error: () => undefined }

function bench(discovery?: DiscoveryNetwork) {
  const events = createEventBus(log)
  const heard: ApiEvents['discovery.changed'][] = []
  events.on('discovery.changed', (view) => void heard.push(view))
  const rooms = { openClient, events, clock: createFakeClock(), random: createSeededRandom(), log, discovery }
  return { api: createDiscoveryApi(rooms), heard }
}

/** Answers nothing until it is told. */
function silentNetwork(): DiscoveryNetwork {
  const never = () => new Promise<never>(() => undefined)
  return { resolver: { resolveSrv: never, resolveMx: never }, get: never }
}

describe('the discovery calls', () => {
  it('finds, and tells each step', async () => {
    const { api, heard } = bench()
    const view = await api.find({ searchId: 'a', address: 'someone@gmail.com' })
    expect(view).toMatchObject({ searchId: 'a', domain: 'gmail.com', isOver: true })
    expect(heard.at(-1)).toEqual(view)
    expect(heard.length).toBeGreaterThan(1)
  })

  it('refuses what is no address, at its field', async () => {
    await expect(bench().api.find({ searchId: 'a', address: 'someone' })).rejects.toMatchObject({
      failure: { code: 'invalid-argument', field: 'email' },
    })
  })

  it('a new search ends the one before, and the old one can no longer be consented to', async () => {
    const { api } = bench(silentNetwork())
    const first = api.find({ searchId: 'a', address: 'a@rowing.example' })
    const second = api.find({ searchId: 'b', address: 'someone@gmail.com' })
    expect((await first).steps.find(({ source }) => source === 'srv')?.state).toBe('cancelled')
    expect((await second).chosenId).not.toBeNull()
    await expect(api.consent({ searchId: 'a' })).rejects.toMatchObject({ failure: { code: 'not-found' } })
  })

  it('cancel ends a search; one that is not the last is left alone', async () => {
    const { api } = bench(silentNetwork())
    const running = api.find({ searchId: 'a', address: 'a@rowing.example' })
    await api.cancel({ searchId: 'other' })
    await api.cancel({ searchId: 'a' })
    expect((await running).isOver).toBe(true)
  })
})
