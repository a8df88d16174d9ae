// What the question at quit says. Pure.
import type { EntrySummary, OnItsWay } from '../main/api.ts'
import { plural, t } from './text/t.ts'

export interface QuitView {
  readonly title: string
  readonly what: string
  readonly finish: string
  readonly stop: { readonly label: string; readonly text: string }
  readonly background: string
  /** That stopping will mean something else; only while it does not yet. */
  readonly foot: string
}

/** Words for what is on its way now; null where nothing is any more. */
export function toQuitView({ sending, next, scheduled }: OnItsWay): QuitView | null {
  const all = [...sending, ...next]
  const [first] = all
  if (first === undefined) return null
  return {
    title: plural('quit.title', all.length),
    what: whatOf(first, all.length),
    finish: next.length === 0 ? t('quit.finish.sending') : t('quit.finish.next'),
    stop: stopOf(sending),
    foot: sending.length > 0 && !sending.some(mayArrive) ? t('quit.foot') : '',
    background: scheduled === 0 ? t('quit.background.all') : t('quit.background.scheduled', { n: scheduled }),
  }
}

function whatOf({ subject, serverName }: EntrySummary, count: number): string {
  const name = subject === '' ? t('list.noSubject') : subject
  return count === 1
    ? t('quit.over', { subject: name, server: serverName })
    : t('quit.several', { subject: name, n: count - 1 })
}

function stopOf(sending: readonly EntrySummary[]): QuitView['stop'] {
  if (sending.some(mayArrive)) return { label: t('quit.stopMayArrive'), text: t('quit.stop.after') }
  if (sending.length === 0) return { label: t('quit.stop'), text: t('quit.stop.waits') }
  return {
    label: t('quit.stop'),
    text: sending.length === 1 ? t('quit.stop.before') : t('quit.stop.beforeMany'),
  }
}

/** Its last octet has been given to the connection. */
function mayArrive({ live }: EntrySummary): boolean {
  return live?.phase === 'message' && live.sentOctets >= live.totalOctets
}
