import type { MergeRoles, MergeSettings, MergeView, MissingChoice } from '../../main/api.ts'
import { toInstant, toLocal } from '../schedule/zoned-time.ts'

/** What is set of a mail merge, as it stands in its fields; no markup. */
export class MergeForm {
  name = $state('')
  identityId = $state('')
  subject = $state('')
  text = $state('')
  roles = $state.raw<MergeRoles>({ address: null, name: null, cc: null, bcc: null, files: null })
  missing = $state.raw<Readonly<Record<string, MissingChoice>>>({})
  duplicates = $state<'skip' | 'send'>('skip')
  perMinute = $state('')
  isLater = $state(false)
  date = $state('')
  time = $state('')
  zone = $state('')
  listId = $state('')
  unsubscribeMail = $state('')
  unsubscribeWeb = $state('')
  oneClick = $state(false)
  precedence = $state('')

  constructor(view: MergeView, { now, zone }: { readonly now: number; readonly zone: string }) {
    this.take(view)
    this.name = view.name
    this.duplicates = view.duplicates
    this.perMinute = view.perMinute === null ? '' : String(view.perMinute)
    this.missing = view.missing
    this.isLater = view.schedule !== undefined
    this.zone = view.schedule?.zone ?? zone
    ;[this.date = '', this.time = ''] = (view.schedule?.local ?? toLocal(now + 3_600_000, zone)).split('T')
    const { id = '', unsubscribe = [], oneClick = false, precedence = '' } = view.list
    this.listId = id
    this.unsubscribeMail = unsubscribe.find((each) => !/^https?:/i.test(each))?.replace(/^mailto:/i, '') ?? ''
    this.unsubscribeWeb = unsubscribe.find((each) => /^https?:/i.test(each)) ?? ''
    this.oneClick = oneClick
    this.precedence = precedence
  }

  /** What the core changes by itself: the letter of a draft, the columns of a table. */
  take({ identityId, subject, text, roles }: MergeView): void {
    this.identityId = identityId ?? ''
    this.subject = subject
    this.text = text
    this.roles = roles
  }

  get badPace(): boolean {
    return this.perMinute.trim() !== '' && this.pace === null
  }

  get pace(): number | null {
    const text = this.perMinute.trim()
    const number = Number(text)
    return /^\d+$/.test(text) && number >= 1 && number <= 10_000 ? number : null
  }

  get schedule(): MergeSettings['schedule'] {
    if (!this.isLater) return null
    const local = `${this.date}T${this.time}`
    const at = toInstant(local, this.zone)
    return at === null ? null : { at, local, zone: this.zone }
  }

  get lacksTime(): boolean {
    return this.isLater && this.schedule === null
  }

  get settings(): MergeSettings {
    const { name, identityId, subject, text, roles, missing, duplicates, schedule } = this
    const perMinute = this.pace
    return {
      ...{ name, subject, text, roles, missing, duplicates, schedule, perMinute },
      identityId: identityId === '' ? null : identityId,
      list: this.#list(),
    }
  }

  #list(): MergeSettings['list'] {
    const mail = this.unsubscribeMail.trim()
    const web = this.unsubscribeWeb.trim()
    const unsubscribe = [...(web === '' ? [] : [web]), ...(mail === '' ? [] : [`mailto:${mail}`])]
    const id = this.listId.trim()
    return {
      ...(id === '' ? {} : { id }),
      ...(unsubscribe.length === 0 ? {} : { unsubscribe }),
      ...(this.oneClick ? { oneClick: true } : {}),
      ...(this.precedence === 'bulk' || this.precedence === 'list' ? { precedence: this.precedence } : {}),
    }
  }
}
