import type { Announcer } from '../state/announcer.svelte.ts'
import type { MenuGroup } from '../shared/menu.ts'
import type { Bridge } from '../../preload/contract.ts'
import { t } from '../text/t.ts'
import type { Chip, RecipientList } from './recipient-list.svelte.ts'
import { domainOf } from './recipient-marks.ts'
import { fields, type Field, type Recipients } from './recipients.svelte.ts'

interface Deps {
  readonly bridge: Bridge
  readonly announcer: Announcer
  /** Puts the cursor behind the chips. */
  readonly focusInput: () => void
}

/** What can be done in one recipient field, by keys, by its menu and by dragging; no markup. */
export class FieldActions {
  /** What the name service said of a domain; '' where it was not asked. */
  answer = $state('')
  readonly recipients: Recipients
  readonly field: Field
  readonly #deps: Deps

  constructor(recipients: Recipients, field: Field, deps: Deps) {
    this.recipients = recipients
    this.field = field
    this.#deps = deps
  }

  get list(): RecipientList {
    return this.recipients[this.field]
  }

  /** What is said of a chip: who it is, and what is the matter with it. */
  spoken(chip: Chip): string {
    if (chip.check?.ok === false)
      return t('compose.chipInvalid', { text: chip.text, why: chip.check.message ?? '' })
    const { twice, external } = this.recipients
    const near = chip.check?.near
    const marks = [
      ...(chip.refused === null ? [] : [t('recipients.isRefused')]),
      ...(near === undefined ? [] : [t('recipients.near', { domain: near })]),
      ...(twice.has(chip.id) ? [t('recipients.isTwice')] : []),
      ...(external.has(chip.id) ? [t('recipients.isExternal')] : []),
    ]
    return [t('compose.chip', { text: chip.text }), ...marks].join(', ')
  }

  /**
   * Undo and redo of all three fields. Undo of the browser goes first while something is typed: it is text like any other; but a chip
   * that was only opened goes back.
   */
  pressUndo(event: KeyboardEvent): boolean {
    const key = event.key.toLowerCase()
    const isUndo = key === 'z' && !event.shiftKey
    const isRedo = (key === 'z' && event.shiftKey) || key === 'y'
    if (!(event.ctrlKey || event.metaKey) || event.altKey || !(isUndo || isRedo)) return false
    if (this.list.typed !== '' && !(isUndo && this.list.isOpenedOnly)) return false
    event.preventDefault()
    if (this.list.typed !== '') this.list.type('')
    const isDone = isUndo ? this.recipients.undo() : this.recipients.redo()
    if (isDone) this.#deps.announcer.say(isUndo ? t('recipients.undone') : t('recipients.redone'))
    this.#deps.focusInput()
    return true
  }

  /** The cursor stays in this field; what went where is said. */
  move(chip: Chip, to: Field): void {
    this.recipients.move(this.field, chip.id, to)
    this.#deps.announcer.say(t('recipients.moved', { text: chip.text, field: t(`compose.${to}`) }))
    this.#deps.focusInput()
  }

  /** To the field above or below; false: there is none. */
  moveBy(chip: Chip, step: 1 | -1): boolean {
    const to = fields[fields.indexOf(this.field) + step]
    if (to !== undefined) this.move(chip, to)
    return to !== undefined
  }

  /** A chip that was dropped here; it may come from another field. */
  take(from: Field, chipId: number): void {
    const chip = this.recipients[from].chips.find(({ id }) => id === chipId)
    if (chip === undefined || from === this.field) return
    this.recipients.move(from, chipId, this.field)
    this.#deps.announcer.say(t('recipients.moved', { text: chip.text, field: t(`compose.${this.field}`) }))
  }

  async edit(index: number): Promise<void> {
    await this.list.open(index)
    this.#deps.focusInput()
  }

  async checkDomain(chip: Chip): Promise<void> {
    const { bridge, announcer } = this.#deps
    const domain = domainOf(chip)
    this.answer = t('recipients.checking', { domain })
    const result = await bridge.addresses.lookUp({ domain })
    this.answer = result.ok ? result.value.message : result.failure.message
    announcer.say(this.answer)
  }

  menuOf(chip: Chip): readonly MenuGroup[] {
    const index = this.list.chips.findIndex(({ id }) => id === chip.id)
    const others = fields.filter((other) => other !== this.field)
    return [
      {
        items: [
          { label: t('recipients.edit'), run: () => this.edit(index) },
          { label: t('recipients.remove'), run: () => this.list.remove(index) },
        ],
      },
      {
        items: others.map((to) => ({
          label: t('recipients.moveTo', { field: t(`compose.${to}`) }),
          run: () => this.move(chip, to),
        })),
      },
      ...(chip.check?.ok === true
        ? [{ items: [{ label: t('recipients.checkDomain'), run: () => this.checkDomain(chip) }] }]
        : []),
    ]
  }
}
