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
      releaseSingleInstanceLock: () => said.push('lock'),
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
    open: ({ kind }) => said.push(`opens ${kind}`),
    startAgain: ({ kind }) => said.push(`starts again with ${kind}`),
  })
  return { clock, said, quitter, signal: () => asked({ preventDefault: () => undefined }) }
}

it('a signal asks nobody, and what is under way has its grace', async () => {
  const { clock, said, signal } = setUp(() => Promise.resolve(true))
  signal()
  await clock.advance(1)
  expect(said).toEqual(['close windows', 'lock', 'close with 5000', 'exit at 0'])
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
      'lock',
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
  expect(said.slice(1)).toEqual(['close windows', 'lock', 'close with 5000', 'exit at 1'])
})

const link = { kind: 'mailto', url: 'mailto:a@x.org' } as const

it('a link that comes while the program ends is opened by its next start; one start shows the program', async () => {
  const { clock, said, quitter } = setUp(() => Promise.resolve(true))
  expect(quitter.defers(link)).toBe(false)
  quitter.answer('stop')
  expect(quitter.defers({ kind: 'nothing' })).toBe(true)
  expect(quitter.defers(link)).toBe(true)
  await clock.advance(1)
  expect(said.slice(-2)).toEqual(['starts again with mailto', 'exit at 0'])
})

it('a program that is opened twice while it ends starts once', async () => {
  const { clock, said, quitter } = setUp(() => Promise.resolve(true))
  quitter.answer('stop')
  for (let time = 0; time < 2; time += 1) quitter.defers({ kind: 'nothing' })
  await clock.advance(1)
  expect(said.filter((each) => each.startsWith('starts'))).toEqual(['starts again with nothing'])
})

it('a link that comes while a window stays is opened in this program', async () => {
  const { clock, said, quitter } = setUp(() => Promise.resolve(false))
  quitter.answer('stop')
  quitter.defers(link)
  await clock.advance(1)
  expect(said).toEqual(['close windows', 'opens mailto'])
})

it.skipIf(process.platform === 'darwin')('nothing starts again where the session ends', async () => {
  const { clock, said, quitter, signal } = setUp(() => Promise.resolve(true))
  signal()
  quitter.defers(link)
  await clock.advance(1)
  expect(said.at(-1)).toBe('exit at 0')
  expect(said).not.toContain('starts again with mailto')
})

it('an emptied profile is not shared: the lock is kept to the end', async () => {
  const { clock, said, quitter } = setUp(() => Promise.resolve(true))
  quitter.erase('/nowhere/at/all')
  await clock.advance(1)
  expect(said).not.toContain('lock')
})

it('what a page answers while the program ends is too late', async () => {
  const { clock, said, quitter, signal } = setUp(
    () => Promise.resolve(true),
    () => never,
  )
  signal()
  await clock.advance(1)
  for (const choice of ['stay', 'finish', 'stop', 'background'] as const) quitter.answer(choice)
  quitter.windowsGone()
  await quitter.request()
  await clock.advance(1)
  expect(said).toEqual(['close windows', 'lock', 'close with 5000'])
})

it('a signal while the windows close for the background ends the program once', async () => {
  const closes: ((areGone: boolean) => void)[] = []
  const { clock, said, quitter, signal } = setUp(() => new Promise((resolve) => closes.push(resolve)))
  quitter.answer('background')
  signal()
  for (const close of closes) close(true)
  await clock.advance(1)
  quitter.answer('stop')
  await clock.advance(1)
  expect(said.filter((each) => each.startsWith('exit'))).toHaveLength(1)
})

it('a window that opens while the program finishes keeps it', async () => {
  const { clock, said, quitter } = setUp(() => Promise.resolve(true))
  quitter.answer('finish')
  await clock.advance(1)
  quitter.reopened()
  await clock.advance(60_000)
  expect(said).toEqual(['close windows'])
})
