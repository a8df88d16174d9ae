// The outbox steered as a person does: undo, later, pause, move, failover, unconfirmed, edit in place, cancel, delete.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Page } from 'playwright-core'
import type {} from '../../renderer/client.ts'
import { startCountingServer, type CountingServer } from '../support/counting-server.ts'
import { makeCertificate } from '../support/crash-profile.ts'
import { addServerByHand, chooseServer, entryIn, goTo, sendLetter, writeLetter } from './support/hands.ts'
import {
  createProfile,
  findViolations,
  removeProfile,
  startProgram,
  type Program,
} from './support/program.ts'

let program: Program
let server: CountingServer
const dataDir = createProfile()

const navigate = (name: string) => goTo(program.main, name)
const entry = (subject: string) => entryIn(program.main, subject)
const detail = () => program.main.getByRole('toolbar', { name: 'Message' })
const press = (name: string) => program.main.getByRole('button', { name, exact: true }).first().click()

async function open(subject: string): Promise<void> {
  await navigate('Outbox')
  await entry(subject).getByRole('link').click()
  await program.main.getByRole('heading', { name: subject }).first().waitFor()
}

async function newLetter(to: string, subject: string, through?: string): Promise<Page> {
  const page = await program.compose(() => press('New message'))
  await writeLetter(page, { to: [to], subject, ...(through === undefined ? {} : { over: through }) })
  return page
}

/** A message that is sent; resolves when it is listed. */
async function sent(to: string, subject: string, through?: string): Promise<void> {
  await sendLetter(await newLetter(to, subject, through))
  await navigate('Outbox')
  await entry(subject).waitFor()
}

async function more(name: string): Promise<void> {
  await detail().getByRole('button', { name: 'More' }).click()
  await program.main.getByRole('menuitem', { name, exact: true }).click()
}

async function addServer(name: string, port: number, email: string): Promise<void> {
  const { main } = program
  await navigate('Servers')
  await addServerByHand(main)
  await main.getByRole('textbox', { name: 'Name', exact: true }).fill(name)
  await main.getByRole('textbox', { name: 'Email address' }).fill(email)
  await main.getByRole('textbox', { name: 'Your name' }).fill('Ann Example')
  await main.getByRole('textbox', { name: 'Host' }).fill('127.0.0.1')
  await main.getByRole('textbox', { name: 'Port' }).fill(String(port))
  await main.getByRole('combobox', { name: 'Security' }).selectOption('None')
  await press('Save')
  await main.getByRole('list', { name: 'Servers' }).getByText(name, { exact: true }).waitFor()
}

beforeAll(async () => {
  server = await startCountingServer({ ...(await makeCertificate()), startTls: false })
  program = await startProgram({ dataDir })
  program.main.setDefaultTimeout(20_000)
  const page = await program.compose(() => press('Try it with the practice server'))
  await Promise.all([page.waitForEvent('close'), page.close({ runBeforeUnload: true })])
}, 90_000)

afterAll(async () => {
  expect(program.faults()).toEqual([])
  await program.kill()
  await server.close()
  removeProfile(dataDir)
})

