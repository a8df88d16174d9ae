// Light, dark, more contrast, forced colours and reduced motion: what is to be seen is seen in all of them, by more than a colour.
import { beforeAll, describe, expect, it } from 'vitest'
import type { Locator } from 'playwright-core'
import type {} from '../../renderer/client.ts'
import {
  entryIn,
  goTo,
  goToSettings,
  newMessage,
  sendLetter,
  tryPractice,
  writeLetter,
} from './support/hands.ts'
import { findViolations } from './support/program.ts'
import { useProgram } from './support/use-program.ts'

const program = useProgram()

async function send(to: string, subject: string): Promise<void> {
  const page = await newMessage(program)
  await writeLetter(page, { to: [to], subject })
  await sendLetter(page)
}

beforeAll(async () => {
  await (await tryPractice(program)).close()
  await program.main.evaluate(() => window.sendoff.settings.set({ undoSeconds: 0 }))
  await send('unknown@practice.test', 'Refused one')
  await send('drops-after-dot@practice.test', 'Unconfirmed one')
  await send('full@practice.test', 'Deferred one')
  await program.main.setViewportSize({ width: 1280, height: 800 })
  await goTo(program.main, 'Outbox')
  await entryIn(program.main, 'Unconfirmed one').getByText('Unconfirmed', { exact: true }).waitFor()
}, 90_000)

const main = () => program.main
const press = (name: string) => main().getByRole('button', { name, exact: true }).first().click()

async function openEntry(subject: string): Promise<void> {
  await main().keyboard.press('Escape')
  await goTo(main(), 'Outbox')
  await entryIn(main(), subject).getByRole('link').click()
  await main().getByRole('heading', { name: subject, level: 2 }).waitFor()
}

/** Each leaves the window without anything over it. */
const screens: readonly (readonly [string, () => Promise<void>])[] = [
  ['a refused message', () => openEntry('Refused one')],
  ['an unconfirmed message', () => openEntry('Unconfirmed one')],
  [
    'the transcript in full',
    async () => {
      await openEntry('Deferred one')
      await press('Open in full')
      await main().getByRole('tab', { name: 'Transcript' }).waitFor()
    },
  ],
  [
    'servers',
    async () => {
      await main().keyboard.press('Escape')
      await goTo(main(), 'Servers')
    },
  ],
  ['a new server', () => press('Add a server')],
  ['practice', () => goTo(main(), 'Practice server')],
  ['settings', () => goToSettings(main(), 'Sending')],
  [
    'help',
    async () => {
      await goTo(main(), 'Help')
      await main().getByRole('navigation', { name: 'Help' }).getByRole('link', { name: 'Lessons' }).click()
    },
  ],
]

describe.each([
  ['light', { colorScheme: 'light', contrast: null, forcedColors: null }],
  ['dark', { colorScheme: 'dark', contrast: null, forcedColors: null }],
  ['light with more contrast', { colorScheme: 'light', contrast: 'more', forcedColors: null }],
  ['dark with more contrast', { colorScheme: 'dark', contrast: 'more', forcedColors: null }],
  ['forced colours', { colorScheme: null, contrast: 'more', forcedColors: 'active' }],
  ['forced colours on a dark palette', { colorScheme: 'dark', contrast: 'more', forcedColors: 'active' }],
] as const)('%s', (_, media) => {
  beforeAll(() => main().emulateMedia(media))

  const wanted = [media.colorScheme ?? 'any', media.contrast === 'more', media.forcedColors === 'active']
  const shown = () =>
    main().evaluate((isAny) => {
      const is = (query: string) => matchMedia(query).matches
      const scheme = is('(prefers-color-scheme: dark)') ? 'dark' : 'light'
      return [isAny ? 'any' : scheme, is('(prefers-contrast: more)'), is('(forced-colors: active)')]
    }, media.colorScheme === null)

  it('axe finds nothing, contrast of texts included', { timeout: 60_000 }, async () => {
    const found: string[] = []
    for (const [name, show] of screens) {
      await show()
      await expect.poll(shown).toEqual(wanted)
      // What fades is at its end.
      await main().waitForTimeout(150)
      for (const violation of await findViolations(main())) found.push(`${name}: ${violation}`)
    }
    expect(found).toEqual([])
  })
})

