// Whether a draft can be sent: every finding, each with its field.
import type { SendProblem } from '../api.ts'
import type { DraftAttachment, DraftContent } from '../drafts/draft.ts'
import type { Identity } from '../identities/identity.ts'
import { envelopeOf, findComposeProblems, type Envelope } from '../message/compose.ts'
import type { FileStore } from '../storage/store.ts'
import { t } from '../text/t.ts'

export interface JudgeDeps {
  readonly files: Pick<FileStore, 'verify'>
  readonly identity: (identityId: string) => Promise<Identity | undefined>
  readonly hasServer: (serverId: string) => Promise<boolean>
}

/** A draft that can be sent. */
export interface Judged {
  readonly identity: Identity
  readonly serverId: string
  readonly envelope: Envelope
}

/** Judges sender, recipients, subject, server and files. Reads the files, sends nothing. */
export async function judge(
  deps: JudgeDeps,
  content: DraftContent,
): Promise<Judged | { readonly problems: readonly SendProblem[] }> {
  const problems: SendProblem[] = []
  const identity = content.identityId === null ? undefined : await deps.identity(content.identityId)
  if (identity === undefined) problems.push({ field: 'from', message: t('send.no-sender') })
  // Recipients are judged with no sender too, so that all findings come at once.
  const judged = envelopeOf(content, identity ?? { name: '', address: 'nobody@localhost' })
  if (!judged.ok) problems.push(...judged.problems)
  problems.push(...findComposeProblems({ subject: content.subject, attachments: content.attachments }))
  const serverId = content.serverId ?? identity?.serverId
  if (serverId !== undefined && !(await deps.hasServer(serverId))) {
    problems.push({ field: 'serverId', message: t('send.no-server') })
  }
  problems.push(...(await findFileProblems(deps, content.attachments)))
  if (problems.length > 0 || identity === undefined || serverId === undefined || !judged.ok)
    return { problems }
  return { identity, serverId, envelope: judged.envelope }
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
