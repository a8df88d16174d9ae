import type { Schedule } from '../../main/outbox/entry.ts'
import type { Preset } from './presets.ts'
import { toInstant, toLocal } from './zoned-time.ts'

export interface ScheduleStart {
  readonly zone: string
  readonly schedule?: Schedule | undefined
  readonly notAfter?: number | undefined
}

/** When a message is to go: wall clock time in a zone, and the latest time; no markup. */
export class ScheduleFormState {
  date = $state('')
  time = $state('')
  zone = $state('')
  /** Whether there is a latest time. */
  expires = $state(false)
  lastDate = $state('')
  lastTime = $state('')

  constructor({ zone, schedule, notAfter }: ScheduleStart) {
    this.zone = schedule?.zone ?? zone
    if (schedule !== undefined) [this.date = '', this.time = ''] = schedule.local.split('T')
    this.expires = notAfter !== undefined
    if (notAfter !== undefined)
      [this.lastDate = '', this.lastTime = ''] = toLocal(notAfter, this.zone).split('T')
  }

  /** What is chosen; null while it is no time. */
  get schedule(): Schedule | null {
    const local = `${this.date}T${this.time}`
    const at = toInstant(local, this.zone)
    return at === null ? null : { at, local, zone: this.zone }
  }

  /** The latest time, epoch ms; null where there is none. */
  get notAfter(): number | null {
    return this.expires ? toInstant(`${this.lastDate}T${this.lastTime}`, this.zone) : null
  }

  /** A latest time is wanted, and what stands there is none. */
  get lacksLast(): boolean {
    return this.expires && this.notAfter === null
  }

  choose({ date, time }: Preset): void {
    this.date = date
    this.time = time
  }
}
