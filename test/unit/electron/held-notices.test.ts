import { EventEmitter } from 'node:events'
import { expect, it } from 'vitest'
import type { Attention } from '../../../main/electron/attention.ts'
import { holdWhileLocked } from '../../../main/electron/held-notices.ts'

const one = (title: string) => ({ title }) as Attention

it('shows nothing on a locked screen, and what came once it is open', () => {
  const power = new EventEmitter()
  const shown: string[] = []
  const tell = holdWhileLocked(power, ({ title }) => void shown.push(title))
  tell(one('before'))
  power.emit('lock-screen')
  tell(one('while'))
  expect(shown).toEqual(['before'])
  power.emit('unlock-screen')
  expect(shown).toEqual(['before', 'while'])
  power.emit('unlock-screen')
  tell(one('after'))
  expect(shown).toEqual(['before', 'while', 'after'])
})

it('keeps the latest twenty', () => {
  const power = new EventEmitter()
  const shown: string[] = []
  const tell = holdWhileLocked(power, ({ title }) => void shown.push(title))
  power.emit('lock-screen')
  for (let n = 1; n <= 30; n += 1) tell(one(String(n)))
  power.emit('unlock-screen')
  expect(shown).toHaveLength(20)
  expect(shown[0]).toBe('11')
})
