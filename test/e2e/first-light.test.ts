// The seven points of first light, as a person does them: by role and visible label, with axe on every screen.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Page } from 'playwright-core'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { addServerByHand } from './support/hands.ts'
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
}, 90_000)

afterAll(async () => {
  expect(program.faults()).toEqual([])
  await program.quit()
  removeProfile(dataDir)
})

const navigate = (name: string) =>
  program.main.getByRole('navigation', { name: 'Main' }).getByRole('link', { name, exact: false }).click()

/** The entry of the outbox with this subject. */
const entry = (subject: string) =>
  program.main.getByRole('list', { name: 'Outbox' }).getByRole('listitem').filter({ hasText: subject })

async function write(page: Page, message: { to: readonly string[]; subject: string; text?: string }) {
  for (const address of message.to) {
    await page.getByRole('combobox', { name: 'To', exact: true }).fill(address)
    await page.keyboard.press('Enter')
  }
  await page.getByRole('textbox', { name: 'Subject' }).fill(message.subject)
  await page.getByRole('textbox', { name: 'Message body' }).fill(message.text ?? 'Dear all,\n\nhello.')
}

/** Presses Send and waits until the window is gone. */
async function send(page: Page): Promise<void> {
  const closed = page.waitForEvent('close')
  await page.getByRole('button', { name: 'Send', exact: true }).click()
  await closed
}

/** Octets of a file that is made in the page. */
const madeOctets = Buffer.from([0, 1, 2, 253, 254, 255, 13, 10, 46, 13, 10])

/** A file made in the page, pasted or dropped into the letter. */
async function giveFile(page: Page, how: 'paste' | 'drop', name: string): Promise<void> {
  await page.getByRole('textbox', { name: 'Message body' }).evaluate(
    (body, given) => {
      const data = new DataTransfer()
      data.items.add(new File([new Uint8Array(given.octets)], given.name))
      const init = { bubbles: true, cancelable: true }
      body.dispatchEvent(
        given.how === 'paste'
          ? new ClipboardEvent('paste', { ...init, clipboardData: data })
          : new DragEvent('drop', { ...init, dataTransfer: data }),
      )
    },
    { how, name, octets: [...madeOctets] },
  )
}

