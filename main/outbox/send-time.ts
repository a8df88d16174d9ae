// When a person wants a message to go, judged: the wall clock time that was chosen, and the latest time.
import type { SendProblem } from '../api.ts'
import type { DraftContent } from '../drafts/draft.ts'
import { t } from '../text/t.ts'
import type { Schedule } from './entry.ts'
import { toInstant } from './zoned-time.ts'

export interface SendTimes {
  readonly schedule?: Pick<Schedule, 'local' | 'zone'> | undefined
  readonly notAfter?: number | undefined
}

export type JudgedTimes =
  | { readonly ok: true; readonly schedule?: Schedule }
  | { readonly ok: false; readonly problems: readonly SendProblem[] }

/** The schedule with its moment by the zone's rules of today; a time that has passed, or that no clock shows, is a problem. */
export function judgeTimes({ schedule, notAfter }: SendTimes, now: number): JudgedTimes {
  const found = schedule === undefined ? undefined : toInstant(schedule.local, schedule.zone)
  const at = found?.ok === true ? found.at : undefined
  const problems: SendProblem[] = []
  if (schedule !== undefined && found !== undefined) {
    const message = found.ok
      ? found.at <= now
        ? t('send.time-passed')
        : undefined
      : timeProblem(schedule, found.problem)
    if (message !== undefined) problems.push({ field: 'schedule', message })
  }
  if (notAfter !== undefined && notAfter <= (at ?? now)) {
    problems.push({
      field: 'notAfter',
      message: at === undefined ? t('send.limit-passed') : t('send.limit-before-time'),
    })
  }
  if (problems.length > 0) return { ok: false, problems }
  return schedule === undefined || at === undefined
    ? { ok: true }
    : { ok: true, schedule: { ...schedule, at } }
}

/** What was typed, with the schedule that was judged. */
export function withSchedule(content: DraftContent, schedule: Schedule | undefined): DraftContent {
  return schedule === undefined ? content : { ...content, schedule }
}

function timeProblem(
  { local, zone }: Pick<Schedule, 'local' | 'zone'>,
  problem: 'no-time' | 'no-zone' | 'skipped',
): string {
  const time = local.replace('T', ' ')
  switch (problem) {
    case 'no-time':
      return t('send.no-time', { time })
    case 'no-zone':
      return t('send.no-zone', { zone })
    case 'skipped':
      return t('send.skipped-time', { time, zone })
  }
}
