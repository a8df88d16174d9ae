// What a row's JSON must be. The types stay the contract: each schema is checked against its type by the compiler.
import { z } from 'zod'
import type { Contact, ContactGroup, EarlierRecipient } from '../contacts/contact.ts'
import type { DraftContent } from '../drafts/draft.ts'
import type { DraftPlace } from '../drafts/place.ts'
import type { Identity } from '../identities/identity.ts'
import type { Attempt, Entry } from '../outbox/entry.ts'
import { familyPreferences, mechanismNames, oauthProviders, type Server } from '../servers/server.ts'
import type { Template } from '../templates/template.ts'
import type { CertificateSummary, Reply, SmtpFailure } from '../smtp/types.ts'

/** Phases of a session, as lines, attempts and failures name them. */
export const phases = [
  'local',
  'connect',
  'greeting',
  'ehlo',
  'starttls',
  'tls',
  'auth',
  'mail',
  'rcpt',
  'data',
  'message',
  'reset',
  'quit',
  'done',
] as const

const phase = z.enum(phases)

const reply = z.object({
  code: z.int(),
  enhanced: z.string().optional(),
  lines: z.array(z.string()),
}) satisfies z.ZodType<Reply>

const certificate = z.object({
  subject: z.string(),
  issuer: z.string(),
  names: z.array(z.string()),
  validFromAt: z.number(),
  validToAt: z.number(),
  sha256: z.string(),
  spkiSha256: z.string(),
  key: z.string().optional(),
  chain: z.array(z.object({ subject: z.string() })).optional(),
  checks: z.object({ chain: z.boolean().optional(), dates: z.boolean(), name: z.boolean() }).optional(),
}) satisfies z.ZodType<CertificateSummary>

const failure = z.object({
  phase,
  kind: z.enum(['server-reply', 'network', 'timeout', 'tls', 'certificate', 'protocol', 'local']),
  command: z.string().optional(),
  reply: reply.optional(),
  detail: z.string(),
  errorCode: z.string().optional(),
  certificate: certificate.optional(),
  otherPort: z.number().optional(),
  inFlight: z.literal(true).optional(),
  proxy: z.string().optional(),
}) satisfies z.ZodType<SmtpFailure>

const status = z.discriminatedUnion('state', [
  z.object({ state: z.literal('pending') }),
  z.object({
    state: z.literal('accepted'),
    at: z.number(),
    attemptId: z.string(),
    reply: reply.optional(),
    byPerson: z.boolean().optional(),
  }),
  z.object({
    state: z.literal('deferred'),
    at: z.number(),
    attemptId: z.string(),
    failure,
    retryAt: z.number().optional(),
    tries: z.int().optional(),
  }),
  z.object({
    state: z.literal('rejected'),
    by: z.enum(['server', 'sendoff']),
    at: z.number(),
    attemptId: z.string().optional(),
    failure,
  }),
  z.object({ state: z.literal('unconfirmed'), at: z.number(), attemptId: z.string(), failure }),
])

const route = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('server'), ruleId: z.string(), serverId: z.string() }),
  z.object({
    kind: z.literal('mx'),
    ruleId: z.string(),
    tls: z.enum(['opportunistic', 'required', 'verified']),
  }),
  z.object({ kind: z.literal('maildir'), ruleId: z.string(), path: z.string() }),
])

const schedule = z.object({ at: z.number(), local: z.string(), zone: z.string() })
const priority = z.enum(['high', 'normal', 'low'])

const recipient = z.object({
  address: z.string(),
  name: z.string().optional(),
  field: z.enum(['to', 'cc', 'bcc']),
  status,
  route: route.optional(),
})

const dsnSettings = z.object({
  notify: z.array(z.enum(['success', 'failure', 'delay'])),
  ret: z.enum(['full', 'headers']),
})

const revision = z.object({
  number: z.int(),
  messageId: z.string(),
  createdAt: z.number(),
  spoolFile: z.string(),
  size: z.int(),
  sha256: z.string(),
  contentFile: z.string(),
  files: z.array(z.string()).optional(),
  isReady: z.literal(true).optional(),
  replyTo: z.string().optional(),
  organisation: z.string().optional(),
  dsn: dsnSettings.optional(),
  requireTls: z.literal(true).optional(),
  recipients: z.array(recipient).optional(),
})

