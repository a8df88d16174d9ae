// What a window may send of messages in the outbox, their transcripts and their routes.
import { z } from 'zod'
import { content, id, instant, localTime, maxMailbox, priority, zone } from '../../drafts/content-schema.ts'
import type { SchemasOf } from './channel.ts'
import { none, entryId } from './common.ts'

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

/** Recipients of one message. */
const maxBounced = 10_000

const attemptId = z.strictObject({ attemptId: id })

const report = z.strictObject({
  attemptId: id,
  addresses: z.boolean(),
  hosts: z.boolean(),
  subject: z.boolean(),
  format: z.enum(['markdown', 'json']).optional(),
})

export const outboxSchemas = {
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
  'routes.list': none,
  'routes.save': z.strictObject({ rules: z.array(routeRule).max(1_000) }),
  'routes.where': z.strictObject({
    addresses: z.array(z.string().max(maxMailbox)).max(100),
    identityId: id.nullable(),
  }),
  'preflight.check': z.strictObject({ content }),
} as const satisfies SchemasOf<'outbox' | 'transcripts' | 'routes' | 'preflight'>
