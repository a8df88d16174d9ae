// What is said of chips as a whole. Pure.
import type { AddressCheck } from '../../main/api.ts'
import type { Chip } from './recipient-list.svelte.ts'

/** The domain behind the last @ sign, in A-labels where main gave them. */
export function domainOf(chip: Chip): string {
  const address = chip.check?.ascii ?? chip.check?.address ?? ''
  return address.slice(address.lastIndexOf('@') + 1).toLowerCase()
}

/** Ids of chips whose address stands before them already: the first of each is not among them. */
export function findTwice(chips: readonly Chip[]): ReadonlySet<number> {
  const seen = new Set<string>()
  const again = new Set<number>()
  for (const chip of chips) {
    const key = (chip.check?.address ?? chip.text).toLowerCase()
    if (seen.has(key)) again.add(chip.id)
    seen.add(key)
  }
  return again
}

/** Ids of chips outside this domain and those below it; none where there is no domain. */
export function findExternal(chips: readonly Chip[], own: string | null): ReadonlySet<number> {
  if (own === null) return new Set()
  const outside = chips.filter((chip) => {
    const domain = domainOf(chip)
    return chip.check?.ok === true && domain !== own && !domain.endsWith(`.${own}`)
  })
  return new Set(outside.map(({ id }) => id))
}

/** The chips of now with the checks of those that were asked about; the others as they are. */
export function withChecks(
  now: readonly Chip[],
  asked: readonly Chip[],
  checks: readonly (AddressCheck | undefined)[],
): readonly Chip[] {
  const judged = new Map(asked.map(({ id }, at) => [id, checks[at]]))
  return now.map((chip) => {
    const check = judged.get(chip.id)
    return check === undefined ? chip : { ...chip, check }
  })
}