const copyPlace = { kind: z.enum(['maildir', 'eml']), path: z.string() }
const sentCopy = z.discriminatedUnion('state', [
  z.object({ ...copyPlace, state: z.enum(['waiting', 'pending']) }),
  z.object({ ...copyPlace, state: z.literal('done'), at: z.number(), file: z.string() }),
  z.object({ ...copyPlace, state: z.literal('failed'), at: z.number(), detail: z.string() }),
])

const step = z.enum(['started', 'envelope', 'content', 'about-to-complete', 'ended'])
const at = z.number()

const reason = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('queued') }),
  z.object({ kind: z.literal('retry'), at, attempt: z.int() }),
  z.object({ kind: z.literal('sending') }),
  z.object({ kind: z.literal('held-by-person') }),
  z.object({ kind: z.literal('held-editing') }),
  z.object({ kind: z.literal('needs-person') }),
  z.object({ kind: z.literal('needs-choice') }),
  z.object({ kind: z.literal('needs-sign-in'), serverId: z.string() }),
  z.object({ kind: z.literal('needs-certificate'), serverId: z.string() }),
  z.object({ kind: z.literal('needs-keychain'), serverId: z.string() }),
  z.object({ kind: z.literal('needs-server') }),
  z.object({ kind: z.literal('needs-file'), detail: z.string() }),
  z.object({ kind: z.literal('gave-up'), since: z.number() }),
  z.object({ kind: z.literal('scheduled'), at }),
  z.object({ kind: z.literal('undo-window'), until: z.number() }),
  z.object({ kind: z.literal('missed'), dueAt: z.number() }),
  z.object({ kind: z.literal('expired'), at }),
  z.object({ kind: z.literal('failed-over'), serverId: z.string(), serverName: z.string() }),
  z.object({ kind: z.literal('settled') }),
  z.object({ kind: z.literal('cancelled'), inTime: z.boolean() }),
  z.object({ kind: z.literal('interrupted'), step }),
])

export const entrySchema = z.object({
  id: z.string(),
  createdAt: z.number(),
  updatedAt: z.number(),
  identityId: z.string(),
  from: z.object({ address: z.string(), name: z.string().optional() }),
  envelopeSender: z.string().optional(),
  sentCopy: sentCopy.optional(),
  serverId: z.string(),
  subject: z.string(),
  recipients: z.array(recipient),
  revision,
  history: z.array(revision),
  allOrNone: z.boolean(),
  hold: z.enum(['person', 'editing', 'sign-in', 'gave-up', 'missed', 'expired']).optional(),
  cancelledAt: z.number().optional(),
  cancelRequestedAt: z.number().optional(),
  sendingLane: z.string().optional(),
  schedule: schedule.optional(),
  undoUntil: z.number().optional(),
  notAfter: z.number().optional(),
  priority: priority.optional(),
  homeServerId: z.string().optional(),
  failovers: z
    .array(
      z.object({ serverId: z.string(), serverName: z.string(), at, failure, retryAt: z.number().optional() }),
    )
    .optional(),
  reports: z
    .array(
      z.object({
        address: z.string(),
        action: z.enum(['failed', 'delayed', 'delivered', 'relayed', 'expanded']),
        status: z.string(),
        lines: z.array(z.string()),
        remoteMta: z.string().optional(),
        reportingMta: z.string().optional(),
        reportedAt: z.number().optional(),
        readAt: z.number(),
        by: z.enum(['envelope-id', 'message-id', 'both']),
        settledAt: z.number().optional(),
      }),
    )
    .optional(),
  signInLanes: z.array(z.string()).optional(),
  untrustedLanes: z.array(z.string()).optional(),
  keychainLanes: z.array(z.string()).optional(),
  sendingAttemptId: z.string().optional(),
  nextAttemptAt: z.number().optional(),
  scheduledAt: z.number().optional(),
  waitingSince: z.number().optional(),
  handedTo: z.string().optional(),
  attemptCount: z.int(),
  reason,
}) satisfies z.ZodType<Entry>

