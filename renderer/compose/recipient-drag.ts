// What is carried when a recipient is dragged from one field to another.
import { fields, type Field } from './recipients.svelte.ts'

const kind = 'application/x-sendoff-recipient'

export interface Carried {
  readonly from: Field
  readonly chipId: number
}

/** The text goes along, for other programs. */
export function carry(data: DataTransfer | null, { from, chipId }: Carried, text: string): void {
  data?.setData(kind, JSON.stringify({ from, chipId }))
  data?.setData('text/plain', text)
}

/** Something that could be dropped into a field: only its kind is known before it is dropped. */
export function isCarried(data: DataTransfer | null): boolean {
  return data?.types.includes(kind) === true
}

/** Null: it is no recipient of ours. */
export function carried(data: DataTransfer | null): Carried | null {
  let given: unknown
  try {
    given = JSON.parse(data?.getData(kind) ?? '')
  } catch {
    return null
  }
  if (typeof given !== 'object' || given === null || !('from' in given) || !('chipId' in given)) return null
  const from = fields.find((field) => field === given.from)
  return from !== undefined && typeof given.chipId === 'number' ? { from, chipId: given.chipId } : null
}
