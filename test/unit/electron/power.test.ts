import { EventEmitter } from 'node:events'
import { expect, test } from 'vitest'
import { wakeWith } from '../../../main/electron/power.ts'

test.each(['resume', 'unlock-screen'])('P20: %s wakes the queue', (event) => {
  const power = new EventEmitter()
  let woken = 0
  wakeWith({ wake: () => (woken += 1) }, power)
  power.emit(event)
  expect(woken).toBe(1)
})
