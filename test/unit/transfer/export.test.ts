import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Identity } from '../../../main/identities/identity.ts'
import type { Server } from '../../../main/servers/server.ts'
import { compare } from '../../../main/transfer/compare.ts'
import { formatExport, toIdentitySettings, toServerSettings } from '../../../main/transfer/export-file.ts'
import { take } from '../../../main/transfer/take.ts'
import { createFakeClock } from '../../support/fake-clock.ts'
import { createSeededRandom } from '../../support/seeded-random.ts'
import { found, refusal } from './samples.ts'

/** A server with every setting that one can have. */
const full: Required<Server> = {
  id: 'server-1',
  kind: 'configured',
  name: 'Kestrel office',
  host: 'smtp.kestrel.example',
  port: 465,
  security: 'implicit',
  user: 'marit@kestrel.example',
  ehloName: 'desk.kestrel.example',
  allowInsecureAuth: true,
  pins: ['ab'.repeat(32)],
  isDefault: true,
  concurrency: 3,
  queueInFlight: true,
  perMinute: 30,
  perDay: 500,
  disabled: true,
  order: 2,
  mechanism: 'OAUTHBEARER',
  oauth: {
    provider: 'issuer',
    issuer: 'https://login.kestrel.example',
    clientId: 'desk',
    scope: 'mail.send',
  },
  minTls: 'TLSv1.3',
  clientCertificate: {
    subject: 'CN=Marit',
    issuer: 'CN=Kestrel',
    validToAt: 2_000_000_000_000,
    sha256: 'cd'.repeat(32),
  },
  proxy: { kind: 'http', host: 'proxy.kestrel.example', port: 3128, user: 'marit' },
  localAddress: '192.0.2.7',
  family: 'only-ipv4',
  timeouts: { connectMs: 5_000, replyMs: 60_000, finalReplyMs: 900_000 },
  dsn: { notify: ['failure', 'delay'], ret: 'full' },
  allowedSenders: ['@kestrel.example'],
  refusedSenders: [{ address: 'x@kestrel.example', at: 1, text: '553' }],
  createdAt: 1,
}
const second: Server = {
  id: 'server-2',
  kind: 'configured',
  name: 'Rowing',
  host: 'smtp.rowing.example',
  port: 587,
  security: 'starttls',
  user: '',
  ehloName: '',
  allowInsecureAuth: false,
  pins: [],
  isDefault: false,
  createdAt: 2,
}
const identity: Required<Identity> = {
  id: 'identity-1',
  name: 'Marit Søgaard',
  address: 'marit@kestrel.example',
  serverId: 'server-1',
  furtherServerIds: ['server-2', 'server-gone'],
  replyTo: 'Office <office@kestrel.example>',
  organisation: 'Kestrel',
  signatures: [{ id: 'g1', name: 'Work', text: 'Marit\nKestrel' }],
  alwaysBcc: ['log@kestrel.example'],
  sentCopy: { kind: 'eml', path: '/home/marit/sent' },
  envelopeSender: 'bounces@kestrel.example',
  order: 1,
}
const now = Date.UTC(2026, 10, 25, 22)
const text = formatExport({ servers: [full, second], identities: [identity], now })
const empty = { servers: [], identities: [] }
const deps = () => ({ clock: createFakeClock(), random: createSeededRandom() })

