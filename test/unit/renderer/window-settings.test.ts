import { expect, it } from 'vitest'
import { WindowState } from '../../../renderer/state/window-state.svelte.ts'
import { createFakeBridge, ok } from './fake-bridge.ts'
import { now } from './sample.ts'

it('a setting that is changed while another is on its way is not dropped', async () => {
  const asked: unknown[] = []
  const fake = createFakeBridge({
    'settings.set': (change: unknown) => {
      asked.push(change)
      return ok(change)
    },
  })
  const shell = new WindowState(fake.bridge, { now: () => now, mac: false })
  const saved = await Promise.all([
    shell.set({ newMessages: 'plain' }),
    shell.set({ newMessages: 'rich' }),
    shell.set({ theme: 'dark' }),
  ])
  expect(saved).toEqual([true, true, true])
  expect(asked).toEqual([{ newMessages: 'plain' }, { newMessages: 'rich' }, { theme: 'dark' }])
})
