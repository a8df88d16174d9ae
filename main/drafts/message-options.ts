import type { DsnDefault } from '../servers/server.ts'

/** A header field of the person's own. */
export interface OwnHeader {
  readonly name: string
  readonly value: string
}

/** What large receivers want of mail that goes to many (RFC 2369, 2919, 8058). */
export interface ListFields {
  /** Without angle brackets: `news.example.org`. */
  readonly id?: string
  /** `https:` or `mailto:`. */
  readonly unsubscribe?: readonly string[]
  /** A POST to the `https:` address is enough (RFC 8058). */
  readonly oneClick?: boolean
  readonly precedence?: 'bulk' | 'list'
}

/** What a person chose for one message. Absent: as the identity and the server have it. */
export interface MessageOptions {
  /** Mailbox as typed. */
  readonly replyTo?: string
  /** Delivery status (RFC 3461); `notify` empty: never. */
  readonly dsn?: DsnDefault
  /** Read receipt (RFC 8098). */
  readonly readReceipt?: boolean
  readonly headers?: readonly OwnHeader[]
  /** RFC 8689. */
  readonly requireTls?: boolean
  /** Rich text is sent without its HTML part. */
  readonly plainOnly?: boolean
  /** Of the text (BCP 47). */
  readonly language?: string
  readonly list?: ListFields
}

/** A calendar invitation that goes with the message (RFC 5545, 6047). Times are local to `zone`. */
export interface Invitation {
  readonly uid: string
  readonly sequence: number
  readonly title: string
  readonly place: string
  readonly description: string
  /** `2026-12-24T18:00`. */
  readonly start: string
  readonly end: string
  readonly zone: string
  readonly allDay: boolean
}

/** The message that this one answers or forwards; both with angle brackets. */
export interface Thread {
  readonly inReplyTo: string
  readonly references: readonly string[]
}
