// What a person typed, was stored and exported is imported as it was stored: no second judge takes it for something else.
import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { Identity } from '../../../main/identities/identity.ts'
import { parseIdentity } from '../../../main/identities/parse-identity.ts'
import { parseServerForm } from '../../../main/servers/parse-form.ts'
import type { Server } from '../../../main/servers/server.ts'
import { compare } from '../../../main/transfer/compare.ts'
import { formatExport, toIdentitySettings, toServerSettings } from '../../../main/transfer/export-file.ts'
import { take } from '../../../main/transfer/take.ts'
import { createFakeClock } from '../../support/fake-clock.ts'
import { hardName, hardText } from '../../support/hard-text.ts'
import { createSeededRandom } from '../../support/seeded-random.ts'
import { formOf } from '../servers/sample.ts'
import { found } from './samples.ts'

const runs = { numRuns: Number(process.env.SENDOFF_RUNS ?? 200) }
const fields = {
  id: 's',
  kind: 'configured',
  allowInsecureAuth: false,
  isDefault: true,
  pins: [],
  createdAt: 1,
} as const

const server: fc.Arbitrary<Server> = fc
  .record({
    name: hardText({ maxLength: 8 }).filter((text) => text.trim() !== ''),
    user: hardText({ maxLength: 6 }),
    host: fc.constantFrom('smtp.x.example', 'bücher.example', '192.0.2.1', '2001:db8::25'),
    proxy: fc.option(fc.record({ user: hardText({ maxLength: 5 }) })),
    allowedSenders: fc.constantFrom([], ['@x.example'], ['a@x.example', '"b c"@x.example']),
  })
  .map(({ proxy, ...over }) => ({
    ...over,
    ...(proxy === null
      ? {}
      : { proxy: { kind: 'socks5' as const, host: 'p.example', port: 1080, password: null, ...proxy } }),
  }))
  .map((over) => parseServerForm(formOf(over), false))
  .filter((parsed) => parsed.ok)
  .map(({ values }) => {
    const { name, host, port, security, user, ehloName, options } = values
    return { ...fields, name, host, port, security, user, ehloName, ...options }
  })

const mailbox = fc
  .tuple(hardName(5), fc.constantFrom('a@x.example', '"b, c"@x.example', 'é@bücher.example', 'd@[IPv6:::1]'))
  .map(([name, address]) => `"${name.replace(/["\\]/g, '\\$&')}" <${address}>`)

const identity: fc.Arbitrary<Identity> = fc
  .record({
    name: hardText({ maxLength: 8 }),
    organisation: hardText({ maxLength: 6 }),
    replyTo: fc.oneof(fc.constant(''), mailbox),
    alwaysBcc: fc.array(mailbox, { maxLength: 3 }),
    signatures: fc.array(
      fc
        .tuple(
          hardText({ maxLength: 5 }),
          hardText({ breaks: true, maxLength: 15 }),
          fc.option(hardText({ maxLength: 10 }), { nil: undefined }),
        )
        .map(([name, text, html]) => ({
          id: 'g',
          name,
          text,
          ...(html === undefined ? {} : { html: `<p>${html}</p>` }),
        })),
      { maxLength: 2 },
    ),
    path: fc.option(hardText({ maxLength: 6 }).map((text) => `/home/${text}`)),
  })
  .map(({ path, ...form }) => ({
    ...form,
    id: null,
    address: 'a@x.example',
    serverId: 's',
    furtherServerIds: [],
    envelopeSender: '',
    sentCopy: path === null ? null : { kind: 'eml' as const, path },
  }))
  .map((form) => parseIdentity(form, () => ({ id: 's', name: 'Work', kind: 'configured' })))
  .filter((parsed) => parsed.ok)
  .map(({ values }) => ({ ...values, id: 'i' }))

it('an export of servers and identities', () => {
  fc.assert(
    fc.property(server, identity, (one, own) => {
      const present = { servers: [], identities: [] }
      // Whether the server takes this sender is judged elsewhere.
      const { allowedSenders: _, ...open } = one
      for (const each of [one, open]) {
        const compared = compare(found(formatExport({ servers: [each], identities: [own], now: 1 })), present)
        const taken = take(
          compared,
          { servers: ['s1'], identities: ['i1'] },
          { present, clock: createFakeClock(), random: createSeededRandom() },
        )
        expect(taken.servers.map(toServerSettings)).toEqual([toServerSettings(each)])
        expect(taken.identities.map(toIdentitySettings)).toEqual([toIdentitySettings(own)])
      }
    }),
    runs,
  )
})
