import type { EntrySummary } from '../../main/api.ts'
import { formatReason, toPercent } from '../outbox/reason-text.ts'
import { viewEntryState } from '../shared/state-view.ts'
import { t } from '../text/t.ts'
import type { AppState } from './app-state.svelte.ts'
import type { WindowState } from './window-state.svelte.ts'

/** "Minutes of the November meeting: partly handed over, 1 of 3 refused. Your move." */
export function toSentence(entry: EntrySummary, now: number): string {
  const subject = entry.subject === '' ? t('list.noSubject') : entry.subject
  const state = viewEntryState(entry.state, entry.counts).word.toLowerCase()
  const sentence = t('announce.state', { subject, state, reason: formatReason(entry, now) })
  return entry.group === 'your-move' ? t('announce.yourMove', { sentence }) : sentence
}

interface Known {
  readonly state: EntrySummary['state']
  readonly percent: number | null
}

/** Tells a change of state once, and progress at half; the start and the end of sending are changes of state. */
export function announceChanges(app: AppState, shell: WindowState): () => void {
  const known = new Map<string, Known>()
  return app.bridge.on('outbox.changed', ({ entries }) => {
    for (const { entryId, entry } of entries) {
      const before = known.get(entryId) ?? findKnown(app, entryId)
      if (entry === null) {
        known.delete(entryId)
        continue
      }
      const percent = toPercent(entry)
      known.set(entryId, { state: entry.state, percent })
      if (before?.state !== entry.state) shell.announcer.say(toSentence(entry, shell.now))
      else if (passedHalf(before.percent, percent)) {
        shell.announcer.say(t('announce.progress', { subject: entry.subject, percent: percent ?? 0 }))
      }
    }
  })
}

function findKnown(app: AppState, entryId: string): Known | undefined {
  const entry = [...app.outbox.entries, ...app.sent.entries].find(({ id }) => id === entryId)
  return entry === undefined ? undefined : { state: entry.state, percent: toPercent(entry) }
}

function passedHalf(before: number | null, now: number | null): boolean {
  return before !== null && now !== null && before > 0 && before < 50 && now >= 50 && now < 100
}
