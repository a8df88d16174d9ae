import { expect, it } from 'vitest'
import type { DraftPlace } from '../../../main/drafts/place.ts'
import { PlaceKeeper } from '../../../renderer/compose/place-keeper.ts'

const at = (sign: number): DraftPlace => ({ kind: 'plain', block: 0, sign, scroll: 0 })

/** One timer, which goes off when told. */
function keeper(before?: DraftPlace) {
  const stored: DraftPlace[] = []
  const pending: (() => void)[] = []
  const world = { isSaveDue: false, place: before ?? null }
  const place = new PlaceKeeper({
    timers: {
      setTimeout: (run) => pending.push(run),
      clearTimeout: () => void pending.pop(),
      now: () => 0,
    },
    before,
    isSaveDue: () => world.isSaveDue,
    store: (one) => void stored.push(one),
  })
  place.read = () => world.place
  return { world, place, stored, pending, rest: () => pending.splice(0).forEach((run) => run()) }
}

it('stores a caret that moved once a second, however often it moves', () => {
  const { world, place, stored, pending, rest } = keeper()
  for (const sign of [1, 2, 3]) {
    world.place = at(sign)
    place.moved()
  }
  expect(pending).toHaveLength(1)
  rest()
  expect(stored).toEqual([at(3)])
})

it('leaves it to a save that is due, and does not store the same place twice', () => {
  const { world, place, stored, rest } = keeper()
  world.place = at(5)
  world.isSaveDue = true
  place.moved()
  rest()
  expect(stored).toEqual([])
  expect(place.forSave()).toEqual({ place: at(5) })
  world.isSaveDue = false
  place.moved()
  rest()
  expect(stored).toEqual([])
})

it('writes nothing for a draft that is only looked at, nor after its end', () => {
  const { world, place, stored, pending, rest } = keeper(at(7))
  place.moved()
  rest()
  expect(stored).toEqual([])
  world.place = null
  expect(place.forSave()).toEqual({})
  place.moved()
  place.stop()
  expect(pending).toEqual([])
})
