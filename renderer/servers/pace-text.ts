import type { PacingView } from '../../main/api.ts'
import { formatTime } from '../shared/format.ts'
import { plural, t } from '../text/t.ts'

/** The pace of a lane now, and why it is not the one that was set; null where it has no limit. */
export function formatPace(pacing: PacingView, now: number): string | null {
  const sentences = [minute(pacing, now), day(pacing), next(pacing, now)].filter((text) => text !== null)
  return sentences.length === 0 ? null : sentences.join(' ')
}

function minute({ perMinute, perMinuteSet, slowedBy }: PacingView, now: number): string | null {
  if (perMinute === undefined) return null
  const isSlower = slowedBy !== undefined && perMinuteSet !== undefined && perMinute < perMinuteSet
  if (!isSlower) return plural('servers.pace', roundPace(perMinute))
  return t('servers.paceSlowed', {
    now: roundPace(perMinute),
    set: perMinuteSet,
    time: formatTime(slowedBy.at, now),
    reply: slowedBy.text,
  })
}

function day({ perDay, sentToday = 0 }: PacingView): string | null {
  return perDay === undefined ? null : t('servers.paceDay', { n: sentToday, total: perDay })
}

function next({ nextAt }: PacingView, now: number): string | null {
  return nextAt === undefined || nextAt <= now
    ? null
    : t('servers.paceNext', { time: formatTime(nextAt, now) })
}

/** A tenth where it is small: the pace grows by a tenth each hour. */
export function roundPace(perMinute: number): number {
  return perMinute < 10 ? Math.round(perMinute * 10) / 10 : Math.round(perMinute)
}
