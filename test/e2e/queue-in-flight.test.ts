// "Queue in flight" at a server, as a person switches it on, and messages that go so.
import { afterAll, beforeAll, expect, it } from 'vitest'
import type {} from '../../renderer/client.ts'
import { startCountingServer, type CountingServer } from '../support/counting-server.ts'
import { makeCertificate } from '../support/crash-profile.ts'
import { addServerByHand, entryIn, goTo, sendLetter, writeLetter } from './support/hands.ts'
import { findViolations } from './support/program.ts'
import { shots } from './support/shot.ts'
import { useProgram } from './support/use-program.ts'

const program = useProgram()
let server: CountingServer

const press = (name: string) => program.main.getByRole('button', { name, exact: true }).first().click()
const option = () => program.main.getByRole('checkbox', { name: 'Queue in flight' })

beforeAll(async () => {
  const certificate = await makeCertificate()
  server = await startCountingServer({ ...certificate, startTls: false, pipelining: true, chunking: true })
  program.main.setDefaultTimeout(20_000)
  const page = await program.compose(() => press('Try it with the practice server'))
  await Promise.all([page.waitForEvent('close'), page.close({ runBeforeUnload: true })])
}, 90_000)

afterAll(() => server.close())

it('is off, says what it costs, and is kept with the server', async () => {
  const { main } = program
  await goTo(main, 'Servers')
  await addServerByHand(main)
  await main.getByRole('textbox', { name: 'Name', exact: true }).fill('Counting office')
  await main.getByRole('textbox', { name: 'Email address' }).fill('ann@counting.example')
  await main.getByRole('textbox', { name: 'Host' }).fill('127.0.0.1')
  await main.getByRole('textbox', { name: 'Port' }).fill(String(server.port))
  await main.getByRole('combobox', { name: 'Security' }).selectOption('None')
  await main.getByText('Pace and further servers').click()
  expect(await option().isChecked()).toBe(false)
  await main.getByText(/all of them that have left are Unconfirmed/).waitFor()
  await option().press('Space')
  await main.getByText(/all of them that have left are Unconfirmed/).scrollIntoViewIfNeeded()
  await shots(main, 'queue-in-flight')
  await main.getByRole('button', { name: 'What is this: Queue in flight' }).click()
  await main.getByText(/behind BDAT no standard speaks of it/).waitFor()
  expect(await findViolations(main)).toEqual([])
  await main.keyboard.press('Escape')
  await press('Save')
  await main.getByRole('list', { name: 'Servers' }).getByText('Counting office', { exact: true }).waitFor()
  const stored = await main.evaluate(() => window.sendoff.servers.list())
  expect(stored.ok && stored.value.find(({ name }) => name === 'Counting office')).toMatchObject({
    queueInFlight: true,
  })
})

it('a queue that was paused goes so', async () => {
  const { main } = program
  await main.evaluate(() => window.sendoff.settings.set({ sending: 'paused' }))
  const subjects = ['First minutes', 'Second minutes', 'Third minutes']
  for (const subject of subjects) {
    const page = await program.compose(() => press('New message'))
    await writeLetter(page, { to: ['bert@example.org'], subject, over: 'Counting office' })
    await sendLetter(page)
  }
  await goTo(main, 'Outbox')
  await entryIn(main, 'Third minutes').waitFor()
  await main.evaluate(() => window.sendoff.settings.set({ sending: 'on' }))
  for (const subject of subjects) await entryIn(main, subject).getByText('Handed over').waitFor()
  expect(server.copies.size).toBe(3)
  expect(new Set(server.transactions.map(({ peerPort }) => peerPort)).size).toBe(1)
})
