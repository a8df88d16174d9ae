import type { Invitation } from '../../main/drafts/message-options.ts'
import { toLocal } from '../schedule/zoned-time.ts'
import { t } from '../text/t.ts'

const hourMs = 3_600_000

/** The form of an invitation; no markup. */
export class InvitationForm {
  title = $state('')
  place = $state('')
  description = $state('')
  day = $state('')
  from = $state('')
  lastDay = $state('')
  until = $state('')
  zone = $state('')
  allDay = $state(false)
  error = $state<string | null>(null)
  /** The last whole day that it was on. */
  #wholeDay: string
  readonly #before: Invitation | undefined
  readonly #newId: () => string

  /** @param now Epoch ms: a new one begins at the next full hour. */
  constructor(
    before: Invitation | undefined,
    now: number,
    zone: string,
    subject: string,
    newId: () => string,
  ) {
    this.#before = before
    this.#newId = newId
    const next = (Math.floor(now / hourMs) + 1) * hourMs
    const start = before?.start ?? toLocal(next, zone)
    const end = before?.end ?? toLocal(next + hourMs, zone)
    this.title = before?.title ?? subject
    this.place = before?.place ?? ''
    this.description = before?.description ?? ''
    this.zone = before?.zone ?? zone
    this.allDay = before?.allDay ?? false
    this.day = start.slice(0, 10)
    this.#wholeDay = this.day
    this.from = start.slice(11)
    this.lastDay = (this.allDay ? lastDayOf(end) : end).slice(0, 10)
    this.until = end.slice(11)
  }

  /** Another first day; the last one moves with it, so that it takes as long as before. */
  moveTo(day: string): void {
    this.day = day
    const by = Date.parse(day) - Date.parse(this.#wholeDay)
    const last = Date.parse(this.lastDay)
    if (Number.isNaN(by)) return
    this.#wholeDay = day
    if (!Number.isNaN(last)) this.lastDay = dayOf(last + by)
  }

  /** What was filled in; null where something is wrong, and `error` says it. */
  toInvitation(): Invitation | null {
    const start = `${this.day}T${this.allDay ? '00:00' : this.from}`
    const end = this.allDay ? dayAfter(this.lastDay) : `${this.lastDay}T${this.until}`
    const isTime = (local: string) => /^\d{4}-\d\d-\d\dT\d\d:\d\d$/.test(local)
    this.error =
      this.title.trim() === ''
        ? t('invitation.noTitle')
        : !isTime(start) || !isTime(end)
          ? t('invitation.incomplete')
          : end < start || (this.allDay && end === start)
            ? t('invitation.order')
            : null
    if (this.error !== null) return null
    return {
      uid: this.#before?.uid ?? this.#newId(),
      // RFC 5546 2.1.4: a changed invitation is a later one of the same.
      sequence: this.#before === undefined ? 0 : this.#before.sequence + 1,
      title: this.title.trim(),
      place: this.place.trim(),
      description: this.description,
      start,
      end,
      zone: this.zone,
      allDay: this.allDay,
    }
  }
}

function dayOf(at: number): string {
  return new Date(at).toISOString().slice(0, 10)
}

/** DTEND of a date is the day after the last (RFC 5545 3.6.1). */
function dayAfter(day: string): string {
  const at = Date.parse(`${day}T00:00:00Z`)
  return Number.isNaN(at) ? '' : `${new Date(at + 24 * hourMs).toISOString().slice(0, 10)}T00:00`
}

function lastDayOf(end: string): string {
  return new Date(Date.parse(`${end}:00Z`) - 24 * hourMs).toISOString()
}
