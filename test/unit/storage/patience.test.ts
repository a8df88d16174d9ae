import { beforeEach, expect, test } from 'vitest'
import { createPatience, type Asked, type Patience } from '../../../main/storage/patience.ts'

interface Named extends Asked {
  readonly name: string
}

const read = (name: string): Named => ({ name, isRead: true, isPatient: false })
const write = (name: string): Named => ({ name, isRead: false, isPatient: false })
const patient = (name: string): Named => ({ name, isRead: false, isPatient: true })

let ran: string[]
let timer: (() => void) | null
let patience: Patience<Named>

beforeEach(() => {
  ran = []
  timer = null
  patience = createPatience<Named>({
    run: (batch) => void ran.push(batch.map(({ name }) => name).join(' ')),
    later: (call) => {
      timer = call
      return () => (timer = null)
    },
  })
})

test('a patient change waits, and goes before the next that does not, in one batch', () => {
  patience.take([patient('a')])
  patience.take([patient('b')])
  expect(ran).toEqual([])
  patience.take([write('c'), read('d')])
  expect(ran).toEqual(['a b c d'])
  expect(timer).toBeNull()
})

test('what only reads is not kept waiting, and does not end the wait of others', () => {
  patience.take([patient('a'), read('b')])
  patience.take([read('c')])
  expect(ran).toEqual(['b', 'c'])
  timer?.()
  expect(ran).toEqual(['b', 'c', 'a'])
})

test('patience ends: then all that waits is run, once', () => {
  patience.take([patient('a'), patient('b')])
  timer?.()
  expect(ran).toEqual(['a b'])
  patience.flush()
  expect(ran).toEqual(['a b'])
})

test('nothing that was asked for is nothing that is run', () => {
  patience.take([])
  patience.flush()
  expect([ran, timer]).toEqual([[], null])
})
