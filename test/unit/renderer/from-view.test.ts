import { describe, expect, it } from 'vitest'
import type { ServerView } from '../../../main/api.ts'
import type { Identity } from '../../../main/identities/identity.ts'
import { findRefused, listOthers, nameIdentity } from '../../../renderer/compose/from-view.ts'

const server = (over: Partial<ServerView>): ServerView => ({
  id: 's1',
  kind: 'configured',
  name: 'Work',
  host: 'mail.example.org',
  port: 587,
  security: 'starttls',
  user: '',
  ehloName: '',
  allowInsecureAuth: false,
  pins: [],
  isDefault: true,
  createdAt: 0,
  identity: null,
  hasPassword: false,
  waiting: 0,
  ...over,
})
const anna: Identity = { id: 'i1', name: 'Anna', address: 'anna@example.org', serverId: 's1' }
const servers = [server({}), server({ id: 's2', name: 'Home', disabled: true })]

describe('From', () => {
  it('names an identity by name and address', () => {
    expect(nameIdentity(anna, [anna], servers)).toBe('Anna <anna@example.org>')
    expect(nameIdentity({ ...anna, name: '' }, [anna], servers)).toBe('anna@example.org')
  })

  it('offers each server once beside the default one', () => {
    expect(listOthers(servers, servers[0] ?? null).map(({ id }) => id)).toEqual(['s2'])
    expect(listOthers(servers, null).map(({ id }) => id)).toEqual(['s1', 's2'])
  })

  it('names the server where two share an address, and one whose server is switched off', () => {
    const home = { ...anna, id: 'i2', serverId: 's2', address: 'anna@EXAMPLE.org' }
    expect(nameIdentity(anna, [anna, home], servers)).toBe('Anna <anna@example.org> over Work')
    expect(nameIdentity(home, [anna, home], servers)).toBe(
      'Anna <anna@EXAMPLE.org> over Home, its server is switched off',
    )
  })

  it('finds what the server said of the address that is named to it', () => {
    const refusedSenders = [{ address: 'bounces@example.org', at: 1, text: '553 no' }]
    const strict = server({ refusedSenders })
    expect(findRefused(anna, strict)).toBeUndefined()
    expect(findRefused({ ...anna, envelopeSender: 'bounces@Example.org' }, strict)).toEqual(refusedSenders[0])
    expect(findRefused(anna, null)).toBeUndefined()
  })
})