const styleOf = (place: Locator, name: string, pseudo?: string) =>
  place.evaluate((element, [property, part]) => getComputedStyle(element, part).getPropertyValue(property), [
    name,
    pseudo,
  ] as [string, string | undefined])

describe('forced colours', () => {
  beforeAll(async () => {
    await main().emulateMedia({ colorScheme: null, contrast: null, forcedColors: 'active' })
    await openEntry('Refused one')
  })

  it('the focus is a line at whatever has it', async () => {
    const nav = main().getByRole('navigation', { name: 'Main' })
    const stops: readonly Locator[] = [
      nav.getByRole('button', { name: 'New message' }),
      nav.getByRole('link', { name: 'Sent' }),
      entryIn(main(), 'Deferred one').getByRole('link'),
      main().getByRole('button', { name: 'Edit', exact: true }),
      main().getByRole('button', { name: 'Open in full' }),
    ]
    // A key first: a ring is for those who use keys.
    await main().keyboard.press('Tab')
    for (const stop of stops) {
      await stop.focus()
      expect(await styleOf(stop, 'outline-style')).toBe('solid')
      expect(Number.parseFloat(await styleOf(stop, 'outline-width'))).toBeGreaterThanOrEqual(2)
    }
  })

  it('a state has a mark of its own shape and a word, and its badge an edge', async () => {
    const marks = await Promise.all(
      ['Refused one', 'Unconfirmed one', 'Deferred one'].map(async (subject) => {
        const state = entryIn(main(), subject).locator('.state')
        const box = await state.locator('svg').boundingBox()
        expect(box?.width).toBeGreaterThan(10)
        return [await state.textContent(), await state.locator('svg').innerHTML()] as const
      }),
    )
    expect(marks.map(([word]) => word?.trim())).toEqual(['Refused', 'Unconfirmed', 'Deferred'])
    expect(new Set(marks.map(([, shape]) => shape)).size).toBe(3)
    const badge = main().getByRole('main').locator('.state.badge').first()
    expect(await styleOf(badge, 'border-top-style')).toBe('solid')
  })

  it('what is chosen is told apart, and the line of the session is drawn', async () => {
    const row = (subject: string) => entryIn(main(), subject).getByRole('link')
    await main().getByRole('button', { name: 'Edit', exact: true }).focus()
    expect(await styleOf(row('Refused one'), 'outline-style')).toBe('solid')
    expect(await styleOf(row('Deferred one'), 'outline-style')).toBe('none')
    const place = (name: string) =>
      main().getByRole('navigation', { name: 'Main' }).getByRole('link', { name })
    expect(await styleOf(place('Outbox'), 'background-color')).not.toBe(
      await styleOf(place('Sent'), 'background-color'),
    )
    const stop = main().getByRole('main').locator('.sline li').first()
    const paper = await styleOf(main().locator('html'), 'background-color')
    expect(await styleOf(stop, 'background-color', '::before')).not.toBe(paper)
    expect(await styleOf(stop, 'background-color', '::before')).not.toBe('rgba(0, 0, 0, 0)')
  })
})

describe('reduced motion', () => {
  /** What moves or would: elements with a transition or an animation that takes time, and those that run now. */
  const moving = () =>
    main().evaluate(() => {
      const takesTime = (times: string) => times.split(',').some((time) => Number.parseFloat(time) > 0)
      const found = [...document.querySelectorAll('*')].filter((element) => {
        const style = getComputedStyle(element)
        const isAnimated = style.animationName !== 'none' && takesTime(style.animationDuration)
        return takesTime(style.transitionDuration) || isAnimated
      })
      return found.length + document.getAnimations().length
    })

  beforeAll(() => main().emulateMedia({ forcedColors: null, reducedMotion: null }))

  it('nothing moves, not even the mark of what is being sent', { timeout: 40_000 }, async () => {
    await send('slow@practice.test', 'Slow one')
    await openEntry('Slow one')
    await entryIn(main(), 'Slow one').getByText('Sending', { exact: true }).waitFor()
    expect(await moving()).toBeGreaterThan(0)
    await main().emulateMedia({ reducedMotion: 'reduce' })
    await expect.poll(moving).toBe(0)
    for (const show of [() => goToSettings(main(), 'Sending'), () => goTo(main(), 'Practice server')]) {
      await show()
      expect(await moving()).toBe(0)
    }
  })
})
