import { expect, it } from 'vitest'
import { createSignals } from '../../../host/signals.ts'

it('a second SIGTERM or SIGINT ends at once; a doubled one and a closing terminal do not', () => {
  let now = 0
  const asked = createSignals(() => now)
  expect([asked('SIGINT'), asked('SIGINT'), asked('SIGTERM'), asked('SIGHUP')]).toEqual(Array(4).fill('quit'))
  now = 499
  expect(asked('SIGINT')).toBe('quit')
  now = 500
  expect([asked('SIGHUP'), asked('SIGTERM'), asked('SIGINT')]).toEqual(['quit', 'end', 'end'])
})