describe('an export', () => {
  it('has the rich form of a signature with its pictures, and cleans it when it comes back', () => {
    const picture = {
      cid: 'logo@sendoff',
      name: 'logo.png',
      type: 'image/png',
      base64: 'iVBORw0KGgo=',
    } as const
    const rich = {
      ...{ id: 'g2', name: 'Rich', text: 'Marit', html: '<b>Marit</b> <img src="cid:logo@sendoff" />' },
      pictures: [picture],
    }
    const written = formatExport({ servers: [full], identities: [{ ...identity, signatures: [rich] }], now })
    const comeBack = (file: string) => {
      const compared = compare(found(file), empty)
      const all = { servers: ['s1'], identities: ['i1'] }
      return take(compared, all, { present: empty, ...deps() }).identities[0]?.signatures?.[0]
    }
    const { id: _, ...words } = rich
    expect(comeBack(written)).toMatchObject(words)
    const hostile = written.replace('<b>Marit', '<script>steal()</script><b onclick=steal()>Marit')
    expect(hostile).not.toBe(written)
    expect(comeBack(hostile)?.html).toBe(rich.html)
  })

  it('is read with more pictures in its signatures than a file of another program may have octets', () => {
    const picture = {
      cid: 'a@sendoff',
      name: 'a.png',
      type: 'image/png',
      base64: 'A'.repeat(266_664),
    } as const
    const rich = {
      id: 'g2',
      name: 'Rich',
      text: 'M',
      html: '<img src="cid:a@sendoff" />',
      pictures: [picture],
    }
    const many = Array.from({ length: 20 }, (_, at) => ({
      ...identity,
      id: `identity-${at}`,
      signatures: [rich],
    }))
    const written = formatExport({ servers: [full], identities: many, now })
    expect(written.length).toBeGreaterThan(5_000_000)
    expect(found(written).identities).toHaveLength(20)
  })

  it('comes back whole: every setting of server and identity but what it says that it leaves', () => {
    const compared = compare(found(text), empty)
    const all = { servers: ['s1', 's2'], identities: ['i1'] }
    const taken = take(compared, all, { present: empty, ...deps() })
    expect(taken.servers.map(toServerSettings)).toEqual([full, second].map(toServerSettings))
    expect(taken.identities.map(toIdentitySettings)).toEqual([toIdentitySettings(identity)])
    const [one, two] = taken.servers
    expect(taken.identities[0]?.serverId).toBe(one?.id)
    expect(taken.identities[0]?.furtherServerIds).toEqual([two?.id])
    expect([one?.isDefault, two?.isDefault]).toEqual([true, false])
    expect(new Set([one?.id, two?.id, 'server-1', 'server-2']).size).toBe(4)
    // What an export never has.
    for (const name of ['clientCertificate', 'refusedSenders', 'order'] as const)
      expect(one?.[name]).toBeUndefined()
    expect(compared.servers[0]?.view.left).toEqual([
      {
        what: 'Client secret and tokens',
        why: 'tokens are not taken over; sign in anew on the server’s page',
      },
      { what: 'Password of the proxy', why: 'not read; type it once' },
      { what: 'Client certificate', why: 'certificate and key are never exported; give them anew' },
      {
        what: 'Password without encryption',
        why: 'only you can allow it, on the server’s page; until then nobody signs in',
      },
    ])
  })

  it('P26: never allows a password without encryption, whatever the file says', () => {
    const open = formatExport({
      servers: [{ ...second, security: 'none', user: 'u', allowInsecureAuth: true }],
      identities: [],
      now,
    })
    const compared = compare(found(open), empty)
    const taken = take(compared, { servers: ['s1'], identities: [] }, { present: empty, ...deps() })
    expect(taken.servers[0]).toMatchObject({ security: 'none', user: 'u', allowInsecureAuth: false })
    expect(compared.servers[0]?.view.left.map(({ what }) => what)).toContain('Password without encryption')
  })

  it('P25: writes named fields alone; what a record has beside them stays out', () => {
    const smuggled = {
      ...second,
      password: 'tr0ub4dor',
      proxy: { kind: 'socks5', host: 'p', port: 1, user: 'u', password: 'tr0ub4dor' },
      oauth: { provider: 'google', clientId: 'c', clientSecret: 'tr0ub4dor', refreshToken: 'tr0ub4dor' },
    } as Server
    const secretive = { ...identity, serverId: 'server-2', password: 'tr0ub4dor' } as Identity
    expect(formatExport({ servers: [smuggled], identities: [secretive], now })).not.toContain('tr0ub4dor')
  })

  it('is the file that the tests of parsers begin with', () => {
    expect(readFileSync(join(import.meta.dirname, '../../data/transfer/export.json'), 'utf8')).toBe(text)
  })

  it.each([
    ['another version', { version: 2 }, 'later Sendoff (version 2)'],
    ['a field that is none', { passwords: ['x'] }, 'damaged or was changed'],
    ['no servers', { servers: undefined }, 'servers'],
    ['too many servers', { servers: Array.from({ length: 501 }, () => ({})) }, 'servers'],
    [
      'a password in a server',
      {
        servers: [
          { key: 'a', isDefault: true, settings: { ...toServerSettings(second), password: 'hunter2' } },
        ],
      },
      'servers.0.settings',
    ],
    [
      'a pin that is none',
      { servers: [{ key: 'a', isDefault: true, settings: { ...toServerSettings(second), pins: ['zz'] } }] },
      'servers.0.settings.pins',
    ],
  ])('is refused with %s', (_, change, sentence) => {
    const message = refusal(JSON.stringify({ ...(JSON.parse(text) as object), ...change }))
    expect(message).toContain(sentence)
    expect(message).not.toContain('hunter2')
  })
})