describe('before it goes', () => {
  it('undo: within the window Send is taken back, and the letter is open again', async () => {
    const { main } = program
    await main.evaluate(() => window.sendoff.settings.set({ undoSeconds: 60 }))
    await sent('anna@practice.test', 'Taken back')
    await entry('Taken back')
      .getByText(/can be undone/)
      .waitFor()
    expect(await findViolations(main)).toEqual([])
    const page = await program.compose(() => press('Undo'))
    expect(await page.getByRole('textbox', { name: 'Subject' }).inputValue()).toBe('Taken back')
    await entry('Taken back').waitFor({ state: 'detached' })
    await main.evaluate(() => window.sendoff.settings.set({ undoSeconds: 0 }))
    const closed = page.waitForEvent('close')
    await page.getByRole('button', { name: 'Discard' }).click()
    await closed
  })

  it('on hold: by keyboard it goes into the outbox, says why it waits there, and goes when released', async () => {
    const { main } = program
    const page = await newLetter('anna@practice.test', 'For the record')
    await page.getByRole('button', { name: 'Send options' }).focus()
    await page.keyboard.press('Enter')
    await page.getByRole('menuitem', { name: 'Put in the outbox, on hold' }).waitFor()
    expect(await findViolations(page)).toEqual([])
    const closed = page.waitForEvent('close')
    await page.getByRole('menuitem', { name: 'Put in the outbox, on hold' }).press('Enter')
    await closed
    await open('For the record')
    await entry('For the record').getByText('Held').waitFor()
    await entry('For the record')
      .getByText(/until you release it/)
      .waitFor()
    expect(await findViolations(main)).toEqual([])
    await press('Release')
    await entry('For the record').getByText('Handed over').waitFor()
  })

  it('later: it waits for its time, which can be changed or given up for now', async () => {
    const { main } = program
    const page = await newLetter('anna@practice.test', 'For tomorrow')
    await page.getByRole('button', { name: 'Send options' }).click()
    await page.getByRole('menuitem', { name: /^Send later/ }).click()
    await page.getByRole('button', { name: 'Tomorrow 08:00' }).click()
    expect(await findViolations(page)).toEqual([])
    await sendLetter(page, 'Send at this time')
    await open('For tomorrow')
    await entry('For tomorrow').getByText('Scheduled').waitFor()
    expect(await findViolations(main)).toEqual([])
    await more('Choose a new time')
    await main.getByRole('textbox', { name: 'Time', exact: true }).fill('09:30')
    await press('Send at this time')
    await entry('For tomorrow').getByText(/09:30/).first().waitFor()
    await press('Send now')
    await entry('For tomorrow').getByText('Handed over').waitFor()
  })

  it('pause all: nothing goes but what is sent now; resume lets the rest go', async () => {
    const { main } = program
    await navigate('Outbox')
    await press('Pause all')
    await main.getByText('Sending is paused.').waitFor()
    await sent('anna@practice.test', 'Waits in the pause')
    await sent('anna@practice.test', 'Sent in spite of it')
    await entry('Waits in the pause').getByText('sending is paused').waitFor()
    expect(await findViolations(main)).toEqual([])
    await open('Sent in spite of it')
    await press('Send now')
    await entry('Sent in spite of it').getByText('Handed over').waitFor()
    await entry('Waits in the pause').getByText('sending is paused').waitFor()
    await press('Resume')
    await entry('Waits in the pause').getByText('Handed over').waitFor()
  })

  it('work offline: it says so, and goes when it is over', async () => {
    const { main } = program
    await main.keyboard.press('Control+k')
    await main.getByRole('combobox', { name: 'Find and do anything' }).fill('work offline')
    await main.keyboard.press('Enter')
    await main.getByText('Working offline.').waitFor()
    await sent('anna@practice.test', 'On the train')
    await entry('On the train').getByText('you work offline').waitFor()
    await press('Work online')
    await entry('On the train').getByText('Handed over').waitFor()
  })
})

describe('while it waits', () => {
  it('hold and release by one key, cancel with a true answer, delete with undo', async () => {
    const { main } = program
    await main.evaluate(() => window.sendoff.settings.set({ sending: 'paused' }))
    await sent('anna@practice.test', 'Under the hand')
    await open('Under the hand')
    await main.getByRole('article').first().press('h')
    await entry('Under the hand').getByText('Held').waitFor()
    await detail().getByRole('button', { name: 'Release' }).waitFor()
    await main.getByRole('article').first().press('h')
    await entry('Under the hand').getByText('Queued').waitFor()
    await more('Cancel')
    await main.getByText('Cancelled in time: nothing was sent, and nothing will be.').first().waitFor()
    await entry('Under the hand').getByText('Cancelled').waitFor()
    expect(await findViolations(main)).toEqual([])
    await press('Delete')
    await entry('Under the hand').waitFor({ state: 'detached' })
    await press('Undo')
    await entry('Under the hand').waitFor()
    await main.evaluate(() => window.sendoff.settings.set({ sending: 'on' }))
  })

  it('P2, P22: edited in place it is held, keeps its history, and goes in its new form', async () => {
    const { main } = program
    await main.evaluate(() => window.sendoff.settings.set({ sending: 'paused' }))
    await sent('anna@practice.test', 'First words')
    await open('First words')
    const page = await program.compose(() => press('Edit'))
    await entry('First words').getByText('Held').waitFor()
    await page.getByText(/You are editing a message in the outbox/).waitFor()
    await page.getByRole('textbox', { name: 'Subject' }).fill('Second words')
    await sendLetter(page)
    await open('Second words')
    await main.getByText('Version 2').first().waitFor()
    await main.evaluate(() => window.sendoff.settings.set({ sending: 'on' }))
    await entry('Second words').getByText('Handed over').waitFor()
  })
})

