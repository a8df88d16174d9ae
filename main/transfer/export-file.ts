// Sendoff's own file of servers and identities. What is in it is listed here field by field, so that nothing secret can slip in (P25).
import { z } from 'zod'
import type { Identity, Signature } from '../identities/identity.ts'
import { richSignatureShape } from '../identities/rich-signature-shape.ts'
import type { Server } from '../servers/server.ts'
import { settingSchemas as of } from '../servers/setting-schemas.ts'
import { schemaWords } from '../text/schema-words.ts'
import { t } from '../text/t.ts'
import {
  maxIdentities,
  maxServers,
  type Found,
  type IdentitySettings,
  type Left,
  type Parsed,
  type ServerSettings,
} from './found.ts'

const format = 'sendoff-servers'
const version = 1

const key = z.string().min(1).max(100)
const mailbox = z.string().max(4_000)

/** Every setting of a server that a file may give, with limits. */
export const serverSettingsSchema = z.strictObject({
  name: of.name,
  host: of.host,
  port: of.port,
  security: of.security,
  user: of.user,
  ehloName: of.ehloName,
  pins: z.array(z.string().regex(/^[0-9a-f]{64}$/)).max(10),
  concurrency: z.number().optional(),
  queueInFlight: z.literal(true).optional(),
  perMinute: z.number().optional(),
  perDay: z.number().optional(),
  disabled: z.boolean().optional(),
  mechanism: of.mechanism.optional(),
  oauth: of.oauth.optional(),
  minTls: of.minTls.optional(),
  proxy: of.proxy.optional(),
  localAddress: of.localAddress.optional(),
  family: of.family.optional(),
  timeouts: of.timeouts.optional(),
  dsn: of.dsn.optional(),
  allowedSenders: of.allowedSenders.optional(),
}) satisfies z.ZodType<ServerSettings>

/** Every setting of an identity that a file may give, with limits. */
export const identitySettingsSchema = z.strictObject({
  name: z.string().max(500),
  address: mailbox,
  replyTo: mailbox.optional(),
  organisation: z.string().max(500).optional(),
  signatures: z
    .array(
      z.strictObject({
        name: z.string().max(300),
        text: z.string().max(100_000),
        ...richSignatureShape,
      }),
    )
    .max(100)
    .optional(),
  alwaysBcc: z.array(mailbox).max(100).optional(),
  sentCopy: z.strictObject({ kind: z.enum(['maildir', 'eml']), path: z.string().max(4_000) }).optional(),
  envelopeSender: mailbox.optional(),
}) satisfies z.ZodType<IdentitySettings>

const fileSchema = z.strictObject({
  format: z.literal(format),
  version: z.literal(version),
  /** For a reader; nothing rests on it. */
  exportedAt: z.string().max(40),
  note: z.string().max(1_000).optional(),
  servers: z
    .array(
      z.strictObject({
        key,
        isDefault: z.boolean(),
        settings: serverSettingsSchema,
        hadCertificate: z.boolean().optional(),
        allowedInsecure: z.boolean().optional(),
      }),
    )
    .max(maxServers),
  identities: z
    .array(
      z.strictObject({
        key,
        serverKey: key,
        furtherServerKeys: z.array(key).max(100),
        settings: identitySettingsSchema,
      }),
    )
    .max(maxIdentities),
})
type ExportFile = z.infer<typeof fileSchema>

/** Whether the JSON says that it is an export of Sendoff, of whatever version. */
export function isExport(json: unknown): boolean {
  return z.object({ format: z.literal(format) }).safeParse(json).success
}

/** Reads an export that was parsed as JSON. @returns a sentence that says where it is wrong. */
export function parseExport(json: unknown): Parsed<Found> {
  const head = z.object({ version: z.number() }).safeParse(json)
  if (head.success && head.data.version > version)
    return { ok: false, message: t('transfer.export-version', { version: head.data.version }) }
  const parsed = fileSchema.safeParse(json, schemaWords())
  if (!parsed.success) {
    const [issue] = parsed.error.issues
    const where = issue === undefined || issue.path.length === 0 ? 'it' : issue.path.map(String).join('.')
    const problem = (issue?.message ?? '').slice(0, 200)
    return { ok: false, message: t('transfer.export-wrong', { where: where.slice(0, 100), problem }) }
  }
  return { ok: true, value: toFound(parsed.data) }
}

function toFound({ servers, identities }: ExportFile): Found {
  return {
    kind: 'sendoff',
    servers: servers.map(({ key: name, isDefault, settings, hadCertificate, allowedInsecure }) => ({
      key: name,
      isDefault,
      settings,
      left: [
        ...leftOfSignIn(settings),
        ...(hadCertificate ? [left('certificate', 'certificate-export')] : []),
        ...(allowedInsecure ? [left('insecure-password', 'insecure-password')] : []),
      ],
    })),
    identities: identities.map((identity) => ({ ...identity, left: [] })),
    left: [],
  }
}

