import type { EntryDetail, EntryExplanation } from '../../main/api.ts'
import type { AdviceAction } from '../../main/diagnosis/diagnosis.ts'

/** What helps after a message came back: a new message to those alone whom it did not reach. */
export interface BounceWay {
  /** `correct`: the address has to change; `change`: the message; `again`: neither, only later or on another way. */
  readonly kind: 'correct' | 'change' | 'again'
  readonly address: string
}

const correcting: readonly AdviceAction[] = ['edit-address']
const changing: readonly AdviceAction[] = ['edit-message', 'drop-file']

/** Null where nothing came back for good, or nothing was typed that could be sent anew. */
export function toBounceWay(
  { report, actions }: EntryExplanation,
  possible: EntryDetail['actions'],
): BounceWay | null {
  if (report?.action !== 'failed' || !possible.includes('edit-as-new')) return null
  const [first] = actions
  const has = (list: readonly AdviceAction[]) => first !== undefined && list.includes(first)
  return {
    kind: has(correcting) ? 'correct' : has(changing) ? 'change' : 'again',
    address: report.address,
  }
}

/** Everyone to whom the message came back, where these are several. */
export function listBounced(explanations: readonly EntryExplanation[]): readonly string[] {
  const all = explanations.flatMap(({ report }) => (report?.action === 'failed' ? [report.address] : []))
  return all.length > 1 ? all : []
}
