import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { expect, test } from 'vitest'
import { enterProfile } from '../../../main/storage/presence.ts'
import { createTempProfile } from '../../support/temp-profile.ts'

test('who comes first is alone, who comes second is not, and when both are gone the next is alone', async () => {
  const { dataDir } = await createTempProfile()
  const first = enterProfile(dataDir)
  first.settle()
  const second = enterProfile(dataDir)
  second.settle()
  first.close()
  const third = enterProfile(dataDir)
  second.close()
  third.close()
  const fourth = enterProfile(dataDir)
  fourth.close()
  expect([first, second, third, fourth].map(({ isAlone }) => isAlone)).toEqual([true, false, false, true])
})

test('a process that is killed is not there any more', async () => {
  const { dataDir } = await createTempProfile()
  const presence = new URL('../../../main/storage/presence.ts', import.meta.url).href
  const code = `
    const { enterProfile } = await import(${JSON.stringify(presence)})
    const entered = enterProfile(${JSON.stringify(dataDir)})
    entered.settle()
    process.stdout.write('in')
    setInterval(() => entered, 1e6)`
  const child = spawn(process.execPath, ['--input-type=module', '-e', code], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  await once(child.stdout, 'data')
  const before = enterProfile(dataDir)
  before.close()
  child.kill('SIGKILL')
  await once(child, 'exit')
  const after = enterProfile(dataDir)
  after.close()
  expect([before.isAlone, after.isAlone]).toEqual([false, true])
})
