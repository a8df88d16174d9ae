// What a window may send: one strict schema with limits for the argument of each call. Parse, don't trust.
import type { Api } from './api.ts'
import type { SchemasOf } from './api/schemas/channel.ts'
import { contactsSchemas } from './api/schemas/contacts.ts'
import { draftsSchemas } from './api/schemas/drafts.ts'
import { identitiesSchemas } from './api/schemas/identities.ts'
import { mergeSchemas } from './api/schemas/merge.ts'
import { messagesSchemas } from './api/schemas/messages.ts'
import { outboxSchemas } from './api/schemas/outbox.ts'
import { practiceSchemas } from './api/schemas/practice.ts'
import { programSchemas } from './api/schemas/program.ts'
import { serversSchemas } from './api/schemas/servers.ts'

export type { Channel } from './api/schemas/channel.ts'

/** The schemas by channel. */
export const schemas = {
  ...outboxSchemas,
  ...draftsSchemas,
  ...mergeSchemas,
  ...contactsSchemas,
  ...serversSchemas,
  ...identitiesSchemas,
  ...messagesSchemas,
  ...practiceSchemas,
  ...programSchemas,
} as const satisfies SchemasOf<keyof Api>