function leftOfSignIn({ user, oauth, proxy }: ServerSettings): readonly Left[] {
  return [
    ...(oauth !== undefined
      ? [left('client-secret', 'oauth')]
      : user !== ''
        ? [left('password', 'password')]
        : []),
    ...(proxy !== undefined && proxy.user !== '' ? [left('proxy-password', 'password')] : []),
  ]
}

type Tail<S, P extends string> = S extends `${P}${infer R}` ? R : never
type Key = Parameters<typeof t>[0]

function left(what: Tail<Key, 'transfer.what.'>, why: Tail<Key, 'transfer.why.'>): Left {
  return {
    what: t(`transfer.what.${what}` as 'transfer.what.password'),
    why: t(`transfer.why.${why}` as 'transfer.why.password'),
  }
}

export interface ExportChoice {
  readonly servers: readonly Server[]
  readonly identities: readonly Identity[]
  /** Epoch ms. */
  readonly now: number
}

/**
 * The text of an export. Ids of the profile are replaced by keys of the file; an identity goes with its server alone.
 * P25: no password, token, key or client secret is at hand here, and of each record only named fields are written.
 */
export function formatExport({ servers, identities, now }: ExportChoice): string {
  const keys = new Map(servers.map(({ id }, at) => [id, `s${at + 1}`]))
  const file = {
    format,
    version,
    exportedAt: new Date(now).toISOString(),
    note: 'No password, token or key is in this file.',
    servers: servers.map((server) => toExported(server, keys.get(server.id) ?? '')),
    identities: identities.flatMap((identity, at) => {
      const serverKey = keys.get(identity.serverId)
      if (serverKey === undefined) return []
      const furtherServerKeys = (identity.furtherServerIds ?? []).flatMap((id) => keys.get(id) ?? [])
      return [{ key: `i${at + 1}`, serverKey, furtherServerKeys, settings: toIdentitySettings(identity) }]
    }),
  }
  return `${JSON.stringify(file, null, 2)}\n`
}

function toExported(server: Server, serverKey: string) {
  return {
    key: serverKey,
    isDefault: server.isDefault,
    settings: toServerSettings(server),
    ...(server.clientCertificate !== undefined && { hadCertificate: true }),
    ...(server.allowInsecureAuth && { allowedInsecure: true }),
  }
}

/** The settings of a stored server that a file may have, and nothing else of it. */
export function toServerSettings(server: Server): ServerSettings {
  const { name, host, port, security, user, ehloName, pins, oauth, proxy, timeouts, dsn } = server
  return withoutAbsent({
    ...{ name, host, port, security, user, ehloName, pins: [...pins] },
    concurrency: server.concurrency,
    queueInFlight: server.queueInFlight,
    perMinute: server.perMinute,
    perDay: server.perDay,
    disabled: server.disabled,
    mechanism: server.mechanism,
    oauth: oauth && withoutAbsent(pick(oauth, ['provider', 'issuer', 'clientId', 'scope', 'tenant'])),
    minTls: server.minTls,
    proxy: proxy && pick(proxy, ['kind', 'host', 'port', 'user']),
    localAddress: server.localAddress,
    family: server.family,
    timeouts: timeouts && withoutAbsent(pick(timeouts, ['connectMs', 'replyMs', 'finalReplyMs'])),
    dsn: dsn && pick(dsn, ['notify', 'ret']),
    allowedSenders: server.allowedSenders,
  })
}

/** The settings of a stored identity that a file may have. */
export function toIdentitySettings(identity: Identity): IdentitySettings {
  const { name, address, replyTo, organisation, signatures, alwaysBcc, sentCopy, envelopeSender } = identity
  return withoutAbsent({
    ...{ name, address, replyTo, organisation },
    signatures: signatures?.map(toSignatureSettings),
    alwaysBcc,
    sentCopy: sentCopy && pick(sentCopy, ['kind', 'path']),
    envelopeSender,
  })
}

/** The rich form goes with its pictures, which are small (`maxSignaturePictures`). */
function toSignatureSettings({ name, text, html, pictures }: Signature): Omit<Signature, 'id'> {
  const files = pictures?.map((each) => pick(each, ['cid', 'name', 'type', 'base64']))
  return withoutAbsent({ name, text, html, pictures: files })
}

function pick<T, K extends keyof T>(value: T, names: readonly K[]): Pick<T, K> {
  return Object.fromEntries(names.map((name) => [name, value[name]])) as Pick<T, K>
}

function withoutAbsent<T extends object>(value: T): T {
  return Object.fromEntries(Object.entries(value).filter(([, each]) => each !== undefined)) as T
}
