import type { SignInView } from '../../main/oauth/oauth.ts'
import { t } from '../text/t.ts'

export type StepState = 'done' | 'running' | 'todo' | 'bad'

export interface StepLine {
  readonly state: StepState
  readonly text: string
  /** When it was done, epoch ms. */
  readonly at?: number
  /** Until when it waits, epoch ms. */
  readonly until?: number
}

const order = ['prepare', 'wait', 'fetch', 'done'] as const

/** The steps of a sign-in as a person follows them. `inMemory`: there is no keychain in this session. */
export function toSteps(view: SignInView, inMemory: boolean): readonly StepLine[] {
  const at = order.indexOf(view.step)
  const state = (step: number): StepState => (at > step ? 'done' : at === step ? 'running' : 'todo')
  return [
    toFirst(view, state(0)),
    {
      state: state(1),
      text: t(at > 1 ? 'oauth.step.waited' : 'oauth.step.wait'),
      ...(at === 1 && view.waitUntil !== undefined ? { until: view.waitUntil } : {}),
    },
    { state: state(2), text: toFetch(view, inMemory) },
  ]
}

function toFirst({ host, provider, openedAt, device, step }: SignInView, state: StepState): StepLine {
  if (openedAt !== undefined) return { state: 'done', text: t('oauth.step.opened', { host }), at: openedAt }
  if (state === 'done' && device !== undefined) return { state, text: t('oauth.step.ask', { provider }) }
  return { state: state === 'done' && step === 'wait' ? 'bad' : state, text: t('oauth.step.open') }
}

function toFetch({ step, isKept }: SignInView, inMemory: boolean): string {
  if (step !== 'done') return t(inMemory ? 'oauth.step.fetchMemory' : 'oauth.step.fetchKeychain')
  if (inMemory) return t('oauth.step.fetchedMemory')
  return t(isKept ? 'oauth.step.kept' : 'oauth.step.fetched')
}

/** What a sign-in is doing, and what the person does meanwhile. */
export function toHead(view: SignInView): { readonly title: string; readonly text: string } {
  const { provider, account, device, openedAt } = view
  if (view.step === 'done')
    return {
      title: account === undefined ? t('oauth.done') : t('oauth.doneAs', { account }),
      text: t(view.isKept ? 'oauth.doneKept' : 'oauth.doneSave'),
    }
  if (view.step === 'prepare') return { title: t('oauth.starting', { provider }), text: '' }
  if (view.step === 'fetch') return { title: t('oauth.fetching'), text: '' }
  if (openedAt !== undefined) return { title: t('oauth.browserOpen'), text: t('oauth.comeBack') }
  return device === undefined
    ? { title: t('oauth.browserClosed'), text: t('oauth.browserClosedText') }
    : { title: t('oauth.enterCode'), text: t('oauth.comeBack') }
}
