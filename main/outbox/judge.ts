// Whether a draft can be sent: every finding, each with its field.
import type { SendProblem } from '../api.ts'
import type { DraftAttachment, DraftContent } from '../drafts/draft.ts'
import type { Invitation } from '../drafts/message-options.ts'
import type { Identity } from '../identities/identity.ts'
import { parseMailbox, type Mailbox } from '../message/address.ts'
import { isAllowedSender } from '../message/allowed-sender.ts'
import { envelopeOf, findComposeProblems, type Envelope } from '../message/compose.ts'
import type { Server } from '../servers/server.ts'
import type { FileStore } from '../storage/store.ts'
import { t } from '../text/t.ts'
import { toInstant } from './zoned-time.ts'

export interface JudgeDeps {
  readonly files: Pick<FileStore, 'verify'>
  readonly identity: (identityId: string) => Promise<Identity | undefined>
  readonly hasServer: (serverId: string) => Promise<boolean>
  /** The outgoing server with the senders that it takes; left out, or undefined: any. */
  readonly senderServer?: (serverId: string) => Pick<Server, 'name' | 'allowedSenders'> | undefined
}

/** A draft that can be sent. */
export interface Judged {
  readonly identity: Identity
  readonly serverId: string
  readonly envelope: Envelope
  /** Where replies go, if not to the sender. */
  readonly replyTo?: Mailbox
  readonly invitation?: JudgedInvitation
}

export interface JudgedInvitation {
  readonly invitation: Invitation
  /** epoch ms */
  readonly startAt: number
  readonly endAt: number
}

/** Judges sender, recipients, subject, server and files. Reads the files, sends nothing. */
export async function judge(
  deps: JudgeDeps,
  content: DraftContent,
): Promise<Judged | { readonly problems: readonly SendProblem[] }> {
  const problems: SendProblem[] = []
  const known = content.identityId === null ? undefined : await deps.identity(content.identityId)
  const identity = known === undefined ? undefined : withTypedSender(known, content.from, problems)
  if (identity === undefined) problems.push({ field: 'from', message: t('send.no-sender') })
  // Recipients are judged with no sender too, so that all findings come at once.
  const judged = envelopeOf(content, identity ?? { name: '', address: 'nobody@localhost' })
  if (!judged.ok) problems.push(...judged.problems)
  problems.push(...findComposeProblems(headerPartsOf(content)))
  const replyTo = parseReplyTo(identity, content, problems)
  const invitation = judgeInvitation(content.invitation, problems)
  const serverId = content.serverId ?? identity?.serverId
  if (identity !== undefined && serverId !== undefined)
    problems.push(...findSenderProblems(deps, identity, serverId))
  if (serverId !== undefined && !(await deps.hasServer(serverId))) {
    problems.push({ field: 'serverId', message: t('send.no-server') })
  }
  problems.push(...(await findFileProblems(deps, content.attachments)))
  if (problems.length > 0 || identity === undefined || serverId === undefined || !judged.ok)
    return { problems }
  const { envelope } = judged
  return {
    identity,
    serverId,
    envelope,
    ...(replyTo === undefined ? {} : { replyTo }),
    ...(invitation === undefined ? {} : { invitation }),
  }
}

function headerPartsOf({ subject, attachments, options, thread }: DraftContent) {
  return {
    subject,
    attachments,
    ...(options === undefined ? {} : { options }),
    ...(thread === undefined ? {} : { thread }),
  }
}

/** A sender typed for this message stands in the place of the identity's address; all else stays the identity's. */
function withTypedSender(identity: Identity, from: string | undefined, problems: SendProblem[]): Identity {
  if (from === undefined || from.trim() === '') return identity
  const parsed = parseMailbox(from)
  if (!parsed.ok) {
    problems.push({ field: 'from', message: parsed.message })
    return identity
  }
  const { name = identity.name, address } = parsed.mailbox
  return { ...identity, name, address }
}

/** What the person typed for this message, else the identity's. */
function parseReplyTo(
  identity: Identity | undefined,
  { options }: DraftContent,
  problems: SendProblem[],
): Mailbox | undefined {
  const typed = options?.replyTo
  const text = typed ?? identity?.replyTo
  const parsed = text === undefined ? undefined : parseMailbox(text)
  if (parsed?.ok === false)
    problems.push({ field: typed === undefined ? 'from' : 'options.replyTo', message: parsed.message })
  return parsed?.ok === true ? parsed.mailbox : undefined
}

/** The moments of an invitation by the rules of its zone. */
function judgeInvitation(
  invitation: DraftContent['invitation'],
  problems: SendProblem[],
): JudgedInvitation | undefined {
  if (invitation === undefined) return undefined
  // A day has no zone, and in some zones a day has no midnight.
  const zone = invitation.allDay ? 'UTC' : invitation.zone
  const [start, end] = [toInstant(invitation.start, zone), toInstant(invitation.end, zone)]
  if (!start.ok || !end.ok) {
    problems.push({ field: 'invitation', message: t('send.invitation-time', { zone }) })
    return undefined
  }
  if (end.at < start.at || (invitation.allDay && end.at === start.at))
    problems.push({ field: 'invitation', message: t('send.invitation-end') })
  return { invitation, startAt: start.at, endAt: end.at }
}

/** What the server is known not to take is not tried: both the address in From and the reverse-path are named to it. */
function findSenderProblems(
  { senderServer }: JudgeDeps,
  { address, envelopeSender }: Identity,
  serverId: string,
): readonly SendProblem[] {
  const server = senderServer?.(serverId)
  if (server === undefined) return []
  const named = envelopeSender === undefined ? [address] : [address, envelopeSender]
  return named
    .filter((one) => !isAllowedSender(server, one))
    .map((one) => ({
      field: 'from',
      message: t('send.sender-not-taken', { server: server.name, address: one }),
    }))
}

async function findFileProblems(
  deps: JudgeDeps,
  attachments: readonly DraftAttachment[],
): Promise<readonly SendProblem[]> {
  const found = await Promise.all(
    attachments.map(async (file, index): Promise<SendProblem | null> => {
      try {
        await deps.files.verify(file.file, file)
        return null
      } catch (error) {
        return {
          field: `attachments[${index}]`,
          message: error instanceof Error ? error.message : String(error),
        }
      }
    }),
  )
  return found.filter((problem) => problem !== null)
}
