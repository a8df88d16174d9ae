// The practice server told what Sendoff should find: picked by name, armed, sent to, and found again under What happened.
import { afterAll, beforeAll, expect, it } from 'vitest'
import { entryIn, goTo, sendLetter, writeLetter } from './support/hands.ts'
import {
  createProfile,
  findViolations,
  removeProfile,
  startProgram,
  type Program,
} from './support/program.ts'

let program: Program
const dataDir = createProfile()

beforeAll(async () => {
  program = await startProgram({ dataDir })
  program.main.setDefaultTimeout(15_000)
  const page = await program.compose(() =>
    program.main.getByRole('button', { name: 'Try it with the practice server' }).click(),
  )
  await page.close()
}, 120_000)

afterAll(async () => {
  expect(program.faults()).toEqual([])
  await program.quit()
  removeProfile(dataDir)
})

const strip = () => program.main.getByRole('region', { name: 'Answer the next…' })
const cause = () => strip().getByRole('combobox', { name: 'What it should show' })
const happened = () => program.main.getByRole('region', { name: 'What happened' })
const entry = (subject: string) => entryIn(program.main, subject)

async function arm(label: string): Promise<void> {
  await goTo(program.main, 'Practice server')
  await cause().selectOption({ label })
  await strip().getByRole('button', { name: 'Arm' }).click()
  await strip().getByRole('listitem').waitFor()
}

async function send(subject: string): Promise<void> {
  const page = await program.compose(() => program.main.getByRole('button', { name: 'New message' }).click())
  await writeLetter(page, { to: ['anna@practice.test'], subject })
  await sendLetter(page)
}

it('fills in step and reply of the cause that is picked, and says so no more once they are changed', async () => {
  await goTo(program.main, 'Practice server')
  await cause().selectOption({ label: 'Taken for spam' })
  const phase = strip().getByRole('combobox', { name: 'The next' })
  expect(await phase.inputValue()).toBe('message')
  const reply = strip().getByRole('textbox', { name: 'Reply' })
  expect(await reply.inputValue()).toBe('554 5.7.1 Email cannot be delivered: flagged as spam')
  await reply.fill('554 something else')
  expect(await cause().inputValue()).toBe('')
  expect(await findViolations(program.main)).toEqual([])
})

it('has nothing to choose during the transfer but the end of the connection', async () => {
  await strip().getByRole('combobox', { name: 'The next' }).selectOption({ label: 'transfer of a message' })
  const kinds = strip().getByRole('combobox', { name: 'gets' })
  expect(await kinds.getByRole('option').allTextContents()).toEqual(['no answer, the connection ends'])
  expect(await strip().getByRole('textbox', { name: 'Reply' }).count()).toBe(0)
})

it('is folded where there is little height, and unfolds', async () => {
  const { main } = program
  await goTo(program.main, 'Outbox')
  await main.setViewportSize({ width: 900, height: 600 })
  await goTo(program.main, 'Practice server')
  expect(await cause().count()).toBe(0)
  await main.setViewportSize({ width: 900, height: 600 })
  await strip().getByRole('button', { name: 'Unfold “Answer the next”' }).click()
  await cause().waitFor()
  expect(await findViolations(main)).toEqual([])
  await main.setViewportSize({ width: 1280, height: 800 })
})

it('P26: a certificate for another host is explained and shown; nothing of it is trusted', async () => {
  const { main } = program
  await arm('Certificate for another host')
  await send('Another name')
  // Used up, and no more said to be armed.
  await strip().getByRole('listitem').waitFor({ state: 'detached' })
  await goTo(program.main, 'Outbox')
  await entry('Another name').getByRole('link').click()
  await happened().getByText('The certificate is not for practice.test').waitFor()
  await happened().getByText('The practice server did this on purpose.').waitFor()
  await main.getByRole('button', { name: 'View certificate' }).click()
  const dialog = main.getByRole('dialog', { name: 'Certificate of Practice server' })
  await dialog.getByText('other.test', { exact: true }).waitFor()
  await dialog.getByText('Choose Send now, and it shows its own.').waitFor()
  expect(await dialog.getByRole('button', { name: /^Trust/ }).count()).toBe(0)
  expect(await findViolations(main)).toEqual([])
  await dialog.getByRole('button', { name: 'Close' }).click()
  await main.getByRole('button', { name: 'Send now' }).click()
  await entry('Another name').getByText('Handed over').waitFor()
})

it('P10: a cause that was picked is the one that is found', async () => {
  await arm('Taken for spam')
  await send('Spam or not')
  await goTo(program.main, 'Outbox')
  await entry('Spam or not').getByRole('link').click()
  await happened().getByText('The server took the message for spam').waitFor()
  await happened().getByText('flagged as spam').waitFor()
})
