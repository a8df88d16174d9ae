// Help: the glossary of codes, the lessons that mark themselves, and what to look at when something is wrong.
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, expect, it } from 'vitest'
import type { HostRecord } from '../../host/record.ts'
import { addServerByHand, goTo, sendLetter } from './support/hands.ts'
import { findViolations } from './support/program.ts'
import { useProgram } from './support/use-program.ts'

const program = useProgram()
const { dataDir } = program

beforeAll(async () => {
  await program.main.setViewportSize({ width: 1280, height: 800 })
  await program.main.keyboard.press('F1')
  await program.main.getByRole('heading', { name: 'Help', level: 1 }).waitFor()
}, 90_000)

const page = (name: string) =>
  program.main.getByRole('navigation', { name: 'Help' }).getByRole('link', { name, exact: true }).click()
const lesson = (name: string) => program.main.getByRole('region', { name })

it('finds a reply code by its number and by its words, without a network', async () => {
  const find = program.main.getByRole('searchbox', { name: 'Find a code' })
  await find.fill('421')
  await program.main.getByRole('row', { name: /^421/ }).waitFor()
  await find.fill('mailbox full')
  await program.main.getByRole('row', { name: /X\.2\.2/ }).waitFor()
  await find.fill('no such words')
  await program.main.getByText('No code has these words.').waitFor()
  await find.fill('')
})

it('takes 5.1.1 for the code of all classes, and axe finds nothing', async () => {
  await program.main.getByRole('searchbox', { name: 'Find a code' }).fill('5.1.1')
  await program.main.getByRole('row', { name: /X\.1\.1 / }).waitFor()
  expect(await findViolations(program.main)).toEqual([])
})

it('a lesson marks its steps by what happens', async () => {
  await page('Lessons')
  expect(await lesson('Be refused').getByText('done', { exact: true }).count()).toBe(0)
  const compose = await program.compose(() =>
    lesson('Be refused').getByRole('button', { name: 'Begin: Be refused' }).click(),
  )
  await sendLetter(compose)
  await lesson('Be refused').getByText('Done: It is refused: read why in the outbox').waitFor()
  expect(await findViolations(program.main)).toEqual([])
})

it('a code in a transcript leads to its meaning', async () => {
  await program.main.keyboard.press('Control+1')
  await program.main
    .getByRole('list', { name: 'Outbox' })
    .getByRole('listitem')
    .filter({ hasText: 'No such mailbox' })
    .click()
  await program.main
    .getByRole('button', { name: /550 5\.1\.1/ })
    .first()
    .click()
  await program.main.getByRole('row', { name: /X\.1\.1 / }).waitFor()
})

it('opens the user guide in the browser, from a file of the program, by its button and the menu', async () => {
  await page('Reply codes')
  await program.main.getByRole('button', { name: 'User guide' }).click()
  await program.host({ ask: 'choose', from: 'menu', label: 'User guide' })
  const calls = (await program.host({ ask: 'records', member: 'shell.openPath' })) as readonly HostRecord[]
  const [opened, again] = calls.map((one) => String(one.args[0]))
  expect(again).toBe(opened)
  expect(opened).toMatch(/guide[/\\]index\.html$/)
  expect(readFileSync(opened ?? '', 'utf8')).toContain('<title>User guide</title>')
  expect(await findViolations(program.main)).toEqual([])
})

it('the refused address is corrected, and the lost reply told, as the lessons say', async () => {
  const { main } = program
  await page('Lessons')
  await sendLetter(
    await program.compose(() =>
      lesson('Lose the last reply').getByRole('button', { name: 'Begin: Lose the last reply' }).click(),
    ),
  )
  await lesson('Lose the last reply')
    .getByText(/^Done: It is unconfirmed/)
    .waitFor()
  await goTo(main, 'Outbox')
  const entry = (text: string) =>
    main.getByRole('list', { name: 'Outbox' }).getByRole('listitem').filter({ hasText: text })
  await entry('Unconfirmed').getByRole('link').click()
  await main.getByRole('button', { name: 'It arrived' }).click()
  await entry('No such mailbox').getByRole('link').click()
  const edit = await program.compose(() =>
    main.getByRole('button', { name: 'Edit address and send again' }).first().click(),
  )
  await edit.getByRole('combobox', { name: 'To', exact: true }).fill('anna@practice.test')
  await sendLetter(edit)
  await main.keyboard.press('F1')
  await page('Lessons')
  await lesson('Lose the last reply')
    .getByText(/^Done: Say in the outbox/)
    .waitFor()
  await lesson('Be refused')
    .getByText(/^Done: Edit the address/)
    .waitFor()
})

it('sending and being greylisted are seen to the end', async () => {
  for (const name of ['Send a message', 'Be greylisted'] as const) {
    const begin = lesson(name).getByRole('button', { name: `Begin: ${name}` })
    await sendLetter(await program.compose(() => begin.click()))
  }
  await lesson('Send a message').getByText('done', { exact: true }).first().waitFor()
  await lesson('Be greylisted')
    .getByText(/^Done: It is deferred/)
    .waitFor()
  await program.main.getByRole('button', { name: 'Forget what is done' }).click()
  await expect.poll(() => program.main.locator('.lesson li.is-done').count()).toBe(0)
})

it('shows the log, its folder and the crash reports, which stay here', async () => {
  await page('Log and crashes')
  for (const name of ['Show the log', 'Open the log folder', 'Show crash reports'])
    await program.main.getByRole('button', { name }).click()
  const args = async (member: string) =>
    ((await program.host({ ask: 'records', member })) as readonly HostRecord[]).map((one) => one.args[0])
  expect(await args('shell.showItemInFolder')).toEqual([join(dataDir, 'logs', 'sendoff.log')])
  expect((await args('shell.openPath')).slice(-2)).toEqual([join(dataDir, 'logs'), join(dataDir, 'Crashpad')])
  expect(await args('crashReporter.start')).toEqual([expect.objectContaining({ uploadToServer: false })])
  expect(existsSync(join(dataDir, 'Crashpad'))).toBe(true)
  expect(await findViolations(program.main)).toEqual([])
  expect(program.faults()).toEqual([])
})

it('says at a field what it is, by keyboard too', async () => {
  const { main } = program
  await main.keyboard.press('Control+4')
  await addServerByHand(main)
  const what = main.getByRole('button', { name: 'What is this: Host' })
  await what.focus()
  await main.keyboard.press('Enter')
  await main.getByText('The computer that takes your mail to be sent').waitFor()
  expect(await findViolations(main)).toEqual([])
  await main.keyboard.press('Escape')
  await expect.poll(() => main.getByText('The computer that takes your mail to be sent').count()).toBe(0)
  expect(await what.evaluate((element) => element === document.activeElement)).toBe(true)
})
