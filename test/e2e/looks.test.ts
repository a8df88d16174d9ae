// What was once seen to be wrong in a picture, and is not to come back.
import { beforeAll, expect, it } from 'vitest'
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
import { findClipped } from './support/text-look.ts'
import { useProgram } from './support/use-program.ts'

// The keychain of the test has no session to be in, so that passwords are in memory.
const program = useProgram({ env: { DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nonexistent' } })
const main = () => program.main

beforeAll(async () => {
  await (await tryPractice(program)).close()
  await main().setViewportSize({ width: 1280, height: 800 })
}, 90_000)

it('the banner of the keychain is one line, and leads to the reason', async () => {
  const banner = main().getByRole('status').filter({ hasText: 'Passwords are kept for this session only.' })
  await banner.waitFor()
  expect((await banner.boundingBox())?.height).toBeLessThan(46)
  await banner.getByRole('button', { name: 'Why, and what helps' }).click()
  await main().getByText('Passwords are kept in memory for this session only').waitFor()
  await main()
    .getByText(/The system's keychain cannot be used/)
    .waitFor()
  await banner.getByRole('button', { name: 'Dismiss' }).click()
})

it('a message that is read keeps its lines', async () => {
  const page = await newMessage(program)
  await page.getByRole('button', { name: 'Make it plain text' }).click()
  await writeLetter(page, { to: ['anna@practice.test'], subject: 'In lines' })
  await sendLetter(page)
  await goTo(main(), 'Outbox')
  await entryIn(main(), 'In lines').getByRole('link').click()
  const text = main().getByRole('region', { name: 'Message', exact: true }).locator('.letter')
  await text.getByText('hello.').waitFor()
  expect(await text.evaluate((element) => getComputedStyle(element).whiteSpace)).toBe('pre-wrap')
})

it('a page of the settings says its name once', async () => {
  for (const page of ['Appearance', 'Keyboard', 'Desktop', 'Records', 'About']) {
    await goToSettings(main(), page)
    expect(await main().getByRole('heading', { name: page, exact: true }).count(), page).toBe(1)
  }
})

it('at half the width, settings and help show their page, and nothing is out of it', async () => {
  await main().setViewportSize({ width: 640, height: 400 })
  for (const page of ['Sending', 'Records', 'Security', 'Administrator']) {
    await goToSettings(main(), page)
    await main().getByRole('main', { name: page, exact: true }).waitFor()
    expect(await findClipped(main()), page).toEqual([])
  }
  await main().getByRole('combobox', { name: 'Settings', exact: true }).waitFor()
  expect(await findViolations(main())).toEqual([])
  await goTo(main(), 'Help')
  await main().getByRole('main', { name: 'Reply codes' }).getByText('Service ready').waitFor()
  expect(await findClipped(main())).toEqual([])
})

it('the window is as high as its page: nothing that comes into view can move it', async () => {
  await main().setViewportSize({ width: 1280, height: 800 })
  for (const place of ['Outbox', 'Servers', 'Settings'] as const) {
    await goTo(main(), place)
    const tooHigh = () => document.documentElement.scrollHeight - document.documentElement.clientHeight
    expect(await main().evaluate(tooHigh), place).toBe(0)
  }
})

it('the actions of a message have room at half the width, in German too', { timeout: 60_000 }, async () => {
  await main().evaluate(() => window.sendoff.settings.set({ undoSeconds: 60 }))
  await main().setViewportSize({ width: 1280, height: 800 })
  const page = await newMessage(program)
  await writeLetter(page, { to: ['anna@practice.test'], subject: 'To be undone' })
  await sendLetter(page)
  await main().evaluate(() => window.sendoff.settings.set({ language: 'de' }))
  await main()
    .getByRole('navigation', { name: 'Bereiche' })
    .getByRole('link', { name: 'Postausgang' })
    .click()
  await main().getByRole('listitem').filter({ hasText: 'To be undone' }).getByRole('link').click()
  await main().setViewportSize({ width: 640, height: 400 })
  await main().getByRole('button', { name: 'Rückgängig' }).first().waitFor()
  expect(await findClipped(main())).toEqual([])
})
