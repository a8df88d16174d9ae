import { expect, it } from 'vitest'
import { reviveCrashed, type CrashingWindow } from '../../../main/electron/crashed-pages.ts'
import { createFakeClock } from '../../support/fake-clock.ts'

type Gone = Parameters<CrashingWindow['webContents']['on']>[1]

function setUp() {
  const clock = createFakeClock()
  const said: string[] = []
  const state = { isClosing: false, isDestroyed: false }
  let gone: Gone = () => undefined
  const window: CrashingWindow = {
    webContents: { on: (_event, listener) => (gone = listener) },
    isDestroyed: () => state.isDestroyed,
    destroy: () => said.push('destroy'),
  }
  reviveCrashed(window, 'main', {
    clock,
    log: { error: (message) => said.push(message) },
    isClosing: () => state.isClosing,
    reload: () => said.push('reload'),
  })
  const crash = async (reason = 'crashed') => {
    gone({}, { reason, exitCode: 5 })
    said.push('told')
    await clock.advance(1)
  }
  return { clock, said, state, crash }
}

const crashed = 'the page of the main window is gone: crashed, code 5'

it('a page that crashed is loaded again, behind the event that tells of it', async () => {
  const { said, crash } = setUp()
  await crash()
  expect(said).toEqual([crashed, 'told', 'reload'])
})

it.each(['oom', 'killed', 'abnormal-exit', 'launch-failed'])('so is one that ended by %s', async (reason) => {
  const { said, crash } = setUp()
  await crash(reason)
  expect(said.at(-1)).toBe('reload')
})

it('a page that ended as its window was closed is none', async () => {
  const { said, crash } = setUp()
  await crash('clean-exit')
  expect(said).toEqual(['told'])
})

it('a window that was to close goes: nobody is there who could save', async () => {
  const { said, state, crash } = setUp()
  state.isClosing = true
  await crash()
  expect(said.at(-1)).toBe('destroy')
})

it('a window that is gone itself is left alone', async () => {
  const { said, state, crash } = setUp()
  state.isDestroyed = true
  await crash()
  expect(said).toEqual([crashed, 'told'])
})

it('a page that crashes a fourth time within a minute is left; later it is loaded again', async () => {
  const { clock, said, crash } = setUp()
  for (let time = 0; time < 4; time += 1) await crash()
  expect(said.filter((each) => each === 'reload')).toHaveLength(3)
  expect(said.at(-1)).toBe('the page of the main window goes again and again; it is not loaded any more')
  await clock.advance(60_000)
  await crash()
  expect(said.at(-1)).toBe('reload')
})
