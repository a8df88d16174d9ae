// The check of a server as a ladder, against the practice server, which is told to fail at steps in turn.
import { afterAll, beforeAll, expect, it } from 'vitest'
import type {} from '../../renderer/client.ts'
import type { Armed } from '../../main/practice/practice.ts'
import { openBench, type Bench } from '../unit/practice/practice-bench.ts'
import { entryIn, goTo } from './support/hands.ts'
import {
  createProfile,
  findViolations,
  removeProfile,
  startProgram,
  type Program,
} from './support/program.ts'

let program: Program
let bench: Bench
const dataDir = createProfile()

const check = () => program.main.getByRole('main', { name: 'Check' })
const rung = (name: string | RegExp) =>
  check().getByRole('list', { name: 'Steps' }).getByRole('listitem').filter({ hasText: name })
const status = () => check().getByRole('status').first()
const press = (name: string) =>
  program.main.getByRole('button', { name, exact: true }).filter({ visible: true }).first().click()
const field = (name: string) => program.main.getByRole('textbox', { name, exact: true })

function arm(phase: Armed['phase'], ...lines: string[]) {
  bench.server.overrides.arm({ phase, action: { kind: 'reply', lines }, delayMs: 0 })
}

async function expectNoViolations() {
  expect(await findViolations(program.main)).toEqual([])
}

beforeAll(async () => {
  bench = await openBench()
  program = await startProgram({ dataDir })
  const { main } = program
  main.setDefaultTimeout(15_000)
  await main.getByRole('textbox', { name: 'Your e-mail address' }).fill('marit@practice.test')
  await press('Add your outgoing server')
  await press('Set up by hand')
  await field('Name').fill('Rowing club')
  await field('Your name').fill('Marit Solheim')
  await field('Host').fill('127.0.0.1')
  await field('Port').fill(String(bench.lease.port))
  await field('User name').fill('marit')
  await field('Password').fill('rehearsal')
}, 90_000)
afterAll(async () => {
  await program.quit()
  await bench.end()
  removeProfile(dataDir)
})

it('P26: stops at the certificate, with values that are not saved; nothing of the sign-in was said', async () => {
  const { main } = program
  await press('Test')
  await status()
    .getByText(/^stopped at step 5 of 9, /)
    .waitFor()
  const why = rung(/^\s*TLS/).getByRole('region', { name: 'What happened' })
  await why.getByText('The certificate of 127.0.0.1 vouches only for itself').waitFor()
  await expectNoViolations()
  expect(await rung('Sign-in').textContent()).toContain('not reached')
  await why.getByRole('button', { name: 'View certificate' }).click()
  const dialog = main.getByRole('dialog', { name: 'Certificate of Rowing club' })
  await dialog.getByText(/^A key is trusted for a server that is saved/).waitFor()
  await dialog.getByRole('button', { name: 'Close' }).click()
})

it('goes on once the server is saved and its key is trusted', async () => {
  const { main } = program
  await press('Save')
  await main.getByRole('list', { name: 'Servers' }).getByText('Rowing club', { exact: true }).waitFor()
  await press('Test')
  await press('View certificate')
  await press('Trust this key for Rowing club')
  await status()
    .getByText(/^stopped at step 7 of 9, /)
    .waitFor()
  expect(await rung(/^\s*TLS/).textContent()).toContain('known by its trusted key')
})

it('P13: a refused sign-in names the full address, uses it at one press, and marks the password', async () => {
  const why = rung('Sign-in').getByRole('region', { name: 'What happened' })
  await why.getByText('yours is “marit”').waitFor()
  await expectNoViolations()
  const { main } = program
  const said = main
    .getByRole('region', { name: 'Server settings' })
    .getByText(/^Refused with this user name, \d\d:\d\d$/)
  await said.waitFor()
  await why.getByRole('button', { name: 'Sign in again' }).click()
  expect(await field('Password').evaluate((element) => element === document.activeElement)).toBe(true)
  await why.getByRole('button', { name: 'Use marit@practice.test' }).click()
  await why.getByRole('button', { name: 'Use marit@practice.test' }).waitFor({ state: 'detached' })
  expect(await field('User name').inputValue()).toBe('marit@practice.test')
  await rung('Sign-in').getByText('PLAIN, refused: 535 5.7.8').waitFor()
  await field('User name').fill('you')
  await said.waitFor({ state: 'detached' })
  await check().getByText('The form has changed since').waitFor()
})

it('asks for a recipient, shows each rung with its time and its lines, and can be stopped', async () => {
  const { main } = program
  await check().getByRole('textbox', { name: 'Recipient to ask for' }).fill('jonas.weber@practice.test')
  // The bench's clock stands still: the answer never comes.
  bench.server.overrides.arm({
    phase: 'rcpt',
    action: { kind: 'reply', lines: ['250 2.1.5 OK'] },
    delayMs: 60_000,
  })
  await press('Test')
  await status().getByText('step 9 of 10').waitFor()
  await expectNoViolations()
  await press('Stop')
  await status().getByText('ended by you at step 9 of 10').waitFor()
  await press('Test')
  await status()
    .getByText(/^all 10 steps passed, /)
    .waitFor()
  expect(await rung('Recipient').textContent()).toMatch(/jonas\.weber@practice\.test, 250 2\.1\.5/)
  await rung('Recipient').getByRole('button', { name: 'Recipient' }).click()
  const lines = rung('Recipient').getByRole('group', { name: 'Lines of Recipient' })
  await lines.getByText('RCPT TO:<jonas.weber@practice.test>').waitFor()
  await press('Show lines')
  await rung('Greeting').getByText('220 practice.test ESMTP Sendoff practice server').waitFor()
  await check().getByText('QUIT', { exact: true }).waitFor()
  await expectNoViolations()
  await main.setViewportSize({ width: 900, height: 600 })
  await expectNoViolations()
  await main.setViewportSize({ width: 1280, height: 800 })
  await press('Hide lines')
})

