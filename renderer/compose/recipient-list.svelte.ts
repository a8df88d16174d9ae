import type { AddressCheck, RefusedMark } from '../../main/api.ts'
import { addressOf } from '../shared/mailbox.ts'
import { withChecks } from './recipient-marks.ts'

/** One address in a recipient field. `check` is null until main has judged it. */
export interface Chip {
  readonly id: number
  readonly text: string
  readonly check: AddressCheck | null
  readonly refused: RefusedMark | null
}

type CheckAddresses = (text: string) => Promise<readonly AddressCheck[]>

let nextId = 1

/** Whether the typed text is this address, alone or in angle brackets. */
function names(text: string, check: AddressCheck | null, address: string): boolean {
  const wanted = address.toLowerCase()
  const typed = (check?.address ?? text).trim().toLowerCase()
  return typed === wanted || typed.endsWith(`<${wanted}>`)
}

/** The address alone, without name and brackets, to be compared. */
function bare(text: string): string {
  return addressOf(text).toLowerCase()
}

/** The chips of one field (To, Cc or Bcc) and the text that is being typed after them. */
export class RecipientList {
  chips = $state.raw<readonly Chip[]>([])
  /** Text in the input: not yet a chip. */
  typed = $state('')
  /** The chip that the keyboard has selected, by index. */
  selected = $state<number | null>(null)
  /** Counts the wishes for the cursor; the field follows them. */
  focusWishes = $state(0)

  readonly #check: CheckAddresses
  readonly #refused: readonly RefusedMark[]
  readonly #changed: () => void
  readonly #changing: () => void
  /** Text of the chip that was taken into the input last, and was not put back. */
  #opened: string | null = null
  /** Texts of chips that were taken out. */
  #removed: readonly string[]

  constructor(
    texts: readonly string[],
    options: {
      check: CheckAddresses
      refused: readonly RefusedMark[]
      changed: () => void
      added?: readonly string[]
      /** Called before the chips change, for undo. */
      changing?: () => void
    },
  ) {
    this.#removed = (options.added ?? []).map(bare)
    this.#check = options.check
    this.#refused = options.refused
    this.#changed = options.changed
    this.#changing = options.changing ?? (() => undefined)
    this.chips = texts.map((text) => this.#chip(text, null))
    void this.#judgeAll()
  }

  /** All addresses as typed, the unfinished one too: nothing typed is lost in a draft. */
  get texts(): readonly string[] {
    const typed = this.typed.trim()
    return [...this.chips.map((chip) => chip.text), ...(typed === '' ? [] : [typed])]
  }

  /** Addresses that were taken out and put in again: they get the message again when an entry is edited (P2). */
  get added(): readonly string[] {
    return this.texts.filter((text) => this.#removed.includes(bare(text)))
  }

  get problems(): readonly Chip[] {
    return this.chips.filter((chip) => chip.check?.ok === false)
  }

  /** What an earlier attempt refused and still stands here, as a chip or opened for editing (P16). */
  get refusedMarks(): readonly RefusedMark[] {
    return this.#refused.filter(
      (mark) =>
        names(this.typed, null, mark.address) ||
        this.chips.some((chip) => chip.refused?.address === mark.address),
    )
  }

  /** What stands in the input is a chip that was opened, and nothing was changed in it. */
  get isOpenedOnly(): boolean {
    return this.#opened !== null && this.typed === this.#opened
  }

  type(text: string): void {
    this.typed = text
    this.selected = null
    this.#changed()
  }

  /** Turns what is typed into chips; main splits and judges it. */
  async commit(): Promise<void> {
    const text = this.typed.trim()
    if (text === '') return
    this.typed = ''
    this.#opened = null
    await this.#add(text)
  }

  /** Puts addresses behind the chips, as if they were typed. */
  async add(text: string): Promise<void> {
    if (text.trim() !== '') await this.#add(text)
  }

  /** Puts these chips in the place of all; for undo and for moves between fields. */
  put(chips: readonly Chip[]): void {
    const gone = this.chips.filter((chip) => !chips.some(({ id }) => id === chip.id))
    this.#removed = [...this.#removed, ...gone.map(({ text }) => bare(text))]
    this.chips = chips
    this.selected = null
    this.#changed()
  }

  /** Another domain behind the @ sign, e.g. the one that was meant. */
  async useDomain(chipId: number, domain: string): Promise<void> {
    const chip = this.chips.find(({ id }) => id === chipId)
    if (chip === undefined) return
    this.#changing()
    const text = chip.text.replace(/@[^@>\s]+(?=>?\s*$)/, `@${domain}`)
    const [check] = await this.#check(text)
    this.chips = this.chips.map((each) => (each.id === chipId ? this.#chip(text, check ?? null) : each))
    this.#changed()
  }

  async #add(text: string): Promise<void> {
    this.#changing()
    const pending = this.#chip(text, null)
    this.chips = [...this.chips, pending]
    const checks = await this.#check(text)
    const judged = checks.length === 0 ? [] : checks.map((check) => this.#chip(check.text, check))
    this.chips = this.chips.flatMap((chip) => (chip.id === pending.id ? judged : [chip]))
    this.#changed()
  }

  remove(index: number): void {
    this.#changing()
    const gone = this.chips[index]
    if (gone) this.#removed = [...this.#removed, bare(gone.text)]
    this.chips = this.chips.filter((_, at) => at !== index)
    this.selected = this.chips.length === 0 ? null : Math.min(index, this.chips.length - 1)
    this.#changed()
  }

  /** Takes the chip back into the input to be edited; what was typed there becomes a chip first. */
  async open(index: number): Promise<void> {
    const chip = this.chips[index]
    if (!chip) return
    const typed = this.typed.trim()
    this.#changing()
    this.chips = this.chips.filter((other) => other.id !== chip.id)
    this.typed = chip.text
    this.#opened = chip.text
    this.selected = null
    if (typed !== '') await this.#add(typed)
    this.#changed()
  }

  wishFocus(): void {
    this.focusWishes += 1
  }

  /** Takes the first refused address into the input, so that typing replaces it (P16). */
  async openRefused(): Promise<void> {
    const at = this.chips.findIndex((chip) => chip.refused !== null)
    if (at >= 0) await this.open(at)
    this.wishFocus()
  }

  select(index: number | null): void {
    this.selected = index === null || index < 0 || index >= this.chips.length ? null : index
  }

  #chip(text: string, check: AddressCheck | null): Chip {
    const refused = this.#refused.find((mark) => names(text, check, mark.address)) ?? null
    return { id: nextId++, text, check, refused }
  }

  async #judgeAll(): Promise<void> {
    const { chips } = this
    if (chips.length === 0) return
    // All in one call: a list may be long. Where one text gives several addresses, each is asked for by itself.
    const all = await this.#check(chips.map(({ text }) => text).join('\n'))
    const checks =
      all.length === chips.length
        ? all
        : await Promise.all(chips.map(async ({ text }) => (await this.#check(text))[0]))
    this.chips = withChecks(this.chips, chips, checks)
  }
}
