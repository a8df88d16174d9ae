/**
 * The list with one member in another place; the same list where that place is not in it.
 * @param at Index of the member; -1: there is none.
 * @param by Places towards the end; negative: towards the front.
 */
export function moved<T>(list: readonly T[], at: number, by: number): readonly T[] {
  const one = list[at]
  const to = at + by
  if (one === undefined || to < 0 || to >= list.length) return list
  return list.toSpliced(at, 1).toSpliced(to, 0, one)
}
