import type { DraftContent } from '../../main/drafts/draft.ts'
import { findExternal, findTwice } from './recipient-marks.ts'
import { RecipientList, type Chip } from './recipient-list.svelte.ts'

export type Field = 'to' | 'cc' | 'bcc'
export const fields: readonly Field[] = ['to', 'cc', 'bcc']

type ListOptions = ConstructorParameters<typeof RecipientList>[1]
type Snapshot = Readonly<Record<Field, readonly Chip[]>>

/** Steps that can be taken back. */
const maxSteps = 100

/** To, Cc and Bcc together: moves between them, what stands twice, and undo over all three. */
export class Recipients {
  readonly to: RecipientList
  readonly cc: RecipientList
  readonly bcc: RecipientList
  /** Told which identity writes to a group that was put into an empty message. */
  writeFrom: ((identityId: string) => void) | null = null
  /** Domain of a sender who writes for an organisation; null: nobody is outside. */
  workDomain = $state<string | null>(null)
  #undo: Snapshot[] = []
  #redo: Snapshot[] = []

  constructor(content: Pick<DraftContent, Field>, options: ListOptions) {
    const all = { ...options, changing: () => this.#note() }
    this.to = new RecipientList(content.to, all)
    this.cc = new RecipientList(content.cc, all)
    this.bcc = new RecipientList(content.bcc, all)
  }

  get #all(): readonly Chip[] {
    return fields.flatMap((field) => this[field].chips)
  }

  readonly twice: ReadonlySet<number> = $derived.by(() => findTwice(this.#all))
  readonly external: ReadonlySet<number> = $derived.by(() => findExternal(this.#all, this.workDomain))

  /** How many recipients can see each other. */
  get visible(): number {
    return this.to.chips.length + this.cc.chips.length
  }

  /** All addresses that stand in the message. */
  get addresses(): readonly string[] {
    return this.#all.map((chip) => chip.check?.address ?? chip.text)
  }

  move(from: Field, chipId: number, to: Field): void {
    const chip = this[from].chips.find(({ id }) => id === chipId)
    if (chip === undefined || from === to) return
    this.#note()
    this[from].put(this[from].chips.filter(({ id }) => id !== chipId))
    this[to].put([...this[to].chips, chip])
  }

  /** Everyone in To and Cc becomes a blind copy. */
  hideAll(): void {
    this.#note()
    const moved = [...this.to.chips, ...this.cc.chips]
    this.to.put([])
    this.cc.put([])
    this.bcc.put([...this.bcc.chips, ...moved])
  }

  /** Of what stands twice the first stays. */
  removeTwice(): void {
    this.#note()
    const again = this.twice
    for (const field of fields) this[field].put(this[field].chips.filter(({ id }) => !again.has(id)))
  }

  undo(): boolean {
    return this.#swap(this.#undo, this.#redo)
  }

  redo(): boolean {
    return this.#swap(this.#redo, this.#undo)
  }

  #snapshot(): Snapshot {
    return { to: this.to.chips, cc: this.cc.chips, bcc: this.bcc.chips }
  }

  #note(): void {
    this.#undo = [...this.#undo, this.#snapshot()].slice(-maxSteps)
    this.#redo = []
  }

  #swap(from: Snapshot[], to: Snapshot[]): boolean {
    const step = from.pop()
    if (step === undefined) return false
    to.push(this.#snapshot())
    // A chip that waits for main's word when the step was noted has it by now, or is gone.
    for (const field of fields) this[field].put(step[field])
    return true
  }
}
