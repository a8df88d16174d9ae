// Who gets an answer, and from whom it comes.
import type { Identity } from '../../identities/identity.ts'
import { addressKey, formatMailbox, parseMailbox } from '../address.ts'
import type { FileMailbox, MessageFile } from '../import/message-file.ts'

export interface AnswerRecipients {
  readonly to: readonly string[]
  readonly cc: readonly string[]
}

/** The same recipient for this purpose: a person writes their own address now so, now so. */
function keyOf(address: string): string {
  const parsed = parseMailbox(address)
  return (parsed.ok ? addressKey(parsed.mailbox) : address).toLowerCase()
}

/** The identity that the message was addressed to, or that wrote it; null: none of them. */
export function identityOf(
  { to, cc, bcc, from }: MessageFile,
  identities: readonly Identity[],
): Identity | null {
  for (const list of [to, cc, bcc, from]) {
    const keys = list.map(({ address }) => keyOf(address))
    const found = identities.find(({ address }) => keys.includes(keyOf(address)))
    if (found !== undefined) return found
  }
  return null
}

/**
 * Recipients of a reply: who wrote it, or where replies are wanted (RFC 5322 3.6.2). To a message of one's own it goes
 * to whom that went. With `all`, To stays To and Cc stays Cc, without one's own addresses.
 */
export function replyRecipients(
  message: MessageFile,
  identities: readonly Identity[],
  all: boolean,
): AnswerRecipients {
  const own = new Set(identities.map(({ address }) => keyOf(address)))
  const isOwn = ({ address }: FileMailbox) => own.has(keyOf(address))
  const { from, replyTo, to, cc } = message
  const writer = replyTo.length > 0 ? replyTo : from
  const isMine = from.length > 0 && from.every(isOwn) && replyTo.length === 0
  const first = isMine && to.length > 0 ? to : writer
  if (!all) return { to: toTexts(distinct(first, new Set())), cc: [] }
  const others = isMine ? first : [...first, ...to.filter((one) => !isOwn(one))]
  const seen = new Set<string>()
  const primary = distinct(others, seen)
  return {
    to: toTexts(primary),
    cc: toTexts(
      distinct(
        cc.filter((one) => !isOwn(one)),
        seen,
      ),
    ),
  }
}

/** What a draft takes in one field. */
const maxRecipients = 10_000

/** Each once; `seen` takes what was met. */
function distinct(list: readonly FileMailbox[], seen: Set<string>): readonly FileMailbox[] {
  const once = list.filter(({ address }) => {
    const key = keyOf(address)
    if (seen.has(key)) return false
    seen.add(key)
    return true
  })
  return once.slice(0, maxRecipients)
}

/** As a person would type them. */
export function toTexts(mailboxes: readonly FileMailbox[]): readonly string[] {
  return mailboxes.map(formatMailbox)
}
