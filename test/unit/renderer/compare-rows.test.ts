import { expect, it } from 'vitest'
import { isDifference, splitMark, toCompareRows } from '../../../renderer/transcript/compare-rows.ts'
import { toLines } from './sample.ts'

const [greeting, mail, refused] = toLines([
  ['server', 'greeting', '220 mx.example'],
  ['client', 'mail', 'MAIL FROM:<a@x.example>'],
  ['server', 'mail', '550 no'],
])

it('names the phase of each row once, from whichever side has a line', () => {
  const rows = toCompareRows([
    { difference: 'same', left: greeting, right: greeting },
    { difference: 'only-right', right: mail },
    { difference: 'only-right', right: refused },
  ])
  expect(rows.map(({ section, isFirst }) => [section, isFirst])).toEqual([
    ['connect', true],
    ['sender', true],
    ['sender', false],
  ])
})

it('counts no part that differs in every session', () => {
  expect(isDifference({ difference: 'volatile' })).toBe(false)
  expect(isDifference({ difference: 'changed' })).toBe(true)
})

it('takes the part that differs out of the text', () => {
  const line = { seq: 1, atMs: 0, from: 'server', phase: 'ehlo', text: '250-SIZE 10 x' } as const
  expect(splitMark({ ...line, mark: [9, 11] })).toEqual(['250-SIZE ', '10', ' x'])
  expect(splitMark(line)).toEqual(['250-SIZE 10 x', '', ''])
})

it('shows what is told of a note, and marks no part of that', () => {
  const note = {
    seq: 1,
    atMs: 0,
    from: 'note',
    phase: 'connect',
    text: 'connected to a',
    mark: [13, 14],
  } as const
  expect(splitMark(note)).toEqual(['connected to ', 'a', ''])
  expect(splitMark({ ...note, ...{ said: 'verbunden mit a' } })).toEqual(['verbunden mit a', '', ''])
})