describe('over another server', () => {
  it('moved by hand from a server that does not answer', async () => {
    await addServer('Silent office', 9, 'ann@office.example')
    await addServer('Counting office', server.port, 'ann@counting.example')
    await sent('bert@example.org', 'Moved', 'Silent office')
    await open('Moved')
    await entry('Moved').getByText('Deferred').waitFor()
    await program.main.getByRole('region', { name: 'What happened' }).waitFor()
    await program.main.getByRole('article').first().press('m')
    await program.main.getByRole('menuitemradio', { name: 'Counting office' }).click()
    await entry('Moved').getByText('Handed over').waitFor()
    expect(server.copies.size).toBe(1)
  })

  it('by failover: a further server of the identity carries it, and it says why the first did not', async () => {
    const { main } = program
    await navigate('Servers')
    await main.getByRole('list', { name: 'Servers' }).getByText('Silent office', { exact: true }).click()
    await main.getByText('Pace and further servers').click()
    await main.getByRole('checkbox', { name: 'Counting office' }).check()
    await main.getByRole('textbox', { name: 'Messages a minute' }).fill('0')
    await press('Save')
    await main
      .getByText(/whole number from 1 to/)
      .first()
      .waitFor()
    await main.getByRole('textbox', { name: 'Messages a minute' }).fill('30')
    await press('Save')
    await main.getByText('unsaved', { exact: true }).waitFor({ state: 'detached' })
    expect(await findViolations(main)).toEqual([])

    const page = await newLetter('bert@example.org', 'Carried by the other', 'Silent office')
    await page
      .getByRole('combobox', { name: 'From' })
      .selectOption({ label: 'Ann Example <ann@office.example>' })
    await chooseServer(page, 'Silent office')
    await sendLetter(page)
    await open('Carried by the other')
    await entry('Carried by the other').getByText('Handed over').waitFor()
    const further = main.getByRole('region', { name: 'Further servers' })
    await further.getByText('Silent office').waitFor()
    expect(await findViolations(main)).toEqual([])
    expect(server.copies.size).toBe(2)
  })
})

describe('unconfirmed', () => {
  it('P3: sent again with the person’s word, which says that it may arrive twice', async () => {
    await sent('drops-after-dot@practice.test', 'Perhaps twice', 'Practice server')
    await open('Perhaps twice')
    await entry('Perhaps twice').getByText('Unconfirmed').waitFor()
    await press('Send again (may arrive twice)')
    await program.main
      .getByRole('row', { name: /attempt 2/i })
      .first()
      .waitFor()
  })
})

describe('the list', () => {
  it('finds by words and by state, says where there is none, and shows all again', async () => {
    const { main } = program
    await navigate('Outbox')
    await main.keyboard.press('Control+f')
    const field = main.getByRole('textbox', { name: 'Subject or recipient' })
    await field.fill('perhaps')
    await main.getByText(/^\s*1 message/).waitFor()
    await entry('Perhaps twice').waitFor()
    await entry('Moved').waitFor({ state: 'detached' })
    expect(await findViolations(main)).toEqual([])
    await field.fill('no such words')
    await main.getByText('No message here is like that.').waitFor()
    await field.fill('')
    await main.getByRole('button', { name: 'Filter' }).click()
    await main.getByRole('menuitemradio', { name: 'Unconfirmed' }).click()
    await entry('Moved').waitFor({ state: 'detached' })
    await field.press('Escape')
    await entry('Moved').waitFor()
  })
})
