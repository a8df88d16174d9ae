import { EventEmitter } from 'node:events'
import { expect, test } from 'vitest'
import { wakeWith } from '../../../main/electron/power.ts'

test.each([
  ['suspend', ['sleep']],
  ['resume', ['wake']],
  ['unlock-screen', ['wake']],
] as const)('P20: %s means %s to the queue', (event, means) => {
  const power = new EventEmitter()
  const heard: string[] = []
  wakeWith({ sleep: () => void heard.push('sleep'), wake: () => void heard.push('wake') }, power)
  power.emit(event)
  expect(heard).toEqual(means)
})
