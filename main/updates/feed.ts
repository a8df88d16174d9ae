// The signature of a feed (latest.yml): Ed25519 over its octets, in base64, at the same address with `.sig` behind it. The
// feed has the SHA-512 of each file, so that whoever holds the server alone can offer nothing of their own.
import { createPublicKey, verify } from 'node:crypto'
import { z } from 'zod'

/** What was built in: where the feed is, and who may have written it. */
export interface FeedSource {
  /** https; the folder of the feed. */
  readonly url: string
  /** Ed25519 public key, SPKI in base64. */
  readonly key: string
}

const about = z.object({
  updates: z.object({
    url: z.url({ protocol: /^https$/ }).max(2_000),
    key: z.base64().max(200),
  }),
})

/** The feed that package.json of the program names; null where it names none that can be used. */
export function readFeedSource(packageJson: string): FeedSource | null {
  try {
    const parsed = about.safeParse(JSON.parse(packageJson))
    return parsed.success ? parsed.data.updates : null
  } catch {
    return null
  }
}

/** Whether the holder of the key has written this feed. Anything that is no signature or no key is a no. */
export function isSigned(feed: string, signature: string, key: string): boolean {
  try {
    const publicKey = createPublicKey({ key: Buffer.from(key, 'base64'), format: 'der', type: 'spki' })
    if (publicKey.asymmetricKeyType !== 'ed25519') return false
    return verify(null, Buffer.from(feed), publicKey, Buffer.from(signature.trim(), 'base64'))
  } catch {
    return false
  }
}
