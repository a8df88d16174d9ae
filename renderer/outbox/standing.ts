import type { EntryDetail } from '../../main/api.ts'
import { describeWhen } from '../schedule/when.ts'
import { formatTime, formatTimeSeconds } from '../shared/format.ts'
import type { IconName } from '../shared/icons.ts'
import type { SimpleAction } from '../state/entry-state.svelte.ts'
import { plural, t } from '../text/t.ts'

/** Where the entry stands, as a whole sentence (P15). */
export interface StandingLine {
  readonly kind: 'line'
  readonly icon: IconName
  readonly text: string
}

/** A time that passed: it waits for the person, who has choices of the same weight. */
export interface StandingBox {
  readonly kind: 'box'
  readonly icon: IconName
  readonly title: string
  readonly whatHappened: string
  readonly stillTrue: string
  readonly actions: readonly SimpleAction[]
}

export type Standing = StandingLine | StandingBox

export interface StandingContext {
  readonly now: number
  /** Time zone of this computer. */
  readonly zone: string
  readonly giveUpAfterDays: number
}

const choices: readonly SimpleAction[] = ['send-now', 'reschedule', 'make-draft']

/** Null where state and explanations say it already. */
export function toStanding(detail: EntryDetail, context: StandingContext): Standing | null {
  const { reason } = detail
  if (reason.kind === 'missed') return toMissed(detail, reason.dueAt, context)
  if (reason.kind === 'expired') return toExpired(detail, reason.at, context)
  const text = toText(detail, context)
  return text === null ? null : { kind: 'line', icon: icons[reason.kind] ?? 'info', text }
}

const icons: Partial<Readonly<Record<EntryDetail['reason']['kind'], IconName>>> = {
  'held-by-person': 'bars',
  'held-editing': 'pencil',
  'gave-up': 'bars',
  'needs-sign-in': 'key',
  'needs-keychain': 'key',
  'needs-certificate': 'warning',
  'needs-server': 'warning',
  'needs-file': 'warning',
  scheduled: 'calendar',
  'undo-window': 'undo',
  paused: 'bars',
  offline: 'globe',
  paced: 'clock',
  'server-wait': 'clock',
  'failed-over': 'move',
}

function toText(detail: EntryDetail, context: StandingContext): string | null {
  const { reason, serverName: server } = detail
  const { now } = context
  switch (reason.kind) {
    case 'held-by-person':
      return t('why.held')
    case 'held-editing':
      return t('why.editing')
    case 'needs-sign-in':
      return detail.state === 'held' ? t('why.signIn', { server }) : null
    case 'needs-keychain':
      return t('why.keychain', { server })
    case 'needs-certificate':
      return t('why.certificate', { server })
    case 'needs-server':
      return t('why.needsServer')
    case 'needs-file':
      return t('why.needsFile', { detail: reason.detail })
    case 'gave-up':
      return t('why.gaveUp', { time: formatTime(reason.since, now), days: context.giveUpAfterDays })
    case 'scheduled':
      return toScheduled(detail, context)
    case 'undo-window':
      return t('why.undoWindow', { time: formatTimeSeconds(reason.until, now) })
    case 'interrupted':
      return t('why.interrupted')
    default:
      return toLaneText(detail, now)
  }
}

/** What is the server's and not this message's. */
function toLaneText({ reason, serverName: server }: EntryDetail, now: number): string | null {
  switch (reason.kind) {
    case 'failed-over':
      return t('why.failedOver', { server, other: reason.serverName })
    case 'paused':
      if (reason.scope === 'all') return t('why.pausedAll')
      return t(reason.scope === 'server' ? 'why.paused' : 'why.disabled', { server })
    case 'offline':
      return t('why.offline')
    case 'paced': {
      const time = formatTime(reason.until, now)
      if (reason.perMinute !== undefined) return t('why.pacedMinute', { time, server, n: reason.perMinute })
      if (reason.perDay !== undefined) return t('why.pacedDay', { time, server, n: reason.perDay })
      return t('why.paced', { time, server })
    }
    case 'server-wait':
      return t('why.serverWait', { server, time: formatTime(reason.until, now) })
    case 'other-process':
      return t('why.otherProcess')
    default:
      return null
  }
}

function toScheduled({ schedule, reason }: EntryDetail, { now, zone }: StandingContext): string | null {
  if (reason.kind !== 'scheduled') return null
  const time = schedule === undefined ? formatTime(reason.at, now) : describeWhen(schedule, zone)
  return t('why.scheduled', { time })
}

function toMissed(detail: EntryDetail, dueAt: number, { now }: StandingContext): StandingBox {
  return {
    kind: 'box',
    icon: 'calendar',
    title: t('missed.title', { time: formatTime(dueAt, now) }),
    whatHappened: t('missed.whatHappened'),
    stillTrue: toLatest(detail, now),
    actions: choices.filter((action) => detail.actions.includes(action)),
  }
}

function toExpired(detail: EntryDetail, at: number, { now }: StandingContext): StandingBox {
  const { accepted } = detail.counts
  return {
    kind: 'box',
    icon: 'calendar',
    title: t('expired.title', { time: formatTime(at, now) }),
    whatHappened: t('expired.whatHappened'),
    stillTrue: accepted === 0 ? t('expired.nobody') : plural('expired.some', accepted),
    actions: choices.filter((action) => detail.actions.includes(action)),
  }
}

function toLatest({ notAfter }: EntryDetail, now: number): string {
  if (notAfter === undefined) return t('missed.noLatest')
  const time = formatTime(notAfter, now)
  return notAfter > now ? t('missed.latest', { time }) : t('missed.latestPassed', { time })
}
