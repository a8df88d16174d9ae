// What an administrator's file may say. A file is taken as a whole or not at all (see state.ts for what holds then).
import { z } from 'zod'
import { settingSchemas as of } from '../servers/setting-schemas.ts'
import { lastingSettingsSchema } from '../settings/settings.ts'

const policySettings = lastingSettingsSchema.partial()

export type PolicySettings = Readonly<z.infer<typeof policySettings>>

const line = z.string().max(300)

/** A server that the administrator gives: what is left out here is the person's to fill in. */
const givenServer = z.strictObject({
  /** Names it for good: a person's password and address stay with this key. */
  key: z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/, 'A key is made of small letters, digits and hyphens.'),
  name: of.name.min(1),
  host: of.host.min(1),
  port: z.int().min(1).max(65_535),
  security: of.security,
  user: of.user.min(1).optional(),
  ehloName: of.ehloName.optional(),
  mechanism: of.mechanism.optional(),
  minTls: of.minTls.optional(),
  pins: z
    .array(z.string().regex(/^[0-9a-f]{64}$/, 'A key is named by 64 hexadecimal digits.'))
    .max(10)
    .optional(),
  allowedSenders: of.allowedSenders.optional(),
  /** Left out: the person's choice. */
  queueInFlight: z.boolean().optional(),
})

export type GivenServer = Readonly<z.infer<typeof givenServer>>

const rulesSchema = z.strictObject({
  /** `given`: mail goes over the servers of this file alone. */
  servers: z.enum(['any', 'given']),
  requireTls: z.boolean(),
  minTls: z.enum(['TLSv1.2', 'TLSv1.3']),
  trustByHand: z.boolean(),
  directToMx: z.boolean(),
  practiceServer: z.boolean(),
  rememberRecipients: z.boolean(),
  updates: z.boolean(),
})

export type FileRules = Readonly<z.infer<typeof rulesSchema>>
export type RuleName = keyof FileRules

export const policySchema = z.strictObject({
  format: z.literal('sendoff-policy'),
  version: z.literal(1),
  /** Who set it; shown beside each lock. */
  from: line.min(1),
  says: z.string().max(1_000).optional(),
  contact: line.optional(),
  locked: policySettings.optional(),
  defaults: policySettings.optional(),
  rules: rulesSchema.partial().optional(),
  servers: z
    .array(givenServer)
    .max(100)
    .refine(
      (servers) => new Set(servers.map(({ key }) => key)).size === servers.length,
      'Two servers have the same key.',
    )
    .optional(),
})

export type Policy = Readonly<z.infer<typeof policySchema>>

/** The id of a given server's record in the profile. */
export function givenId(key: string): string {
  return `given-${key}`
}
