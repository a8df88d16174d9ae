// How a server did: ticks in the list, charts with their text, causes with their messages, the pace of its lane.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type {} from '../../renderer/client.ts'
import { entryIn, goTo, sendLetter, writeLetter } from './support/hands.ts'
import {
  createProfile,
  findViolations,
  removeProfile,
  startProgram,
  type Program,
} from './support/program.ts'
import { walkByKeyboard } from './support/keyboard.ts'

let program: Program
const dataDir = createProfile()

const navigate = (name: string) => goTo(program.main, name)

/** Sends over the practice server, as its page does. */
async function send(to: string, subject: string): Promise<void> {
  const page = await program.compose(() =>
    program.main.getByRole('button', { name: 'New message', exact: true }).first().click(),
  )
  await writeLetter(page, { to: [to], subject })
  await sendLetter(page)
}

const health = () => program.main.getByRole('main', { name: 'Health of Practice server' })

beforeAll(async () => {
  program = await startProgram({ dataDir })
  const first = await program.compose(() =>
    program.main
      .getByRole('button', { name: /practice/i })
      .first()
      .click(),
  )
  await first.close()
  await program.main.evaluate(() => window.sendoff.settings.set({ undoSeconds: 0 }))
  await send('ann@practice.test', 'Taken')
  await send('unknown@practice.test', 'Refused once')
  await send('unknown@practice.test', 'Refused twice')
  await send('full@practice.test', 'Later')
  await navigate('Outbox')
  await entryIn(program.main, 'Later').waitFor()
}, 60_000)

afterAll(async () => {
  await program.quit()
  removeProfile(dataDir)
})

describe('the health of a server', () => {
  it('shows its last attempts as ticks that are also said', async () => {
    await navigate('Servers')
    const list = program.main.getByRole('list', { name: 'Servers' })
    await list.getByRole('img', { name: /^Last 4 attempts: 2 refused, 1 to be tried again$/ }).waitFor()
  })

  it('draws attempts and times with the same in words', async () => {
    await program.main.getByRole('button', { name: 'Health of Practice server' }).click()
    const chart = health().getByRole('img', { name: 'Attempts a day, 30 days' })
    await chart.waitFor()
    expect(await chart.locator('desc').textContent()).toContain(
      '4 attempts: 1 handed over, 1 deferred, 2 refused, 0 unconfirmed.',
    )
    const times = health().getByRole('img', { name: 'Time of each phase' })
    expect(await times.locator('desc').textContent()).toMatch(/Connect \d+ ms, slowest twentieth \d+ ms/)
    await health().getByRole('radio', { name: '24 hours' }).click()
    await health().getByRole('img', { name: 'Attempts an hour, 24 hours' }).waitFor()
    expect(await findViolations(program.main)).toEqual([])
    expect(await walkByKeyboard(program.main)).toEqual([])
  })

  it('P10: names each cause, and leads to its messages', async () => {
    const causes = health().getByRole('region', { name: 'Failures by cause' })
    const unknown = causes.getByRole('button', { name: 'There is no mailbox at the address given' })
    await unknown.click()
    await expect.poll(() => causes.getByRole('link').allTextContents()).toHaveLength(2)
    await causes.getByRole('link', { name: 'Refused once' }).click()
    await program.main.getByRole('heading', { name: 'Refused once' }).first().waitFor()
  })

  it('goes back with Escape, the focus where it was', async () => {
    await navigate('Servers')
    const button = program.main.getByRole('button', { name: 'Health of Practice server' })
    await button.click()
    await health().getByRole('heading', { name: 'Health', exact: true }).waitFor()
    await program.main.keyboard.press('Escape')
    await expect.poll(() => button.evaluate((element) => element === document.activeElement)).toBe(true)
  })

  it('has room at 900 by 600: the pace lies over the charts on wish', async () => {
    await program.main.setViewportSize({ width: 900, height: 600 })
    await program.main.getByRole('button', { name: 'Health of Practice server' }).click()
    await health().getByRole('button', { name: 'Pacing' }).click()
    await health().getByText('No limit: the server has not asked for less, and none is set.').waitFor()
    expect(await findViolations(program.main)).toEqual([])
    expect(program.faults()).toEqual([])
  })
})
