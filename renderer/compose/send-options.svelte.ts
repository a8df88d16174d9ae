import type { DraftContent } from '../../main/drafts/draft.ts'
import type { Priority } from '../../main/outbox/entry.ts'
import { ScheduleFormState } from '../schedule/schedule-form.svelte.ts'

type Chosen = Pick<DraftContent, 'schedule' | 'notAfter' | 'priority' | 'allOrNone'>

/** When and how a message is to go, where that is not at once and as usual; no markup. */
export class SendOptions {
  readonly form: ScheduleFormState
  /** It goes at the time of the form, not at once. */
  later = $state(false)
  priority = $state<Priority>('normal')
  /** Nobody gets it unless all are taken (P7). */
  allOrNone = $state(false)

  constructor(content: Chosen, zone: string) {
    this.form = new ScheduleFormState({ zone, schedule: content.schedule, notAfter: content.notAfter })
    this.later = content.schedule !== undefined
    this.priority = content.priority ?? 'normal'
    this.allOrNone = content.allOrNone ?? false
  }

  /** What is stored with the draft; what is as usual is not. */
  get content(): Chosen {
    const { schedule, notAfter } = this.form
    return {
      ...(this.later && schedule !== null ? { schedule } : {}),
      ...(notAfter === null ? {} : { notAfter }),
      ...(this.priority === 'normal' ? {} : { priority: this.priority }),
      ...(this.allOrNone ? { allOrNone: true } : {}),
    }
  }
}
