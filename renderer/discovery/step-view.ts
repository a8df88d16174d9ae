import type { DiscoveryStep, DiscoveryView, FoundSettings } from '../../main/discovery/discovery.ts'
import { discoverySources } from './sources.ts'
import type { IconName } from '../shared/icons.ts'
import { t } from '../text/t.ts'

interface Mark {
  readonly icon: IconName
  /** Class of the rung. */
  readonly tone: 'ok' | 'wait' | 'run' | 'ask' | 'no'
}

const marks: Readonly<Record<DiscoveryStep['state'], Mark>> = {
  waiting: { icon: 'ring', tone: 'no' },
  running: { icon: 'arc', tone: 'run' },
  found: { icon: 'check', tone: 'ok' },
  nothing: { icon: 'ring', tone: 'no' },
  failed: { icon: 'warning', tone: 'wait' },
  skipped: { icon: 'ring', tone: 'no' },
  'needs-consent': { icon: 'unknown', tone: 'ask' },
  cancelled: { icon: 'slashed', tone: 'no' },
}

export interface StepView extends DiscoveryStep, Mark {
  readonly name: string
}

/** The steps as they stand; before a search what each would ask, and of whom. */
export function toSteps(view: DiscoveryView | null): readonly StepView[] {
  return discoverySources.map((source) => {
    const step = view?.steps.find((one) => one.source === source) ?? { source, state: 'waiting', text: '' }
    const text = step.text === '' ? t(`discovery.about.${source}`) : step.text
    return { ...step, ...marks[step.state], text, name: t(`discovery.source.${source}`) }
  })
}

/** `password or web sign-in` */
export function formatSignIn({ signIn }: FoundSettings): string {
  const [first, second] = signIn.map((way) => t(`discovery.signIn.${way}`))
  return second === undefined
    ? (first ?? t('discovery.signIn.none'))
    : t('discovery.or', { first: first ?? '', second })
}

/** The whole search in two words. */
export function formatState(view: DiscoveryView | null, running: boolean): string {
  if (running) return t('discovery.running')
  if (view === null) return ''
  if (!view.isOver) return t('discovery.running')
  if (view.chosenId !== null) return t('discovery.found')
  if (view.found.length > 0) return t('discovery.foundUnsure')
  return t(view.steps.some(({ state }) => state === 'cancelled') ? 'discovery.stopped' : 'discovery.nothing')
}

export function formatPlace({ host, port, security }: FoundSettings): string {
  return t('discovery.place', { host, port, security: t(`servers.security.${security}`) })
}
