import type { SendProblem } from '../api.ts'
import type { DraftContent } from '../drafts/draft.ts'
import type { Identity } from '../identities/identity.ts'
import type { RecipientField } from '../outbox/entry.ts'
import { addressKey, formatMailbox, parseMailbox, splitMailboxes, type Mailbox } from './address.ts'

/** Who a message is from and to. `to` and `cc` are what the header names; `bcc` stands in no header (P29). */
export interface Envelope {
  readonly from: Mailbox
  readonly to: readonly Mailbox[]
  readonly cc: readonly Mailbox[]
  readonly bcc: readonly Mailbox[]
  /** One for each RCPT: every distinct recipient once, in the first field that names it. */
  readonly recipients: readonly EnvelopeRecipient[]
}

export interface EnvelopeRecipient {
  readonly mailbox: Mailbox
  readonly field: RecipientField
}

export type EnvelopeOutcome =
  | { readonly ok: true; readonly envelope: Envelope }
  | { readonly ok: false; readonly problems: readonly SendProblem[] }

const fields = ['to', 'cc', 'bcc'] as const

/**
 * Judges sender and recipients of a draft and gives its envelope (RFC 5321 2.3.1). Those whom the identity always gives a blind
 * copy are added to it where nothing else names them (P29).
 * @returns every problem, each with its field (`from`, `to[1]` …), where there is one.
 */
export function envelopeOf(
  content: Pick<DraftContent, RecipientField>,
  identity: Pick<Identity, 'name' | 'address' | 'alwaysBcc'>,
): EnvelopeOutcome {
  const problems: SendProblem[] = []
  const from = parseSender(identity, problems)
  const [to = [], cc = [], bcc = []] = fields.map((field) => parseField(content[field], field, problems))
  if (problems.length === 0 && to.length + cc.length + bcc.length === 0) {
    problems.push({ field: 'to', message: 'There is no recipient.' })
  }
  const always = parseField(identity.alwaysBcc ?? [], 'bcc', problems)
  const envelope = { to, cc, bcc: [...bcc, ...always] }
  const recipients = distinct(envelope)
  if (from === null || problems.length > 0) return { ok: false, problems }
  return { ok: true, envelope: { from, ...envelope, recipients } }
}

function parseSender(identity: Pick<Identity, 'name' | 'address'>, problems: SendProblem[]): Mailbox | null {
  const name = identity.name.trim()
  const text = formatMailbox({ ...(name === '' ? {} : { name }), address: identity.address })
  const parsed = parseMailbox(text)
  if (parsed.ok) return parsed.mailbox
  problems.push({ field: 'from', message: parsed.message })
  return null
}

function parseField(texts: readonly string[], field: RecipientField, problems: SendProblem[]): Mailbox[] {
  return texts.flatMap((text, index) =>
    splitMailboxes(text).flatMap((piece) => {
      const parsed = parseMailbox(piece)
      if (parsed.ok) return [parsed.mailbox]
      problems.push({ field: `${field}[${index}]`, message: parsed.message })
      return []
    }),
  )
}

function distinct(lists: Readonly<Record<RecipientField, readonly Mailbox[]>>): EnvelopeRecipient[] {
  const byKey = new Map<string, EnvelopeRecipient>()
  for (const field of fields) {
    for (const mailbox of lists[field]) {
      const key = addressKey(mailbox)
      if (!byKey.has(key)) byKey.set(key, { mailbox, field })
    }
  }
  return [...byKey.values()]
}
