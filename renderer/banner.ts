import type { Notice } from '../main/api.ts'
import type { Settings } from '../main/settings/settings.ts'
import type { Missed } from './state/missed-state.svelte.ts'

/** The one banner of the window: what is gravest. */
export type BannerView =
  | { readonly kind: 'notice'; readonly notice: Notice }
  | { readonly kind: 'missed'; readonly missed: Missed }
  | { readonly kind: 'stopped'; readonly sending: 'paused' | 'offline' }

export interface Bannered {
  /** The gravest notice. */
  readonly notice: Notice | null
  readonly missed: Missed | null
  readonly sending: Settings['sending']
}

/** At most one: what was found at start, what was missed, then that nothing is sent, then where passwords are kept. */
export function pickBanner({ notice, missed, sending }: Bannered): BannerView | null {
  if (notice !== null && notice.id !== 'secrets-in-memory') return { kind: 'notice', notice }
  if (missed !== null) return { kind: 'missed', missed }
  if (sending !== 'on') return { kind: 'stopped', sending }
  return notice === null ? null : { kind: 'notice', notice }
}
