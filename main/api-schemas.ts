// What a window may send: one strict schema with limits for the argument of each call. Parse, don't trust.
import { z } from 'zod'
import type { Api } from './api.ts'
import { contactForm, groupForm, importMapping } from './contacts/contact-schemas.ts'
import {
  content,
  fileName,
  id,
  instant,
  localTime,
  mailboxes,
  maxAttachments,
  maxMailbox,
  place,
  priority,
  zone,
} from './drafts/content-schema.ts'
import { richSignatureShape } from './identities/rich-signature-shape.ts'
import { maxTableOctets } from './merge/job.ts'
import { encoding, listSchema, scheduleSchema, settingsShape } from './merge/job-schema.ts'
import { answerWays } from './message/answer/answer.ts'
import { maxMessageOctets } from './message/import/message-file.ts'
import { maxMailto } from './message/mailto.ts'
import { armedSchema } from './practice/overrides.ts'
import { armedPhases, imitations } from './practice/practice.ts'
import { settingSchemas as server } from './servers/setting-schemas.ts'
import { languageTag } from './settings/language-tag.ts'
import { settingsSchema } from './settings/settings.ts'
import { templateShape } from './templates/template-shape.ts'

/** `group.method`. */
export type Channel = { [G in keyof Api]: `${G}.${keyof Api[G] & string}` }[keyof Api]

type ArgumentOf<C extends Channel> = C extends `${infer G extends keyof Api}.${infer M}`
  ? M extends keyof Api[G]
    ? Api[G][M] extends (input: infer I) => Promise<unknown>
      ? I
      : never
    : never
  : never

const maxPasted = 25_000_000
/** A test message is no way to send mail. */
const maxTestRecipients = 10
/** Octets of a client certificate with its key and chain. */
const maxCertificate = 256 * 1024

const messageTarget = z.union([z.strictObject({ entryId: id }), z.strictObject({ draftId: id, content })])

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

const identityForm = z.strictObject({
  id: id.nullable(),
  name: z.string().max(2_000),
  address: z.string().max(maxMailbox),
  serverId: z.string().max(100),
  furtherServerIds: z.array(id).max(100),
  replyTo: z.string().max(maxMailbox),
  organisation: z.string().max(2_000),
  signatures: z
    .array(
      z.strictObject({
        ...{ id, name: z.string().max(2_000), text: z.string().max(100_000) },
        ...richSignatureShape,
      }),
    )
    .max(200),
  alwaysBcc: z.array(z.string().max(maxMailbox)).max(200),
  sentCopy: z.strictObject({ kind: z.enum(['maildir', 'eml']), path: z.string().max(10_000) }).nullable(),
  envelopeSender: z.string().max(maxMailbox),
})

const routeRule = z.strictObject({
  id,
  domain: z.string().max(300),
  on: z.boolean(),
  route: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('server'), serverId: id }),
    z.strictObject({ kind: z.literal('mx'), tls: z.enum(['opportunistic', 'required', 'verified']) }),
    z.strictObject({ kind: z.literal('maildir'), path: z.string().max(4_000) }),
  ]),
})

const states = z.enum([
  'queued',
  'scheduled',
  'sending',
  'sent',
  'deferred',
  'partlySent',
  'failed',
  'unconfirmed',
  'held',
  'cancelled',
])

const view = z.enum([
  'outbox',
  'sent',
  'drafts',
  'contacts',
  'merge',
  'servers',
  'routes',
  'identities',
  'practice',
  'settings',
  'help',
])
const none = z.undefined()
/** Recipients of one message. */
const maxBounced = 10_000
const entryId = z.strictObject({ entryId: id })
const attemptId = z.strictObject({ attemptId: id })
const draftId = z.strictObject({ draftId: id })
const version = z.int().min(1).max(1_000_000_000)
const draftFile = z.strictObject({ draftId: id, id })
const serverId = z.strictObject({ serverId: id })
const jobId = z.strictObject({ jobId: id })

/** Octets of a delivery report. */
const maxBounce = 20 * 1024 * 1024
const report = z.strictObject({
  attemptId: id,
  addresses: z.boolean(),
  hosts: z.boolean(),
  subject: z.boolean(),
  format: z.enum(['markdown', 'json']).optional(),
})
const pin = z.strictObject({ serverId: id, spkiSha256: z.string().regex(/^[0-9a-f]{64}$/) })

