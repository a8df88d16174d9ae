// What a window may send of servers: their forms, checks, sign-in, certificates and secrets.
import { z } from 'zod'
import { id, maxMailbox } from '../../drafts/content-schema.ts'
import { settingSchemas as server } from '../../servers/setting-schemas.ts'
import type { SchemasOf } from './channel.ts'
import { none } from './common.ts'

/** A test message is no way to send mail. */
const maxTestRecipients = 10

/** Octets of a client certificate with its key and chain. */
const maxCertificate = 256 * 1024

const serverForm = z.strictObject({
  id: id.nullable(),
  name: server.name,
  yourName: z.string().max(500),
  email: z.string().max(maxMailbox),
  host: server.host,
  port: server.port,
  security: server.security,
  user: server.user,
  password: z.string().max(10_000).nullable(),
  ehloName: server.ehloName,
  allowInsecureAuth: z.boolean(),
  isDefault: z.boolean(),
  concurrency: z.number().optional(),
  queueInFlight: z.boolean().optional(),
  perMinute: z.number().nullable().optional(),
  perDay: z.number().nullable().optional(),
  furtherServerIds: z.array(id).max(100).optional(),
  mechanism: server.mechanism.nullable().optional(),
  oauth: server.oauth
    .extend({ clientSecret: z.string().max(2_000).nullable() })
    .nullable()
    .optional(),
  oauthGrant: id.nullable().optional(),
  minTls: server.minTls.nullable().optional(),
  clientCertificate: z
    .discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('none') }),
      z.strictObject({
        kind: z.literal('pem'),
        text: z.string().max(maxCertificate),
        passphrase: z.string().max(10_000),
      }),
      z.strictObject({
        kind: z.literal('pkcs12'),
        bytes: z
          .instanceof(Uint8Array)
          .refine(({ length }) => length <= maxCertificate, 'A certificate file has at most 256 kB.'),
        passphrase: z.string().max(10_000),
      }),
    ])
    .optional(),
  proxy: server.proxy
    .extend({ password: z.string().max(10_000).nullable() })
    .nullable()
    .optional(),
  localAddress: server.localAddress.optional(),
  family: server.family.nullable().optional(),
  timeouts: server.timeouts.nullable().optional(),
  dsn: server.dsn.nullable().optional(),
  allowedSenders: server.allowedSenders.optional(),
})

const serverId = z.strictObject({ serverId: id })

const pin = z.strictObject({ serverId: id, spkiSha256: z.string().regex(/^[0-9a-f]{64}$/) })

export const serversSchemas = {
  'servers.list': none,
  'servers.health': z.strictObject({ serverId: id, span: z.enum(['day', 'week', 'month']) }),
  'servers.recent': none,
  'servers.restorePace': serverId,
  'servers.save': serverForm,
  'servers.delete': z.strictObject({ serverId: id, moveTo: id.nullable().optional() }),
  'servers.setEnabled': z.strictObject({ serverId: id, enabled: z.boolean() }),
  'servers.reorder': z.strictObject({ serverIds: z.array(id).max(1_000) }),
  'servers.duplicate': serverId,
  'servers.trust': pin,
  'servers.distrust': pin,
  'servers.setDefault': serverId,
  'servers.signIn': z.strictObject({ serverId: id, password: z.string().min(1).max(10_000) }),
  'checks.run': z.strictObject({
    checkId: id,
    form: serverForm,
    recipient: z.string().max(maxMailbox),
    until: z.enum(['sign-in', 'reset']),
  }),
  'checks.stop': z.strictObject({ checkId: id }),
  'checks.sendTest': z.strictObject({
    checkId: id,
    form: serverForm,
    to: z.array(z.string().max(maxMailbox)).max(maxTestRecipients),
  }),
  'discovery.find': z.strictObject({ searchId: id, address: z.string().max(maxMailbox) }),
  'discovery.consent': z.strictObject({ searchId: id }),
  'discovery.cancel': z.strictObject({ searchId: id }),
  'oauth.providers': none,
  'oauth.begin': z.strictObject({
    target: z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('form'), form: serverForm }),
      z.strictObject({ kind: z.literal('server'), serverId: id }),
    ]),
    flow: z.enum(['browser', 'device']),
  }),
  'oauth.cancel': z.strictObject({ id }),
  'oauth.openAgain': z.strictObject({ id }),
  'oauth.copyAddress': z.strictObject({ id }),
  'oauth.status': serverId,
  'oauth.signOut': serverId,
  'certificates.otherName': z.strictObject({
    serverId: id.nullable(),
    host: z.string().max(1_000),
    names: z.array(z.string().max(1_000)).max(1_000),
  }),
  'certificates.useName': z.strictObject({ serverId: id, name: z.string().min(1).max(300) }),
  'secrets.useKeychain': none,
  'secrets.useFile': none,
} as const satisfies SchemasOf<'servers' | 'checks' | 'discovery' | 'oauth' | 'certificates' | 'secrets'>
