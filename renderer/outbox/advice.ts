import type { EntryDetail, EntryExplanation } from '../../main/api.ts'
import type { AdviceAction } from '../../main/diagnosis/diagnosis.ts'
import type { SimpleAction } from '../state/entry-state.svelte.ts'
import { toBounceWay, type BounceWay } from './bounce-way.ts'
import type { Tone } from '../shared/state-view.ts'

/** The button of an advice: an action of the entry, or the way to its server. */
export type AdviceButton =
  SimpleAction | 'open-server' | 'try-other-way' | 'change-server' | 'drop-file' | 'view-certificate'

const buttons: Readonly<Record<AdviceAction, AdviceButton>> = {
  'edit-address': 'edit-address',
  'edit-message': 'edit',
  'sign-in-again': 'sign-in-again',
  'try-keychain': 'try-keychain',
  'send-again': 'send-again',
  'send-now': 'send-now',
  'open-server': 'open-server',
  'try-other-way': 'try-other-way',
  'change-server': 'change-server',
  'drop-file': 'drop-file',
  'view-certificate': 'view-certificate',
  'it-arrived': 'it-arrived',
  'send-again-may-arrive-twice': 'send-again-may-arrive-twice',
}

/** What of a message the advice hangs on. */
type Advised = Pick<EntryDetail, 'explanations' | 'actions'> & Partial<Pick<EntryDetail, 'attachments'>>

export interface Advice {
  readonly explanation: EntryExplanation
  readonly tone: Tone
  readonly buttons: readonly AdviceButton[]
  /** The step that helps most; null where choices weigh the same or nothing needs a person. */
  readonly primary: AdviceButton | null
  /** The two answers to "did it arrive?". */
  readonly hasChoices: boolean
  /** The one address that it is about and that can be left out; null: none. */
  readonly dropAddress: string | null
  /** It came back after it was handed over: what helps is a new message. */
  readonly bounce: BounceWay | null
}

/** Buttons that stay in the bar, wherever else they would help. */
const barOnly: readonly AdviceButton[] = ['send-now']

function toTone({ actions, permanent, whoseMove }: EntryExplanation): Tone {
  if (actions.includes('it-arrived')) return 'open'
  return permanent || whoseMove === 'you' ? 'bad' : 'wait'
}

/**
 * Explanations with their buttons. Each button stands once on the screen: with the first explanation that advises
 * it, and no more in the bar.
 * @param hasOtherServer There is another server that mail can go over.
 */
export function toAdvice(detail: Advised, hasOtherServer = false): readonly Advice[] {
  const used = new Set<AdviceButton>(barOnly)
  return detail.explanations.map((explanation) => {
    // What came back is with no server any more: the entry's own actions are about others.
    const advised = explanation.report === undefined ? explanation.actions : []
    const own = advised
      .map((action) => buttons[action])
      .filter((button) => !used.has(button))
      .filter((button) => isThere(button, explanation, { detail, hasOtherServer }))
    for (const button of own) used.add(button)
    const tone = toTone(explanation)
    const knows = explanation.isKnown
    const hasChoices = own.includes('it-arrived') || own.includes('send-again-may-arrive-twice')
    const isYours = tone === 'bad' && knows && !hasChoices
    return {
      explanation,
      tone,
      buttons: own,
      primary: isYours ? (own[0] ?? null) : null,
      hasChoices,
      dropAddress: hasChoices || explanation.report !== undefined ? null : toDropAddress(explanation, detail),
      bounce: toBounceWay(explanation, detail.actions),
    }
  })
}

function isThere(
  button: AdviceButton,
  explanation: EntryExplanation,
  { detail, hasOtherServer }: { readonly detail: Advised; readonly hasOtherServer: boolean },
): boolean {
  if (button === 'open-server' || button === 'try-other-way') return true
  if (button === 'change-server') return hasOtherServer && detail.actions.includes('move')
  if (button === 'drop-file') return (detail.attachments?.length ?? 0) > 0 && detail.actions.includes('edit')
  if (button === 'view-certificate') return explanation.certificate !== undefined
  return detail.actions.includes(button)
}

function toDropAddress({ addresses }: EntryExplanation, detail: Pick<EntryDetail, 'actions'>): string | null {
  const [address] = addresses
  const isOne = address !== undefined && addresses.length === 1
  return isOne && detail.actions.includes('drop-recipient') ? address : null
}

const bar: readonly SimpleAction[] = [
  'undo',
  'edit',
  'send-now',
  'send-again',
  'hold',
  'release',
  'edit-address',
  'try-keychain',
  'sign-in-again',
  'it-arrived',
  'send-again-may-arrive-twice',
]
const more: readonly SimpleAction[] = ['reschedule', 'make-draft', 'edit-as-new', 'cancel']

export interface BarActions {
  readonly bar: readonly SimpleAction[]
  /** In the menu "More". */
  readonly more: readonly SimpleAction[]
}

/** Actions of the bar: those that are possible and have no button below. While it is sent, Cancel is what there is. */
export function toBarActions(
  detail: Pick<EntryDetail, 'actions' | 'state'>,
  advice: readonly Advice[],
  chosenBelow: readonly SimpleAction[] = [],
): BarActions {
  const elsewhere = new Set<AdviceButton>([...chosenBelow, ...advice.flatMap(({ buttons: own }) => own)])
  const isThere = (action: SimpleAction) => detail.actions.includes(action) && !elsewhere.has(action)
  const first: readonly SimpleAction[] = detail.state === 'sending' ? ['cancel'] : []
  return {
    bar: [...first, ...bar].filter(isThere),
    more: more.filter((action) => isThere(action) && !first.includes(action)),
  }
}
