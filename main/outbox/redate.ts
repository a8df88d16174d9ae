// A queued message gets another time to go.
import type { SendProblem } from '../api.ts'
import { CallError } from '../result.ts'
import { t } from '../text/t.ts'
import type { Entry } from './entry.ts'
import { judge } from './judge.ts'
import { judgeTimes, withSchedule, type SendTimes } from './send-time.ts'
import type { SubmitDeps } from './submit.ts'
import { keepOrRemove, removeFiles, writeRevision } from './write-revision.ts'

/**
 * A new time to send, or none. A message that nobody has gets the date of when it goes, under the same Message-ID (P2); where
 * somebody has it, the bytes stay as they are.
 * @returns Problems; with any, nothing was changed.
 * @throws CallError `file` where what was typed cannot be read.
 */
export async function redate(
  deps: SubmitDeps,
  entry: Entry,
  { schedule, notAfter }: SendTimes,
): Promise<readonly SendProblem[]> {
  const now = deps.clock.now()
  const times = judgeTimes({ schedule, notAfter }, now)
  if (!times.ok) return times.problems
  const event = { type: 'rescheduled', schedule: times.schedule ?? null, notAfter: notAfter ?? null } as const
  const isKept = entry.recipients.some(
    ({ status }) => status.state === 'accepted' || status.state === 'unconfirmed',
  )
  if (isKept) {
    await deps.queue.apply(entry.id, event)
    return []
  }
  const typed = await deps.readContent(entry.revision)
  if (typed === undefined)
    throw new CallError('file', t('send.content-gone', { file: entry.revision.contentFile }))
  const { schedule: _before, ...content } = typed
  const judged = await judge(asItWasSent(deps, entry), {
    ...content,
    identityId: entry.identityId,
    // It may have been moved since it was typed.
    serverId: entry.serverId,
  })
  if ('problems' in judged) return judged.problems
  const { number, messageId } = entry.revision
  const revision = await writeRevision(
    deps,
    entry.id,
    { draftId: entry.id, ...withSchedule(content, times.schedule) },
    judged,
    {
      number: number + 1,
      messageId,
      date: times.schedule?.at ?? now,
      createdAt: now,
    },
  )
  const after = await keepOrRemove(deps, revision, () => deps.queue.apply(entry.id, { ...event, revision }))
  if (after?.revision.spoolFile === revision.spoolFile) return []
  await removeFiles(deps, revision)
  throw new CallError('not-possible', t('send.is-sending'))
}

/** Another date alone changes nothing about the sender, whatever became of the identity since; who gets it stays too. */
function asItWasSent(deps: SubmitDeps, { identityId, from, serverId, revision }: Entry): SubmitDeps {
  const { replyTo, organisation } = revision
  const identity = {
    id: identityId,
    name: from.name ?? '',
    address: from.address,
    serverId,
    ...(replyTo === undefined ? {} : { replyTo }),
    ...(organisation === undefined ? {} : { organisation }),
  }
  return { ...deps, identity: () => Promise.resolve(identity) }
}
