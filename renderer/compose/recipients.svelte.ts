import type { DraftContent } from '../../main/drafts/draft.ts'
import { RecipientList, type Chip } from './recipient-list.svelte.ts'

export type Field = 'to' | 'cc' | 'bcc'
export const fields: readonly Field[] = ['to', 'cc', 'bcc']

type ListOptions = ConstructorParameters<typeof RecipientList>[1]
type Snapshot = Readonly<Record<Field, readonly Chip[]>>

/** Steps that can be taken back. */
const maxSteps = 100

/** The address of a chip, to be compared. */
function keyOf(chip: Chip): string {
  return (chip.check?.address ?? chip.text).toLowerCase()
}

/** The domain behind the last @ sign, in A-labels where main gave them. */
export function domainOf(chip: Chip): string {
  const address = chip.check?.ascii ?? chip.check?.address ?? ''
  return address.slice(address.lastIndexOf('@') + 1).toLowerCase()
}

/** To, Cc and Bcc together: moves between them, what stands twice, and undo over all three. */
export class Recipients {
  readonly to: RecipientList
  readonly cc: RecipientList
  readonly bcc: RecipientList
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

  /** Ids of chips whose address stands before them already: the first of each is not among them. */
  readonly twice: ReadonlySet<number> = $derived.by(() => {
    const seen = new Set<string>()
    const again = new Set<number>()
    for (const chip of fields.flatMap((field) => this[field].chips)) {
      const key = keyOf(chip)
      if (seen.has(key)) again.add(chip.id)
      seen.add(key)
    }
    return again
  })

  readonly external: ReadonlySet<number> = $derived.by(() => {
    const own = this.workDomain
    if (own === null) return new Set()
    const outside = fields
      .flatMap((field) => this[field].chips)
      .filter((chip) => {
        const domain = domainOf(chip)
        return chip.check?.ok === true && domain !== own && !domain.endsWith(`.${own}`)
      })
    return new Set(outside.map(({ id }) => id))
  })

  /** How many recipients can see each other. */
  get visible(): number {
    return this.to.chips.length + this.cc.chips.length
  }

  /** All addresses that stand in the message. */
  get addresses(): readonly string[] {
    return fields.flatMap((field) => this[field].chips.map((chip) => chip.check?.address ?? chip.text))
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
