// What a window may send of senders, and of settings that come from elsewhere.
import { z } from 'zod'
import { id, maxMailbox } from '../../drafts/content-schema.ts'
import { richSignatureShape } from '../../identities/rich-signature-shape.ts'
import type { SchemasOf } from './channel.ts'
import { none, entryId } from './common.ts'

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

export const identitiesSchemas = {
  'identities.list': none,
  'identities.save': identityForm,
  'identities.delete': z.strictObject({ identityId: id }),
  'identities.reorder': z.strictObject({ identityIds: z.array(id).max(1_000) }),
  'identities.pickFolder': none,
  'identities.refusedSenders': none,
  'identities.aliases': none,
  'identities.forgetAlias': z.strictObject({ identityId: id, address: z.string().max(maxMailbox) }),
  'identities.forgetRefused': z.strictObject({ serverId: id, address: z.string().max(maxMailbox) }),
  'identities.saveCopy': entryId,
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
} as const satisfies SchemasOf<'identities' | 'transfer'>