describe('beside what is there', () => {
  const own = { servers: [full, second], identities: [identity] }

  it('each is the same: nothing is offered', () => {
    const { servers, identities } = compare(found(text), own)
    expect([...servers, ...identities].map(({ view }) => view.state)).toEqual(['same', 'same', 'same'])
  })

  it('a server at the same place with other settings is a conflict that names them, and stays beside yours', () => {
    const changed = { ...own, servers: [{ ...full, perDay: 100, security: 'starttls' as const }, second] }
    const compared = compare(found(text), changed)
    expect(compared.servers[0]?.view).toMatchObject({
      state: 'conflict',
      remark:
        'You have Kestrel office at the same place, with other settings: Security, Messages a day. Yours stays as it is.',
    })
    const taken = take(compared, { servers: ['s1'], identities: [] }, { present: changed, ...deps() })
    expect(taken.servers.map(({ name }) => name)).toEqual(['Kestrel office (2)'])
  })

  it('a name that is taken gets a number', () => {
    const named = { ...own, servers: [{ ...full, name: 'rowing' }], identities: [] }
    const [, rowing] = compare(found(text), named).servers
    expect(rowing?.view).toMatchObject({
      state: 'new',
      remark: 'You have another server of this name; this one becomes “Rowing (2)”.',
    })
  })

  it('an identity goes to the server that you have where its own is left out', () => {
    const there = { servers: [full], identities: [] }
    const compared = compare(found(text), there)
    expect(compared.identities[0]?.view).toMatchObject({ state: 'new', needsServer: false })
    const taken = take(compared, { servers: [], identities: ['i1'] }, { present: there, ...deps() })
    expect(taken.identities[0]?.serverId).toBe('server-1')
  })

  it('an identity without its server is not taken', () => {
    const compared = compare(found(text), empty)
    expect(compared.identities[0]?.view.needsServer).toBe(true)
    expect(
      take(compared, { servers: ['s2'], identities: ['i1'] }, { present: empty, ...deps() }).identities,
    ).toEqual([])
  })

  it('an identity of the same address with other settings is a conflict', () => {
    const other = {
      ...own,
      identities: [{ ...identity, organisation: 'Other', address: 'marit@KESTREL.example' }],
    }
    expect(compare(found(text), other).identities[0]?.view.state).toBe('conflict')
  })

  it.each([
    ['host', { host: 'https://smtp.example/' }, 'is the host'],
    ['port', { port: 99_999 }, 'The port is a number'],
    ['user', { user: 'a\nb' }, 'control character'],
    ['name', { name: 'a\u202Eb' }, 'reverses'],
  ])('P28: a server with a bad %s cannot be taken, and says why', (_, change, sentence) => {
    const bad = JSON.stringify({
      ...(JSON.parse(text) as object),
      servers: [{ key: 's1', isDefault: true, settings: { ...toServerSettings(second), ...change } }],
    })
    const [server] = compare(found(bad), empty).servers
    expect(server?.view.state).toBe('unusable')
    expect(server?.view.remark).toContain(sentence)
    expect(
      take(compare(found(bad), empty), { servers: ['s1'], identities: [] }, { present: empty, ...deps() })
        .servers,
    ).toEqual([])
  })

  it('an identity is judged as if it were typed: a bad setting is left, a sender that its server does not take is not taken', () => {
    const file = (change: object, allowedSenders?: readonly string[]) =>
      JSON.stringify({
        ...(JSON.parse(text) as object),
        servers: [{ key: 's1', isDefault: true, settings: { ...toServerSettings(second), allowedSenders } }],
        identities: [
          {
            key: 'i1',
            serverKey: 's1',
            furtherServerKeys: [],
            settings: { name: 'M', address: 'm@x.example', ...change },
          },
        ],
      })
    const judged = (change: object, allowed?: readonly string[]) =>
      compare(found(file(change, allowed)), empty).identities[0]?.view
    expect(judged({ replyTo: 'a@@b' })?.left.map(({ what }) => what)).toEqual(['Reply-To'])
    expect(
      judged({ organisation: 'a\u0007b', sentCopy: { kind: 'eml', path: 'sent' } })?.left.map(
        ({ what }) => what,
      ),
    ).toEqual(['Organisation', 'Sent copies'])
    expect(judged({}, ['@y.example'])).toMatchObject({ state: 'unusable' })
    expect(judged({}, ['@x.example'])).toMatchObject({ state: 'new' })
    expect(judged({ address: 'no address' })).toMatchObject({ state: 'unusable' })
  })

  it.each([
    ['proxy', { proxy: { kind: 'socks5', host: 'a b', port: 1, user: '' } }],
    ['localAddress', { localAddress: 'nowhere' }],
    ['concurrency', { concurrency: 400 }],
    ['timeouts', { timeouts: { connectMs: 1 } }],
    ['allowedSenders', { allowedSenders: ['nobody'] }],
    ['mechanism', { mechanism: 'XOAUTH2' }],
  ])('a bad %s is left, and the server is taken without it', (field, change) => {
    const bad = JSON.stringify({
      ...(JSON.parse(text) as object),
      servers: [{ key: 's1', isDefault: true, settings: { ...toServerSettings(second), ...change } }],
    })
    const [server] = compare(found(bad), empty).servers
    expect(server?.view.state).toBe('new')
    expect(server?.view.left).toHaveLength(1)
    expect(server?.settings).not.toHaveProperty(field)
  })
})