const recipientResult = z.object({
  address: z.string(),
  outcome: z.enum(['accepted', 'deferred', 'rejected', 'not-attempted', 'refused-locally', 'unconfirmed']),
  reply: reply.optional(),
})

export const attemptSchema = z.object({
  id: z.string(),
  entryId: z.string(),
  number: z.int(),
  revision: z.int(),
  serverId: z.string(),
  serverName: z.string(),
  serverHost: z.string(),
  route: route.optional(),
  startedAt: z.number(),
  endedAt: z.number().optional(),
  step,
  refused: z.array(recipientResult).optional(),
  overall: z
    .enum(['accepted', 'partly', 'deferred', 'rejected', 'refused-locally', 'unconfirmed'])
    .optional(),
  phase: phase.optional(),
  failure: failure.optional(),
  finalReply: reply.optional(),
  queueId: z.string().optional(),
  remoteAddress: z.string().optional(),
  tls: z
    .object({
      protocol: z.string(),
      cipher: z.string(),
      verified: z.boolean(),
      pinned: z.boolean(),
      certificate: certificate.optional(),
    })
    .optional(),
  signedInAs: z.string().optional(),
  mechanism: z.string().optional(),
  notes: z.array(z.string()),
  counts: z.boolean(),
}) satisfies z.ZodType<Attempt>

export const lineSchema = z.object({
  seq: z.int(),
  atMs: z.number(),
  from: z.enum(['client', 'server', 'note']),
  phase,
  text: z.string(),
})

const attachment = z.object({
  id: z.string(),
  name: z.string(),
  type: z.string(),
  size: z.int(),
  file: z.string(),
  sha256: z.string(),
  sourcePath: z.string().optional(),
  copiedAt: z.number(),
  cid: z.string().optional(),
})

const messageOptions = z.object({
  replyTo: z.string().optional(),
  dsn: dsnSettings.optional(),
  readReceipt: z.boolean().optional(),
  headers: z.array(z.object({ name: z.string(), value: z.string() })).optional(),
  requireTls: z.boolean().optional(),
  plainOnly: z.boolean().optional(),
  language: z.string().optional(),
  list: z
    .object({
      id: z.string().optional(),
      unsubscribe: z.array(z.string()).optional(),
      oneClick: z.boolean().optional(),
      precedence: z.enum(['bulk', 'list']).optional(),
    })
    .optional(),
})

const invitation = z.object({
  uid: z.string(),
  sequence: z.int(),
  title: z.string(),
  place: z.string(),
  description: z.string(),
  start: z.string(),
  end: z.string(),
  zone: z.string(),
  allDay: z.boolean(),
})

const count = z.number().int().nonnegative()

export const draftPlaceSchema = z.object({
  kind: z.enum(['rich', 'plain']),
  block: count,
  sign: count,
  scroll: count,
  direction: z.enum(['ltr', 'rtl']).optional(),
}) satisfies z.ZodType<DraftPlace>

export const draftContentSchema = z.object({
  identityId: z.string().nullable(),
  serverId: z.string().nullable(),
  to: z.array(z.string()),
  cc: z.array(z.string()),
  bcc: z.array(z.string()),
  added: z.array(z.string()).optional(),
  subject: z.string(),
  text: z.string(),
  html: z.string().optional(),
  signatureId: z.string().nullable().optional(),
  attachments: z.array(attachment),
  schedule: schedule.optional(),
  notAfter: z.number().optional(),
  priority: priority.optional(),
  allOrNone: z.boolean().optional(),
  from: z.string().optional(),
  options: messageOptions.optional(),
  invitation: invitation.optional(),
  thread: z.object({ inReplyTo: z.string(), references: z.array(z.string()) }).optional(),
}) satisfies z.ZodType<DraftContent>