/** The schemas by channel; a channel that is missing or of another type is a compile error. */
export const schemas = {
  'outbox.list': z.strictObject({
    list: z.enum(['outbox', 'sent']),
    offset: z.number().int().nonnegative(),
    limit: z.number().int().min(1).max(1_000),
    filter: z
      .strictObject({
        text: z.string().max(1_000).optional(),
        states: z.array(states).max(20).optional(),
        lane: z.string().max(300).optional(),
        addresses: z.array(z.string().max(maxMailbox)).max(100).optional(),
        bounced: z.literal(true).optional(),
      })
      .optional(),
  }),
  'outbox.get': entryId,
  'outbox.enqueue': z.strictObject({ draftId: id, content, onHold: z.boolean().optional() }),
  'outbox.sendNow': entryId,
  'outbox.hold': entryId,
  'outbox.release': entryId,
  'outbox.edit': z.strictObject({
    entryId: id,
    addressOnly: z.boolean(),
    withoutFile: z.string().min(1).max(1_000).optional(),
  }),
  'outbox.sendAgain': entryId,
  'outbox.resolve': z.strictObject({
    entryId: id,
    choice: z.enum(['arrived', 'send-again', 'bounce-settled']),
  }),
  'outbox.delete': entryId,
  'outbox.cancel': entryId,
  'outbox.undo': entryId,
  'outbox.move': z.strictObject({ entryId: id, serverId: id }),
  'outbox.setPriority': z.strictObject({ entryId: id, priority }),
  'outbox.reschedule': z.strictObject({
    entryId: id,
    schedule: z.strictObject({ local: localTime, zone }).nullable(),
    notAfter: instant.nullable(),
  }),
  'outbox.makeDraft': entryId,
  'outbox.editAsNew': z.strictObject({
    entryId: id,
    only: z.array(z.string().max(maxMailbox)).min(1).max(maxBounced).optional(),
  }),
  'outbox.dropRecipient': z.strictObject({ entryId: id, address: z.string().max(maxMailbox) }),
  'outbox.wake': none,
  'outbox.source': entryId,
  'transcripts.get': attemptId,
  'transcripts.asText': attemptId,
  'transcripts.compare': z.strictObject({ attemptId: id, withAttemptId: id.nullable() }),
  'transcripts.report': report,
  'transcripts.saveReport': report,
  'drafts.list': none,
  'drafts.get': draftId,
  'drafts.create': z.strictObject({ content: content.partial(), asSet: z.boolean().optional() }),
  'drafts.save': z.strictObject({ draftId: id, content, place: place.optional() }),
  'drafts.keepPlace': z.strictObject({ draftId: id, place }),
  'drafts.discarded': none,
  'drafts.versions': draftId,
  'drafts.version': z.strictObject({ draftId: id, version }),
  'drafts.restore': z.strictObject({ draftId: id, version }),
  'drafts.duplicate': z.strictObject({ draftId: id, version: version.optional() }),
  'drafts.discard': draftId,
  'drafts.undoDiscard': draftId,
  'drafts.erase': draftId,
  'drafts.attachPaths': z.strictObject({
    draftId: id,
    paths: z.array(z.string().min(1).max(10_000)).max(maxAttachments),
  }),
  'drafts.attachBytes': z.strictObject({
    draftId: id,
    name: fileName,
    type: z.string().max(300),
    bytes: z
      .instanceof(Uint8Array)
      .refine((bytes) => bytes.length <= maxPasted, `A pasted file has at most ${maxPasted} octets.`),
  }),
  'drafts.source': z.strictObject({ draftId: id, content }),
  'drafts.asked': draftId,
  'drafts.answerAsked': z.strictObject({
    draftId: id,
    path: z.string().min(1).max(10_000),
    attach: z.boolean(),
  }),
  'drafts.pickFiles': draftId,
  'attachments.read': draftFile,
  'attachments.open': draftFile,
  'attachments.changed': draftId,
  'attachments.retake': draftFile,
  'preflight.check': z.strictObject({ content }),
  'templates.list': none,
  'templates.save': z.strictObject({
    id: id.nullable(),
    ...templateShape,
  }),
  'templates.delete': z.strictObject({ id }),
  'templates.use': z.strictObject({ id, to: z.string().max(maxMailbox), identityId: id.nullable() }),
  'merge.list': none,
  'merge.get': jobId,
  'merge.create': none,
  'merge.save': z.strictObject({
    jobId: id,
    settings: z.strictObject({
      ...settingsShape,
      identityId: id.nullable(),
      subject: content.shape.subject,
      text: content.shape.text,
      schedule: scheduleSchema.nullable(),
      list: listSchema,
    }),
  }),
  'merge.remove': jobId,
  'merge.readTable': z.strictObject({
    jobId: id,
    name: fileName,
    bytes: z
      .instanceof(Uint8Array)
      .refine(({ length }) => length <= maxTableOctets, 'A table has at most 200 MB.'),
  }),
  'merge.pickTable': jobId,
  'merge.reread': z.strictObject({
    jobId: id,
    encoding: encoding.nullable(),
    delimiter: z.string().length(1).nullable(),
  }),
  'merge.takeContacts': z.strictObject({
    jobId: id,
    people: z.strictObject({
      all: z.boolean(),
      groupIds: z.array(id).max(5_000),
      contactIds: z.array(id).max(100_000),
    }),
  }),
  'merge.cells': z.strictObject({
    jobId: id,
    column: z.number().int().nonnegative().max(10_000),
    rows: z.array(z.number().int().positive()).max(100),
  }),
  'merge.setCell': z.strictObject({
    jobId: id,
    row: z.number().int().positive(),
    column: z.number().int().nonnegative().max(10_000),
    value: z.string().max(20_000),
  }),
  'merge.takeDraft': z.strictObject({ jobId: id, draftId: id }),
  'merge.pickFiles': jobId,
  'merge.dropFile': z.strictObject({ jobId: id, fileId: id }),
  'merge.pickFolder': jobId,
  'merge.check': jobId,
  'merge.rows': z.strictObject({
    jobId: id,
    after: z.number().int().nonnegative(),
    limit: z.number().int().min(1).max(1_000),
    text: z.string().max(1_000).optional(),
    state: z.string().max(40).optional(),
  }),
  'merge.preview': z.strictObject({ jobId: id, row: z.number().int().positive() }),
  'merge.start': jobId,
  'merge.pause': jobId,
  'merge.resume': jobId,
  'merge.cancel': jobId,
  'merge.saveResult': jobId,
  'addresses.check': z.strictObject({ text: z.string().max(1_000_000) }),
  'addresses.lookUp': z.strictObject({ domain: z.string().max(300) }),
  'addresses.isWorkDomain': z.strictObject({ domain: z.string().max(300) }),
  'contacts.list': z.strictObject({
    text: z.string().max(1_000),
    offset: z.number().int().nonnegative(),
    limit: z.number().int().min(1).max(1_000),
  }),
  'contacts.get': z.strictObject({ contactId: id }),
  'contacts.save': contactForm,
  'contacts.remove': z.strictObject({ contactIds: z.array(id).max(100_000) }),
  'contacts.groups': none,
  'contacts.getGroup': z.strictObject({ groupId: id }),
  'contacts.saveGroup': groupForm,
  'contacts.addMembers': z.strictObject({ groupId: id, text: z.string().max(1_000_000) }),
  'contacts.removeMembers': z.strictObject({
    groupId: id,
    addresses: z.array(z.string().max(maxMailbox)).min(1).max(10_000),
  }),
  'contacts.messages': z.strictObject({ contactId: id }),
  'contacts.removeGroup': z.strictObject({ groupId: id }),
  'contacts.complete': z.strictObject({
    text: z.string().max(1_000),
    limit: z.number().int().min(1).max(100),
    exclude: z.array(z.string().max(maxMailbox)).max(30_000),
  }),
  'contacts.forget': z.strictObject({ address: z.string().max(maxMailbox) }),
  'contacts.merge': z.strictObject({ keepId: id, goneId: id }),
  'contacts.part': z.strictObject({ contactId: id, otherId: id }),
  'contacts.doubles': none,
  'contacts.undo': z.strictObject({ undoId: id }),
  'contacts.readFile': none,
  'contacts.mapColumns': importMapping,
  'contacts.import': z.strictObject({ previewId: id }),
  'contacts.saveReport': z.strictObject({ text: z.string().min(1).max(50_000_000) }),
  'contacts.export': z.strictObject({
    format: z.enum(['vcard4', 'vcard3', 'csv']),
    contactIds: z.array(id).max(100_000).nullable(),
  }),
  'servers.list': none,
  'servers.health': z.strictObject({ serverId: id, span: z.enum(['day', 'week', 'month']) }),
  'servers.recent': none,
  'servers.restorePace': serverId,
  'servers.save': serverForm,
  'servers.delete': z.strictObject({ serverId: id, moveTo: id.nullable().optional() }),
  'servers.setEnabled': z.strictObject({ serverId: id, enabled: z.boolean() }),
  'servers.reorder': z.strictObject({ serverIds: z.array(id).max(1_000) }),
  'servers.duplicate': serverId,
  'bounces.read': z.strictObject({
    bytes: z
      .instanceof(Uint8Array)
      .refine((bytes) => bytes.length <= maxBounce, 'A report has at most 20 MB.'),
  }),
  'messages.pick': none,
  'messages.open': z.strictObject({
    name: fileName,
    bytes: z
      .instanceof(Uint8Array)
      .refine((bytes) => bytes.length <= maxMessageOctets, 'A message file has at most 64 MB.'),
  }),
  'messages.shown': none,
  'messages.close': z.strictObject({ id }),
  'messages.explain': z.strictObject({ id }),
  'messages.answer': z.strictObject({ id, way: z.enum(answerWays) }),
  'messages.saveAttachment': z.strictObject({ id, index: z.number().int().nonnegative().max(1_000) }),
  'messages.letter': messageTarget,
  'messages.save': messageTarget,
  'messages.drag': z.strictObject({ entryId: id }),
  'messages.print': z.strictObject({ draftId: id.nullable() }),
  'messages.pdf': z.strictObject({ draftId: id.nullable(), subject: z.string().max(2_000) }),
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
  'identities.list': none,
  'transfer.sources': none,
  'transfer.read': z.strictObject({ sourceId: id.nullable() }),
  'transfer.apply': z.strictObject({
    previewId: id,
    servers: z.array(z.string().max(300)).max(1_000),
    identities: z.array(z.string().max(300)).max(4_000),
  }),
  'transfer.exportServers': z.strictObject({
    serverIds: z.array(id).max(1_000),
    identityIds: z.array(id).max(10_000),
  }),
  'identities.save': identityForm,
  'identities.delete': z.strictObject({ identityId: id }),
  'identities.reorder': z.strictObject({ identityIds: z.array(id).max(1_000) }),
  'identities.pickFolder': none,
  'identities.refusedSenders': none,
  'identities.aliases': none,
  'identities.forgetAlias': z.strictObject({ identityId: id, address: z.string().max(maxMailbox) }),
  'identities.forgetRefused': z.strictObject({ serverId: id, address: z.string().max(maxMailbox) }),
  'identities.saveCopy': entryId,
  'routes.list': none,
  'routes.save': z.strictObject({ rules: z.array(routeRule).max(1_000) }),
  'routes.where': z.strictObject({
    addresses: z.array(z.string().max(maxMailbox)).max(100),
    identityId: id.nullable(),
  }),
  'practice.open': none,
  'practice.close': none,
  'practice.status': none,
  'practice.scenarios': none,
  'practice.received': none,
  'practice.read': z.strictObject({ id }),
  'practice.clear': none,
  'practice.armed': none,
  'practice.arm': armedSchema,
  'practice.disarm': z.strictObject({ phase: z.enum(armedPhases) }),
  'practice.imitate': z.strictObject({ server: z.enum(imitations) }),
  'practice.tryIt': z.strictObject({ scenarioId: id.nullable() }),
  'certificates.otherName': z.strictObject({
    serverId: id.nullable(),
    host: z.string().max(1_000),
    names: z.array(z.string().max(1_000)).max(1_000),
  }),
  'certificates.useName': z.strictObject({ serverId: id, name: z.string().min(1).max(300) }),
  'secrets.useKeychain': none,
  'secrets.useFile': none,
  'desktop.mailLinks': none,
  'desktop.takeMailLinks': none,
  'updates.get': none,
  'updates.check': none,
  'updates.load': none,
  'updates.install': none,
  'settings.get': none,
  'settings.about': none,
  'settings.set': settingsSchema.partial(),
  'settings.reset': z.strictObject({ names: z.array(settingsSchema.keyof()).max(100) }),
  'profile.export': none,
  'profile.read': none,
  'profile.apply': z.strictObject({
    previewId: id,
    parts: z.array(z.enum(['settings', 'accounts', 'templates', 'contacts'])).max(4),
  }),
  'profile.diskUse': none,
  'help.codes': none,
  'help.lessons': none,
  'help.forgetLessons': none,
  'policy.get': none,
  'policy.readAgain': none,
  'app.info': none,
  'app.dismissNotice': z.strictObject({ id }),
  'app.compose': z.strictObject({ draftId: id.nullable(), to: mailboxes.optional() }),
  'app.openMailto': z.strictObject({ url: z.string().max(maxMailto) }),
  'app.show': z.strictObject({ view, entryId: id.optional() }),
  'app.reveal': z.strictObject({
    what: z.enum(['profile', 'log', 'logFolder', 'crashes', 'policy', 'guide']),
  }),
  'app.eraseEverything': none,
  'app.answerQuit': z.strictObject({ choice: z.enum(['finish', 'stop', 'background', 'stay']) }),
  'app.writeIn': z.strictObject({ language: languageTag.nullable() }),
  'app.openLink': z.strictObject({ url: z.string().max(100_000) }),
  'app.copyText': z.strictObject({ text: z.string().max(20_000_000) }),
} as const satisfies {
  readonly [C in Channel]: z.ZodType<ArgumentOf<C> extends never ? undefined : ArgumentOf<C>>
}
