/** Text below the messages of an identity, without its separator line. */
export interface Signature {
  readonly id: string
  readonly name: string
  readonly text: string
  /** Its form in rich text: a fragment of HTML, cleaned; absent: `text` alone. */
  readonly html?: string
  /** Pictures that `html` names as `cid:…`. */
  readonly pictures?: readonly SignaturePicture[]
}

/** A picture of a signature; each message gets a copy of it under a Content-ID of its own. */
export interface SignaturePicture {
  readonly cid: string
  readonly name: string
  readonly type: 'image/png' | 'image/jpeg' | 'image/gif' | 'image/webp'
  readonly base64: string
}

/** Octets of all pictures of one signature: each message carries them. */
export const maxSignaturePictures = 200_000

/** Where a copy of what was handed over is written: a Maildir, or a folder of .eml files. */
export interface SentCopy {
  readonly kind: 'maildir' | 'eml'
  /** Absolute. */
  readonly path: string
}

/** An address that the person sends from; "From" offers it. */
export interface Identity {
  readonly id: string
  readonly name: string
  readonly address: string
  /** The outgoing server of this address. */
  readonly serverId: string
  /** Servers that may carry it when the first does not take it, in this order (failover). */
  readonly furtherServerIds?: readonly string[]
  /** Mailbox for replies, where it is not the address. */
  readonly replyTo?: string
  readonly organisation?: string
  /** The first is put into a new message. */
  readonly signatures?: readonly Signature[]
  /** Mailboxes that get a blind copy of everything. */
  readonly alwaysBcc?: readonly string[]
  readonly sentCopy?: SentCopy
  /** Reverse-path of its messages, for bounces; absent: the address. */
  readonly envelopeSender?: string
  /** Place in "From", ascending; absent ones follow in the order of storage. */
  readonly order?: number
}
