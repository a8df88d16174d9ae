// A report of a server on the way that it could not deliver (RFC 3464). It is a letter and could be forged.

export type BounceAction = 'failed' | 'delayed' | 'delivered' | 'relayed' | 'expanded'

/** What the report says of one recipient (RFC 3464 2.3). */
export interface BouncedRecipient {
  /** The address that was used in the end. */
  readonly address: string
  /** The address that was asked for, where the report tells it. */
  readonly originalAddress?: string
  readonly action: BounceAction
  /** Enhanced status code, e.g. `5.2.2`; '' where it is not one. */
  readonly status: string
  /** What the other server said, as far as the report quotes an SMTP reply; else its words. */
  readonly lines: readonly string[]
  readonly remoteMta?: string
}

export interface BounceReport {
  /** ENVID of our MAIL command (RFC 3461 4.4). */
  readonly envelopeId?: string
  readonly reportingMta?: string
  /** Date of the report, epoch ms. */
  readonly reportedAt?: number
  /** Message-IDs of the returned message, with angle brackets; mostly one. */
  readonly messageIds: readonly string[]
  readonly recipients: readonly BouncedRecipient[]
}

export type ParsedBounce =
  | { readonly ok: true; readonly report: BounceReport }
  /** A sentence that says what is missing. */
  | { readonly ok: false; readonly message: string }
