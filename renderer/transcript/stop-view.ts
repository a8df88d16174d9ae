import type { StopView } from '../../main/api.ts'
import type { IconName } from '../shared/icons.ts'
import { t } from '../text/t.ts'

export interface StopLook {
  readonly name: string
  readonly mark: IconName | null
  /** Classes of the stop. */
  readonly look: string
  /** What a reader hears after name and time: "Recipients, 275 ms, refused". */
  readonly spoken: string
}

type Look = Omit<StopLook, 'name'>

const looks: Readonly<Record<StopView['state'], Look>> = {
  passed: { mark: null, look: 'done', spoken: '' },
  running: { mark: 'arc', look: 'now', spoken: t('stop.running') },
  refused: { mark: 'cross', look: 'done bad', spoken: t('stop.refused') },
  deferred: { mark: 'clock', look: 'done wait', spoken: t('stop.deferred') },
  unknown: { mark: 'unknown', look: 'broken open', spoken: t('stop.unknown') },
  'not-reached': { mark: null, look: '', spoken: t('stop.not-reached') },
  skipped: { mark: null, look: 'done skipped', spoken: t('stop.skipped') },
}

/** Name, mark and look of one stop. The last stop is named by what became of it. */
export function viewStop({ stop, state }: StopView): StopLook {
  const look = looks[state]
  if (stop !== 'handed-over') return { ...look, name: t(`stop.${stop}`) }
  if (state === 'passed') return { name: t('stop.handed-over'), mark: 'check', look: 'done ok', spoken: '' }
  if (state === 'unknown') return { ...look, name: t('stop.noFinal') }
  return { ...look, name: t('stop.final') }
}
