// One real message over a server that is being set up, outside the outbox (P9). The engine's rules hold for it as for any other.
import { Readable } from 'node:stream'
import type { EntryExplanation, TestMessageResult } from '../api.ts'
import type { Clock } from '../clock.ts'
import { composeMessage, envelopeOf, type Envelope } from '../message/compose.ts'
import { createMessageId } from '../message/message-id.ts'
import type { Random } from '../random.ts'
import { CallError } from '../result.ts'
import type { CheckTarget } from '../servers/check-target.ts'
import type { OpenClient } from '../smtp/client.ts'
import type { DeliveryResult, Reply, SmtpFailure, TranscriptLine } from '../smtp/types.ts'
import { t } from '../text/t.ts'
import { explainAt } from './explain-check.ts'

export interface TestMessageDeps {
  readonly openClient: OpenClient
  readonly clock: Clock
  readonly random: Random
  /** Ends it at once; what had left before may have arrived. */
  readonly signal: AbortSignal
  readonly line: (line: TranscriptLine) => void
}

export interface TestMessageOrder extends CheckTarget {
  readonly yourName: string
  readonly to: readonly string[]
}

/**
 * Sends it once and quits; nothing of it is stored.
 * @throws CallError `invalid-argument` where an address cannot be used; nothing is connected to then.
 */
export async function sendTestMessage(
  deps: TestMessageDeps,
  order: TestMessageOrder,
): Promise<TestMessageResult> {
  const envelope = toEnvelope(order)
  const { clock } = deps
  const messageId = createMessageId(deps.random, envelope.from.domain, clock)
  const bytes = await compose(deps, order, envelope, messageId)
  const startedAt = clock.monotonic()
  const lines: TranscriptLine[] = []
  const tap = (line: TranscriptLine) => {
    lines.push(line)
    deps.line(line)
  }
  const delivered = await deliver({ ...deps, line: tap }, order, envelope, bytes)
  return {
    ...toOutcome(delivered, order, envelope),
    host: order.values.host,
    messageId,
    lines,
    durationMs: clock.monotonic() - startedAt,
    endedAt: clock.now(),
  }
}

function toEnvelope({ values, yourName, to }: TestMessageOrder): Envelope {
  if (values.email === '')
    throw new CallError('invalid-argument', 'An email address is missing: the one that you send from.', {
      field: 'email',
    })
  const identity = { name: yourName.trim(), address: values.email }
  const judged = envelopeOf({ to: [...to], cc: [], bcc: [] }, identity)
  if (judged.ok) return judged.envelope
  const [problem] = judged.problems
  const isSender = problem?.field === 'from'
  throw new CallError('invalid-argument', problem?.message ?? 'There is no recipient.', {
    field: isSender ? 'email' : 'recipient',
  })
}

async function compose(
  { clock, random }: TestMessageDeps,
  { values }: TestMessageOrder,
  { from, to }: Envelope,
  messageId: string,
): Promise<Buffer> {
  const message = composeMessage({
    from,
    to,
    cc: [],
    subject: t('check.test-message.subject'),
    text: t('check.test-message.text', { host: values.host, sender: from.address }),
    attachments: [],
    messageId,
    date: clock.now(),
    boundarySeed: Buffer.from(random.bytes(16)).toString('hex'),
  })
  const pieces: Buffer[] = []
  for await (const piece of message) pieces.push(Buffer.from(piece as Uint8Array))
  return Buffer.concat(pieces)
}

type Delivered =
  | { readonly opened: true; readonly result: DeliveryResult }
  | { readonly opened: false; readonly failure: SmtpFailure }

async function deliver(
  { openClient, clock, random, signal, line }: TestMessageDeps,
  { target, timeouts }: TestMessageOrder,
  { from, recipients }: Envelope,
  bytes: Buffer,
): Promise<Delivered> {
  const opened = await openClient(target, { clock, random, signal, timeouts, tap: line })
  if (!opened.ok) return { opened: false, failure: opened.failure }
  const { session } = opened
  const result = await session.deliver({
    from: from.address,
    to: recipients.map(({ mailbox }) => ({ address: mailbox.address })),
    source: { size: bytes.length, open: () => Readable.from([bytes], { objectMode: false }) },
  })
  if (signal.aborted) session.abort()
  else await session.close()
  return { opened: true, result }
}

type Outcome = Pick<TestMessageResult, 'outcome' | 'recipients' | 'explanations' | 'queueId' | 'finalReply'>

function toOutcome(delivered: Delivered, order: TestMessageOrder, envelope: Envelope): Outcome {
  const explainOne = (failure: SmtpFailure, addresses: readonly string[], unconfirmed = false) =>
    explainAt(order.values, failure, addresses, { unconfirmed })
  if (!delivered.opened) {
    const { failure } = delivered
    const recipients = envelope.recipients.map(({ mailbox: { address } }) => ({
      address,
      outcome: 'not-attempted' as const,
      replyLines: [],
    }))
    return { outcome: 'not-sent', recipients, explanations: [explainOne(failure, [])] }
  }
  const { overall, failure, reply, queueId, recipients } = delivered.result
  const isTaken = overall === 'accepted' || overall === 'partly'
  const isUnconfirmed = overall === 'unconfirmed'
  const refused = recipients.flatMap(({ address, reply: own }) =>
    own === undefined || own.code < 400 || own === failure?.reply
      ? []
      : [explainOne(toFailure(address, own), [address])],
  )
  const whole = failure === undefined || isTaken ? [] : [explainOne(failure, [], isUnconfirmed)]
  return {
    outcome: isTaken || isUnconfirmed ? overall : 'not-sent',
    recipients: recipients.map((one) => ({
      address: one.address,
      outcome: one.outcome,
      replyLines: one.reply?.lines ?? [],
    })),
    explanations: isSameReply(failure, refused) ? refused : [...whole, ...refused],
    ...(queueId === undefined ? {} : { queueId }),
    ...(isTaken && reply !== undefined ? { finalReply: reply.lines } : {}),
  }
}

/** Where every recipient was refused, the failure of the whole is that of one of them. */
function isSameReply(failure: SmtpFailure | undefined, refused: readonly EntryExplanation[]): boolean {
  const lines = failure?.reply?.lines.join('\n')
  return lines !== undefined && refused.some(({ replyLines }) => replyLines.join('\n') === lines)
}

function toFailure(address: string, reply: Reply): SmtpFailure {
  return {
    phase: 'rcpt',
    kind: 'server-reply',
    command: `RCPT TO:<${address}>`,
    reply,
    detail: reply.lines.at(-1) ?? String(reply.code),
  }
}