describe('first light', () => {
  it('1: the first screen offers the practice server and an own server', async () => {
    const { main } = program
    await main.getByRole('button', { name: 'Try it with the practice server' }).waitFor()
    await main.getByRole('button', { name: 'Add your outgoing server' }).waitFor()
    expect(await findViolations(main)).toEqual([])
  })

  it('2 and 3: a message to the practice server is handed over, with its transcript and the final 250', async () => {
    const { main } = program
    const page = await program.compose(() =>
      main.getByRole('button', { name: 'Try it with the practice server' }).click(),
    )
    expect(await page.getByRole('combobox', { name: 'From' }).inputValue()).not.toBe('')
    await write(page, { to: ['anna@practice.test'], subject: 'A first message' })
    expect(await findViolations(page)).toEqual([])
    await send(page)
    await navigate('Outbox')
    await entry('A first message').getByText('Handed over').waitFor()
    await entry('A first message').getByRole('link').click()
    await main.getByRole('table', { name: 'Transcript' }).waitFor()
    await main
      .getByText(/Handed to/)
      .first()
      .waitFor()
    await main
      .getByText(/250 2\.0\.0 Ok: queued as/)
      .first()
      .waitFor()
    expect(await main.content()).not.toContain('AUTH PLAIN A')
    expect(await findViolations(main)).toEqual([])
  })

  it('4 (P2, P7, P16): a refused recipient is named and explained; its corrected address alone is sent to', async () => {
    const { main } = program
    const page = await program.compose(() => main.getByRole('button', { name: 'New message' }).click())
    await write(page, { to: ['anna@practice.test', 'unknown@practice.test'], subject: 'One of two' })
    await send(page)
    await entry('One of two').getByText('Partly handed over').waitFor()
    await entry('One of two').getByRole('link').click()
    const happened = main.getByRole('region', { name: 'What happened' })
    await happened.getByText('There is no mailbox unknown@practice.test').waitFor()
    await happened
      .getByText(/550 5\.1\.1/)
      .first()
      .waitFor()
    await happened.getByText(/Yours\./).waitFor()
    const recipients = main.getByRole('region', { name: 'Recipients' })
    await recipients.getByText('unknown@practice.test').first().waitFor()
    expect(await findViolations(main)).toEqual([])

    const edit = await program.compose(() =>
      main.getByRole('button', { name: 'Edit address and send again' }).first().click(),
    )
    await edit.getByText(/unknown@practice\.test was refused/).waitFor()
    await edit.getByRole('combobox', { name: 'To', exact: true }).fill('berta@practice.test')
    await send(edit)
    await entry('One of two').getByText('Handed over', { exact: true }).waitFor()

    await navigate('Practice server')
    const received = main.getByRole('list', { name: 'Received' })
    await received.getByRole('listitem').filter({ hasText: 'One of two' }).first().getByRole('link').click()
    await main.getByRole('radio', { name: 'Source' }).click()
    const source = await main.getByLabel('Source', { exact: true }).last().innerText()
    expect(source).toMatch(/^To: .*anna@practice\.test.*berta@practice\.test/m)
    expect(await received.getByRole('listitem').filter({ hasText: 'One of two' }).count()).toBe(2)
  })

  it('5 (P13): a wrong password is explained as such, and signing in again sends the message', async () => {
    const { main } = program
    await navigate('Practice server')
    const page = await program.compose(() => main.getByRole('button', { name: 'Try it: wrong' }).click())
    await page.getByRole('textbox', { name: 'Subject' }).fill('With a wrong password')
    await send(page)
    await navigate('Outbox')
    await entry('With a wrong password').getByRole('link').click()
    const happened = main.getByRole('region', { name: 'What happened' })
    await happened
      .getByText(/535 5\.7\.8/)
      .first()
      .waitFor()
    await happened.getByRole('button', { name: 'Sign in again' }).click()
    await main.getByLabel(/^Password for /).fill('rehearsal')
    await main.keyboard.press('Enter')
    await entry('With a wrong password').getByText('Handed over').waitFor()
  })

  it('5: several servers are configured, one is the default, one message goes through another', async () => {
    const { main } = program
    await navigate('Servers')
    for (const [name, email] of [
      ['Work', 'ann@work.example'],
      ['Club', 'ann@club.example'],
    ] as const) {
      await addServerByHand(main)
      await main.getByRole('textbox', { name: 'Name', exact: true }).fill(name)
      await main.getByRole('textbox', { name: 'Your name' }).fill('Ann Example')
      await main.getByRole('textbox', { name: 'Email address' }).fill(email)
      await main.getByRole('textbox', { name: 'Host' }).fill('127.0.0.1')
      await main.getByRole('textbox', { name: 'Port' }).fill('1')
      await main.getByRole('combobox', { name: 'Security' }).selectOption('TLS')
      await main.getByRole('textbox', { name: 'User name' }).fill('ann')
      await main.getByLabel('Password', { exact: true }).fill('not a real one')
      await main.getByRole('button', { name: 'Save', exact: true }).click()
      await main.getByRole('list', { name: 'Servers' }).getByText(name, { exact: true }).waitFor()
    }
    await main.getByRole('checkbox', { name: 'Use as default' }).check()
    await main.getByRole('button', { name: 'Save', exact: true }).click()
    expect(await findViolations(main)).toEqual([])

    await main.getByRole('button', { name: 'Test', exact: true }).click()
    await main.getByRole('region', { name: 'What happened' }).waitFor()
    await main.getByRole('button', { name: 'Show lines' }).click()
    await main.getByRole('table', { name: 'Transcript' }).first().waitFor()
    expect(await findViolations(main)).toEqual([])

    const page = await program.compose(() => main.getByRole('button', { name: 'New message' }).click())
    const from = page.getByRole('combobox', { name: 'From' })
    expect(await from.locator('option:checked').innerText()).toContain('ann@club.example')
    await page.getByRole('combobox', { name: 'Send through' }).selectOption('Practice server')
    await write(page, { to: ['carl@practice.test'], subject: 'Through another server' })
    await send(page)
    await navigate('Outbox')
    await entry('Through another server').getByText('Handed over').waitFor()
  })

  it('2 (P23): files come by picker, paste and drop, and arrive byte for byte', async () => {
    const { main } = program
    const file = join(dataDir, 'minutes.txt')
    writeFileSync(file, 'Minutes\nof the meeting\n')
    const page = await program.compose(() => main.getByRole('button', { name: 'New message' }).click())
    await page.getByRole('combobox', { name: 'Send through' }).selectOption('Practice server')
    await write(page, { to: ['dora@practice.test'], subject: 'With files' })
    const chooser = page.waitForEvent('filechooser')
    await page.getByRole('button', { name: 'Attach files' }).click()
    await (await chooser).setFiles(file)
    await page.getByText('minutes.txt', { exact: true }).waitFor()
    await giveFile(page, 'paste', 'pasted.bin')
    await page.getByText('pasted.bin', { exact: true }).waitFor()
    await giveFile(page, 'drop', 'dropped.bin')
    await page.getByText('dropped.bin', { exact: true }).waitFor()
    await send(page)
    await navigate('Outbox')
    await entry('With files').getByText('Handed over').waitFor()
    await navigate('Practice server')
    await main
      .getByRole('list', { name: 'Received' })
      .getByRole('listitem')
      .filter({ hasText: 'With files' })
      .getByRole('link')
      .click()
    await main.getByRole('radio', { name: 'Source' }).click()
    const base64 = Buffer.from('Minutes\nof the meeting\n').toString('base64')
    await main.getByText(base64).waitFor()
    const source = await main.getByLabel('Source', { exact: true }).last().innerText()
    expect(source.split(madeOctets.toString('base64'))).toHaveLength(3)
    expect(await findViolations(main)).toEqual([])
  })

  it('3 (P3): cut off after the final dot it is unconfirmed, with its two choices', async () => {
    const { main } = program
    await navigate('Practice server')
    const page = await program.compose(() =>
      main.getByRole('button', { name: 'Try it: drops-after-dot@practice.test' }).click(),
    )
    await page.getByRole('textbox', { name: 'Subject' }).fill('Did it arrive')
    await send(page)
    await navigate('Outbox')
    await entry('Did it arrive').getByText('Unconfirmed').waitFor()
    await entry('Did it arrive').getByRole('link').click()
    await main.getByRole('button', { name: 'Send again (may arrive twice)' }).waitFor()
    expect(await findViolations(main)).toEqual([])
    await main.getByRole('button', { name: 'It arrived' }).click()
    await entry('Did it arrive').getByText('Handed over').waitFor()
  })

  it('a deferred message says when it is tried again, and can be held and released', async () => {
    const { main } = program
    await navigate('Practice server')
    const page = await program.compose(() =>
      main.getByRole('button', { name: 'Try it: busy@practice.test' }).click(),
    )
    await page.getByRole('textbox', { name: 'Subject' }).fill('Too busy')
    await send(page)
    await navigate('Outbox')
    await entry('Too busy').getByText('Deferred').waitFor()
    await entry('Too busy').getByRole('link').click()
    await main
      .getByRole('region', { name: 'What happened' })
      .getByText(/421 4\.3\.2/)
      .first()
      .waitFor()
    expect(await findViolations(main)).toEqual([])
    await main.getByRole('button', { name: 'Hold' }).click()
    await entry('Too busy').getByText('Held').waitFor()
    await main.getByRole('button', { name: 'Release' }).click()
    await entry('Too busy')
      .getByText(/Deferred|Queued|Sending/)
      .first()
      .waitFor()
    await main.getByRole('button', { name: 'Delete' }).click()
    await entry('Too busy').waitFor({ state: 'detached' })
  })

  it('drafts are listed, and bad addresses are refused where they stand', async () => {
    const { main } = program
    const page = await program.compose(() => main.getByRole('button', { name: 'New message' }).click())
    await page.getByRole('textbox', { name: 'Subject' }).fill('Half written')
    await page.getByRole('combobox', { name: 'To', exact: true }).fill('press@@lindenprint.example')
    await page.keyboard.press('Enter')
    await page.getByText(/has two @ signs/).waitFor()
    await page.getByRole('button', { name: 'Send', exact: true }).click()
    await page
      .getByRole('status', { name: 'Before it goes' })
      .getByText(/has two @ signs/)
      .filter({ visible: true })
      .first()
      .waitFor()
    expect(await findViolations(page)).toEqual([])
    await page.getByRole('button', { name: 'Save draft' }).click()
    await navigate('Drafts')
    await main.getByRole('list', { name: 'Drafts' }).getByText('Half written').waitFor()
    expect(await findViolations(main)).toEqual([])
    const closed = page.waitForEvent('close')
    await page.getByRole('button', { name: 'Discard' }).click()
    await closed
    await main
      .getByRole('list', { name: 'Drafts' })
      .getByRole('link', { name: /Half written Discarded/ })
      .waitFor()
  })

  it('every further screen passes axe', async () => {
    const { main } = program
    for (const place of ['Sent', 'Drafts', 'Servers', 'Practice server', 'Settings', 'Outbox']) {
      await navigate(place)
      await main.waitForTimeout(100)
      expect(await findViolations(main), place).toEqual([])
    }
  })

  it('6 (P3): killed and started again, every message, transcript and draft is there', async () => {
    const page = await program.compose(() =>
      program.main.getByRole('button', { name: 'New message' }).click(),
    )
    await page.getByRole('textbox', { name: 'Subject' }).fill('Written just before the end')
    await page.getByText(/^Saved /).waitFor()
    await program.kill()
    program = await startProgram({ dataDir })
    await entry('One of two').getByRole('link').click()
    await program.main.getByRole('table', { name: 'Transcript' }).waitFor()
    await navigate('Drafts')
    await program.main
      .getByRole('list', { name: 'Drafts' })
      .getByText('Written just before the end')
      .waitFor()
  }, 60_000)

  it('6 (P3): killed while it sends and started again, the message arrives once, or asks', async () => {
    const page = await program.compose(() =>
      program.main.getByRole('button', { name: 'New message' }).click(),
    )
    await page.getByRole('combobox', { name: 'Send through' }).selectOption('Practice server')
    await write(page, { to: ['erik@practice.test'], subject: 'Killed while it was sent' })
    await send(page)
    await program.kill()
    program = await startProgram({ dataDir })
    const state = entry('Killed while it was sent').getByText(/^(Handed over|Unconfirmed)$/)
    await state.waitFor()
    const wasHandedOver = (await state.innerText()) === 'Handed over'
    await navigate('Practice server')
    const list = program.main.getByRole('list', { name: 'Received' })
    await list.waitFor()
    const copies = await list.getByRole('listitem').filter({ hasText: 'Killed while it was sent' }).count()
    // Unconfirmed: it may have arrived or not, but not twice.
    expect(copies).toBeLessThanOrEqual(1)
    if (wasHandedOver) expect(copies).toBe(1)
  }, 60_000)
})