export const serverSchema = z.object({
  id: z.string(),
  kind: z.enum(['configured', 'practice']),
  name: z.string(),
  host: z.string(),
  port: z.int(),
  security: z.enum(['none', 'starttls', 'implicit']),
  user: z.string(),
  ehloName: z.string(),
  allowInsecureAuth: z.boolean(),
  pins: z.array(z.string()),
  isDefault: z.boolean(),
  createdAt: z.number(),
  concurrency: z.int().optional(),
  queueInFlight: z.literal(true).optional(),
  perMinute: z.number().optional(),
  perDay: z.number().optional(),
  disabled: z.boolean().optional(),
  order: z.number().optional(),
  mechanism: z.enum(mechanismNames).optional(),
  oauth: z
    .object({
      provider: z.enum(oauthProviders),
      issuer: z.string().optional(),
      clientId: z.string(),
      scope: z.string().optional(),
      tenant: z.string().optional(),
    })
    .optional(),
  minTls: z.literal('TLSv1.3').optional(),
  clientCertificate: z
    .object({ subject: z.string(), issuer: z.string(), validToAt: z.number(), sha256: z.string() })
    .optional(),
  proxy: z
    .object({ kind: z.enum(['socks5', 'http']), host: z.string(), port: z.int(), user: z.string() })
    .optional(),
  localAddress: z.string().optional(),
  family: z.enum(familyPreferences).optional(),
  timeouts: z
    .object({
      connectMs: z.number().optional(),
      replyMs: z.number().optional(),
      finalReplyMs: z.number().optional(),
    })
    .optional(),
  dsn: z
    .object({
      notify: z.array(z.enum(['success', 'failure', 'delay'])),
      ret: z.enum(['headers', 'full']),
    })
    .optional(),
  allowedSenders: z.array(z.string()).optional(),
  refusedSenders: z.array(z.object({ address: z.string(), at: z.number(), text: z.string() })).optional(),
}) satisfies z.ZodType<Server>

export const identitySchema = z.object({
  id: z.string(),
  name: z.string(),
  address: z.string(),
  serverId: z.string(),
  furtherServerIds: z.array(z.string()).optional(),
  replyTo: z.string().optional(),
  organisation: z.string().optional(),
  signatures: z
    .array(
      z.object({
        ...{ id: z.string(), name: z.string(), text: z.string(), html: z.string().optional() },
        pictures: z
          .array(
            z.object({
              ...{ cid: z.string(), name: z.string(), base64: z.string() },
              type: z.enum(['image/png', 'image/jpeg', 'image/gif', 'image/webp']),
            }),
          )
          .optional(),
      }),
    )
    .optional(),
  alwaysBcc: z.array(z.string()).optional(),
  sentCopy: z.object(copyPlace).optional(),
  envelopeSender: z.string().optional(),
  order: z.number().optional(),
}) satisfies z.ZodType<Identity>

const named = z.object({ label: z.string(), value: z.string() })

export const contactSchema = z.object({
  id: z.string(),
  name: z.string(),
  given: z.string().optional(),
  family: z.string().optional(),
  organisation: z.string().optional(),
  addresses: z.array(z.object({ address: z.string(), label: z.string().optional() })),
  note: z.string().optional(),
  details: z.array(named).optional(),
  distinctFrom: z.array(z.string()).optional(),
  createdAt: z.number(),
  changedAt: z.number(),
}) satisfies z.ZodType<Contact>

export const contactGroupSchema = z.object({
  id: z.string(),
  name: z.string(),
  members: z.array(
    z.object({ address: z.string(), name: z.string().optional(), contactId: z.string().optional() }),
  ),
  field: z.enum(['to', 'cc', 'bcc']),
  identityId: z.string().optional(),
}) satisfies z.ZodType<ContactGroup>

export const earlierRecipientSchema = z.object({
  id: z.string(),
  address: z.string(),
  name: z.string().optional(),
  count: z.number(),
  lastAt: z.number(),
  forgotten: z.literal(true).optional(),
}) satisfies z.ZodType<EarlierRecipient>

export const templateSchema = z.object({
  id: z.string(),
  kind: z.enum(['message', 'snippet']),
  name: z.string(),
  subject: z.string(),
  text: z.string(),
  html: z.string().optional(),
  usedAt: z.number(),
}) satisfies z.ZodType<Template>
