import { describe, expect, it } from 'vitest'
import { holdPlaces, placeByDay, placeByGroup, toRows } from '../../../renderer/outbox/list-order.ts'
import { clockAt, sampleEntry } from './sample.ts'

const moving = sampleEntry({ id: 'moving', at: clockAt(10, 44) })
const mine = sampleEntry({ id: 'mine', group: 'your-move', at: clockAt(10, 12) })
const mineNewer = sampleEntry({ id: 'mine-newer', group: 'your-move', at: clockAt(10, 42) })
const settled = sampleEntry({ id: 'settled', group: 'settled', at: clockAt(10, 50) })
const entries = [settled, moving, mine, mineNewer]

describe('placeByGroup', () => {
  it('asks whose move it is first, then what changed last', () => {
    expect([...placeByGroup(entries).keys()]).toEqual(['mine-newer', 'mine', 'moving', 'settled'])
  })
})

describe('placeByDay', () => {
  it('puts the newest first', () => {
    const places = placeByDay(entries, () => 'today')
    expect([...places.keys()]).toEqual(['settled', 'moving', 'mine-newer', 'mine'])
  })
})

describe('toRows', () => {
  it('puts the heading of a group into its first row', () => {
    const rows = toRows(placeByGroup(entries), entries, (group) => group.toUpperCase())
    expect(rows.map(({ heading }) => heading)).toEqual(['YOUR-MOVE', null, 'MOVING', 'SETTLED'])
  })

  it('leaves out what is not there', () => {
    const rows = toRows(placeByGroup(entries), [mine], (group) => group)
    expect(rows.map(({ entry, heading }) => [entry.id, heading])).toEqual([['mine', 'your-move']])
  })
})

describe('holdPlaces', () => {
  const held = placeByGroup(entries)

  it('keeps a row in its group while the pointer is over the list', () => {
    const fresh = placeByGroup(entries.with(1, { ...moving, group: 'settled' }))
    expect(holdPlaces(held, fresh).get('moving')).toBe('moving')
  })

  it('lets go what is gone and takes in what is new, in its group', () => {
    const fresh = placeByGroup([settled, mine, sampleEntry({ id: 'new', group: 'your-move' })])
    expect([...holdPlaces(held, fresh)]).toEqual([
      ['new', 'your-move'],
      ['mine', 'your-move'],
      ['settled', 'settled'],
    ])
  })
})
