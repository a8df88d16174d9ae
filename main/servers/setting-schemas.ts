// The settings of a server as they come in from outside, from a window or a file: strict, with limits.
import { z } from 'zod'
import { familyPreferences, mechanismNames, oauthProviders } from './server.ts'

/** Names, hosts and what a person signs in with; judged later, field by field. */
export const settingSchemas = {
  name: z.string().max(300),
  host: z.string().max(1_000),
  port: z.number(),
  security: z.enum(['none', 'starttls', 'implicit']),
  user: z.string().max(1_000),
  ehloName: z.string().max(1_000),
  mechanism: z.enum(mechanismNames),
  oauth: z.strictObject({
    provider: z.enum(oauthProviders),
    issuer: z.string().max(2_000).optional(),
    clientId: z.string().max(1_000),
    scope: z.string().max(2_000).optional(),
    tenant: z.string().max(300).optional(),
  }),
  minTls: z.literal('TLSv1.3'),
  proxy: z.strictObject({
    kind: z.enum(['socks5', 'http']),
    host: z.string().max(1_000),
    port: z.number(),
    user: z.string().max(1_000),
  }),
  localAddress: z.string().max(300),
  family: z.enum(familyPreferences),
  timeouts: z.strictObject({
    connectMs: z.number().optional(),
    replyMs: z.number().optional(),
    finalReplyMs: z.number().optional(),
  }),
  dsn: z.strictObject({
    notify: z.array(z.enum(['success', 'failure', 'delay'])).max(3),
    ret: z.enum(['headers', 'full']),
  }),
  allowedSenders: z.array(z.string().max(4_000)).max(1_000),
} as const
