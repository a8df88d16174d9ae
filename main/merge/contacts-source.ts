// People as a table: one row each, as they are at this moment. What becomes of the contacts later changes nothing in it.
import { t } from '../text/t.ts'
import { toColumns } from './csv.ts'
import { noRoles, type MergeSource } from './job.ts'

/** A person as a row needs it; '' for what is not known. */
export interface MergePerson {
  readonly name: string
  readonly given: string
  readonly family: string
  readonly address: string
  readonly organisation: string
  readonly note: string
  readonly details: readonly { readonly label: string; readonly value: string }[]
}

/** Details that most people have get a column each, the others none. */
const maxDetails = 40
/** Rows of one batch. */
const batchSize = 500

export function contactsSource(people: readonly MergePerson[]): MergeSource {
  const labels = labelsOf(people)
  const columns = toColumns([
    ...(['name', 'given', 'family', 'address', 'organisation', 'note'] as const).map((key) =>
      t(`merge.of.${key}`),
    ),
    ...labels,
  ])
  return {
    columns,
    roles: { ...noRoles, name: 0, address: 3 },
    batches: () => batches(people, labels),
  }
}

function labelsOf(people: readonly MergePerson[]): readonly string[] {
  const counts = new Map<string, number>()
  for (const { details } of people) {
    for (const label of new Set(details.map((detail) => detail.label)))
      counts.set(label, (counts.get(label) ?? 0) + 1)
  }
  return [...counts]
    .toSorted(([, a], [, b]) => b - a)
    .slice(0, maxDetails)
    .map(([label]) => label)
}

async function* batches(people: readonly MergePerson[], labels: readonly string[]) {
  for (let at = 0; at < people.length; at += batchSize) {
    yield await Promise.resolve(people.slice(at, at + batchSize).map((person) => toCells(person, labels)))
  }
}

function toCells(person: MergePerson, labels: readonly string[]): readonly string[] {
  const { name, given, family, address, organisation, note, details } = person
  const valueOf = (wanted: string) =>
    details
      .filter(({ label }) => label === wanted)
      .map(({ value }) => value)
      .join('\n')
  return [name, given, family, address, organisation, note, ...labels.map(valueOf)]
}
