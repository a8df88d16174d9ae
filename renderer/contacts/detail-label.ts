// Names of details and labels of addresses: stored as imports and other programs name them, shown in the window's language.
import { t } from '../text/t.ts'

/** What the form and imports name a detail. What a person named it stays as it is. */
export const knownDetails = [
  ...(['Phone', 'Postal address', 'Web', 'Title', 'Role', 'Birthday', 'Anniversary', 'Nickname'] as const),
  ...(['Chat', 'Greeting', 'Language', 'Name', 'Organisation'] as const),
] as const

/** Types of a vCard (RFC 6350 6.4.1), alone at an address or in brackets behind a detail. */
const knownTypes = [
  ...(['work', 'home', 'cell', 'mobile', 'fax', 'pager', 'text', 'video', 'main', 'car'] as const),
] as const

/** `Work`, as some programs write it, keeps its capital. */
function showType(type: string): string {
  const written = type.trim()
  const found = knownTypes.find((known) => known === written.toLowerCase())
  if (found === undefined) return written
  const shown = t(`contacts.type.${found}`)
  return written.startsWith(found.slice(0, 1)) ? shown : shown.slice(0, 1).toUpperCase() + shown.slice(1)
}

/** The label of an address: `work` or `home, fax`. */
export function showAddressLabel(label: string): string {
  return label.split(',').map(showType).join(', ')
}

/** The name of a detail: `Phone` or `Phone (work)`. */
export function showDetailLabel(label: string): string {
  const [, name = label, more] = /^(.*?)(?: \(([^()]*)\))?$/su.exec(label) ?? []
  const found = knownDetails.find((known) => known === name)
  if (found === undefined) return label
  const shown = t(`contacts.detail.${found}`)
  return more === undefined ? shown : `${shown} (${showAddressLabel(more)})`
}

/** Gives labels back as they are stored, where they were not changed while they were edited. */
export class StoredLabels {
  readonly #stored: Map<string, string>
  readonly #show: (label: string) => string

  /** @param labels as they are stored */
  constructor(labels: readonly string[], show: (label: string) => string) {
    this.#stored = new Map(labels.map((label) => [show(label), label]))
    this.#show = show
  }

  show(label: string): string {
    return this.#show(label)
  }

  /** @param own What the place had, which goes before another label that looks the same. */
  of(shown: string, own?: string): string {
    if (own !== undefined && this.#show(own) === shown) return own
    return this.#stored.get(shown) ?? shown
  }
}
