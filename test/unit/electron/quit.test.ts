import { expect, it } from 'vitest'
import { Quitter, type EndingApp } from '../../../main/electron/quit.ts'
import { createFakeClock } from '../../support/fake-clock.ts'

const never = new Promise<never>(() => undefined)
const entry = { state: 'sending', reason: { kind: 'sending' }, group: 'moving' }

/** @param closeAll What becomes of the windows, each time they are asked. */
function setUp(closeAll: () => Promise<boolean>, close: () => Promise<void> = () => Promise.resolve()) {
  const clock = createFakeClock()
  const said: string[] = []
  let asked: Parameters<EndingApp['on']>[1] = () => undefined
  const quitter = new Quitter({
    app: {
      on: (_event, listener) => (asked = listener),
      exit: () => said.push(`exit at ${clock.monotonic()}`),
    },
    core: {
      api: { outbox: { list: () => Promise.resolve({ entries: [entry] } as never) } },
      events: { on: () => () => undefined },
      close: ({ graceMs } = {}) => {
        said.push(`close with ${graceMs}`)
        return close()
      },
    },
    windows: {
      closeAll: () => {
        said.push('close windows')
        return closeAll()
      },
      destroyAll: () => undefined,
      tellMain: (channel) => said.push(channel),
    },
    log: { info: () => undefined, warn: () => undefined, error: (message) => said.push(message) },
    clock,
    keepRunning: () => undefined,
  })
  return { clock, said, quitter, signal: () => asked({ preventDefault: () => undefined }) }
}

it('a signal asks nobody, and what is under way has its grace', async () => {
  const { clock, said, signal } = setUp(() => Promise.resolve(true))
  signal()
  await clock.advance(1)
  expect(said).toEqual(['close windows', 'close with 5000', 'exit at 0'])
})

it.skipIf(process.platform === 'darwin')(
  'a window that cannot save is asked again, and holds a signal for ten seconds',
  async () => {
    const { clock, said, signal } = setUp(() => Promise.resolve(false))
    signal()
    await clock.advance(2_000)
    expect(said).toEqual(Array(5).fill('close windows'))
    await clock.advance(9_000)
    expect(said.filter((each) => each !== 'close windows')).toEqual([
      'the session ends before every window could save what is in it',
      'close with 5000',
      'exit at 10000',
    ])
  },
)

it.skipIf(process.platform === 'darwin')(
  'a window that says that it saves, and never has, holds a signal for ten seconds',
  async () => {
    const { clock, said, signal } = setUp(() => never)
    signal()
    await clock.advance(11_000)
    expect(said.at(-1)).toBe('exit at 10000')
  },
)

it.skipIf(process.platform === 'darwin')(
  'a signal that comes while a person quits bounds that too',
  async () => {
    const { clock, said, quitter, signal } = setUp(() => never)
    quitter.answer('stop')
    await clock.advance(60_000)
    expect(said).toEqual(['close windows'])
    signal()
    await clock.advance(11_000)
    expect(said.at(-1)).toBe('exit at 70000')
  },
)

it('a profile that does not close is left as it is, five seconds behind the grace', async () => {
  const { clock, said, signal } = setUp(
    () => Promise.resolve(true),
    () => never,
  )
  signal()
  await clock.advance(20_000)
  expect(said.slice(-2)).toEqual(['the profile was not closed in time', 'exit at 10000'])
})

it('a window that a person closes and that cannot save keeps the program', async () => {
  const { clock, said, quitter } = setUp(() => Promise.resolve(false))
  quitter.answer('stop')
  await clock.advance(60_000)
  expect(said).toEqual(['close windows'])
})

it('the window that asks is gone: nobody answers, and the program ends', async () => {
  const { clock, said, quitter } = setUp(() => Promise.resolve(true))
  quitter.windowsGone()
  await clock.advance(1)
  expect(said).toEqual(['event:app.quitting'])
  quitter.windowsGone()
  await clock.advance(1)
  expect(said.slice(1)).toEqual(['close windows', 'close with 5000', 'exit at 1'])
})