it.each<[string, RegExp, Armed['phase'], string, string]>([
  ['P14', /^Greeting/, 'greeting', '554 5.3.2 No mail service here', 'Check again'],
  [
    'P13',
    /^Sender/,
    'mail',
    '553 5.7.1 Sender address rejected: not owned by user you',
    'Edit the email address',
  ],
  [
    'P16',
    /^Recipient/,
    'rcpt',
    '550 5.1.1 <jonas.weber@practice.test>: user unknown in virtual mailbox table',
    'Ask for another recipient',
  ],
])('%s: stops at %s, with the reply and the step that helps', async (_rule, name, phase, reply, button) => {
  arm(phase, reply)
  await press('Test')
  await status()
    .getByText(/^stopped at step/)
    .waitFor()
  const why = check().getByRole('region', { name: 'What happened' })
  await why.getByText(reply.slice(10)).waitFor()
  await expectNoViolations()
  await why.getByRole('button', { name: button }).click()
  // What is armed for the next test is not for this check.
  if (button === 'Check again')
    await status()
      .getByText(/^all \d+ steps passed, /)
      .waitFor()
})

it('lies below the form in a narrow window, and comes into view', async () => {
  const { main } = program
  await main.setViewportSize({ width: 640, height: 800 })
  await press('Test')
  await status()
    .getByText(/^all 10 steps passed, /)
    .waitFor()
  await rung(/^\s*Look-up/).waitFor()
  const top = () => check().evaluate((element) => Math.round(element.getBoundingClientRect().top))
  await expect.poll(top).toBeLessThan(400)
  await expectNoViolations()
  await main.setViewportSize({ width: 1280, height: 800 })
})

it('goes on with a remark where the server knows HELO alone, and stops where TLS is not offered', async () => {
  arm('ehlo', '502 5.5.2 Error: command not recognized')
  await press('Test')
  await status()
    .getByText(/^stopped at step 5 of 10, /)
    .waitFor()
  await rung(/^\s*EHLO/)
    .first()
    .getByText(/^The server knows HELO alone/)
    .waitFor()
  await expectNoViolations()
})

it('P9: sends a real test message after a passed ladder, and says where it went', async () => {
  await press('Test')
  await status()
    .getByText(/^all 10 steps passed, /)
    .waitFor()
  const test = check().getByRole('region', { name: 'Test message' })
  expect(await test.getByRole('textbox', { name: 'To' }).inputValue()).toBe('marit@practice.test')
  await test.getByRole('textbox', { name: 'To' }).fill('ann@practice.test, unknown@practice.test')
  await test.getByRole('button', { name: /^Send a test message to ann@practice\.test/ }).click()
  await test.getByText('Handed to 127.0.0.1 for some, refused for others').waitFor()
  await test.scrollIntoViewIfNeeded()
  await expectNoViolations()
  await test.getByRole('textbox', { name: 'To' }).fill('ann@practice.test')
  await test.getByRole('button', { name: 'Send a test message to ann@practice.test', exact: true }).click()
  await test.getByText('Handed to 127.0.0.1', { exact: true }).waitFor()
  expect((await bench.server.received()).map(({ subject }) => subject)).toEqual([
    'Test message from Sendoff',
    'Test message from Sendoff',
  ])
  // It stands in no outbox.
  expect(
    await program.main
      .getByRole('navigation', { name: 'Main' })
      .getByRole('link', { name: 'Outbox' })
      .textContent(),
  ).not.toMatch(/\d/)
  expect(program.faults()).toEqual([])
})

it('P13: the story of a refused sign-in stands with the message that it stopped', async () => {
  const { main } = program
  await main.evaluate(async () => {
    const { drafts, identities, outbox } = window.sendoff
    const own = await identities.list()
    const identityId = own.ok ? (own.value[0]?.id ?? null) : null
    const content = { identityId, to: ['ann@practice.test'], subject: 'Story', text: 'Hello.' }
    const made = await drafts.create({ content })
    if (!made.ok) throw new Error(made.failure.message)
    await outbox.enqueue({ draftId: made.value.id, content: made.value.content })
  })
  await goTo(main, 'Outbox')
  // The server was saved with the user name that is refused.
  await entryIn(main, 'Story').getByRole('link').click()
  const story = main.getByRole('region', { name: 'How the sign-in went' })
  await story.getByText('PLAIN, refused: 535 5.7.8').waitFor()
  await story.getByText('PLAIN, LOGIN').first().waitFor()
  await expectNoViolations()
})
