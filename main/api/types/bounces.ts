// Delivery reports.
import type { EntryExplanation } from './outbox.ts'

/** What became of a report that was given. */
export type BounceOutcome =
  | { readonly kind: 'matched'; readonly entryId: string; readonly view: 'outbox' | 'sent' }
  /** It is about no message of this profile: what it says is explained all the same. */
  | { readonly kind: 'stranger'; readonly explanations: readonly EntryExplanation[] }
  /** The file is no delivery report; a sentence says what is missing. */
  | { readonly kind: 'no-report'; readonly message: string }

export interface BouncesApi {
  /** A delivery report (RFC 3464) as an .eml file of at most 20 MB: it is matched by envelope id or Message-ID, and kept. */
  read(input: { readonly bytes: Uint8Array }): Promise<BounceOutcome>
}
