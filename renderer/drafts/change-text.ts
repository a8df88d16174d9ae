// What a version changed, in words.
import type { VersionChange, VersionSummary } from '../../main/api.ts'
import { formatTimeSeconds } from '../shared/format.ts'
import { plural, t } from '../text/t.ts'

/** `12 words added, 3 words removed; subject changed`. @param now Epoch ms. */
export function describeChanges(
  summary: Pick<VersionSummary, 'changes' | 'isBeforeCut'>,
  now: number,
): string {
  const told = summary.changes.map((change) => describe(change, now))
  return [...told, ...(summary.isBeforeCut ? [t('change.beforeCut')] : [])].join('; ')
}

function describe(change: VersionChange, now: number): string {
  switch (change.kind) {
    case 'words':
      return both(
        change,
        (n) => plural('change.added', n),
        (n) => plural('change.removed', n),
      )
    case 'recipients':
      return both(
        change,
        (n) => plural('change.recipientsAdded', n),
        (n) => plural('change.recipientsRemoved', n),
      )
    case 'files':
      return [
        ...files(change.added, 'change.fileAdded', 'change.filesAdded'),
        ...files(change.removed, 'change.fileRemoved', 'change.filesRemoved'),
      ].join(', ')
    case 'brought-back':
      return t('change.broughtBack', { time: formatTimeSeconds(change.savedAt, now) })
    default:
      return t(`change.${change.kind}`)
  }
}

function both(
  { added, removed }: { readonly added: number; readonly removed: number },
  toAdded: (n: number) => string,
  toRemoved: (n: number) => string,
): string {
  return [...(added > 0 ? [toAdded(added)] : []), ...(removed > 0 ? [toRemoved(removed)] : [])].join(', ')
}

/** One file by its name, several by their number. */
function files(
  names: readonly string[],
  one: 'change.fileAdded' | 'change.fileRemoved',
  several: 'change.filesAdded' | 'change.filesRemoved',
): readonly string[] {
  const [name] = names
  if (name === undefined) return []
  return [names.length === 1 ? t(one, { name }) : plural(several, names.length)]
}
