// Contacts, and recipients as chips with completion: by role and visible label, by keyboard alone.
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, it } from 'vitest'
import type {} from '../../renderer/client.ts'
import { discardLetter, goTo, sendLetter, tryPractice, writeLetter } from './support/hands.ts'
import { findViolations } from './support/program.ts'
import { shots } from './support/shot.ts'
import { useProgram } from './support/use-program.ts'
import { walkByKeyboard } from './support/keyboard.ts'

const program = useProgram()
const { dataDir } = program

beforeAll(async () => {
  const first = await tryPractice(program)
  await discardLetter(first)
  program.main.setDefaultTimeout(5_000)
}, 90_000)

describe('contacts', () => {
  it('are made, found, deleted and brought back', async () => {
    const { main } = program
    await main.keyboard.press('Control+6')
    await main.getByRole('heading', { name: 'No contacts yet' }).waitFor()
    for (const [name, address] of [
      ['Hélène Marchand', 'helene@reliure.example'],
      ['Jonas Weber', 'jonas@regatta.example'],
    ] as const) {
      await main.getByRole('button', { name: 'New contact' }).first().click()
      await main.getByLabel('Name', { exact: true }).fill(name)
      await main.getByLabel('Address 1', { exact: true }).fill(`${address}@`)
      await main.keyboard.press('Enter')
      await main.getByText('has two @ signs').first().waitFor()
      await main.getByLabel('Address 1', { exact: true }).fill(address)
      await main.keyboard.press('Enter')
      await main.getByRole('heading', { name }).waitFor()
    }
    await shots(main, 'contacts-page')
    expect(await findViolations(main)).toEqual([])
    await main.getByLabel('Find a name or an address').fill('helene')
    await main.getByRole('link', { name: /Hélène/ }).click()
    await main.getByRole('button', { name: 'Delete' }).click()
    await main.getByText('Nobody fits that.').waitFor()
    await main.getByRole('region', { name: 'Contacts' }).getByRole('button', { name: 'Undo' }).click()
    await main.getByRole('link', { name: /Hélène/ }).waitFor()
    await main.getByLabel('Find a name or an address').fill('')
  })

  it('make groups', async () => {
    const { main } = program
    await main.getByRole('radio', { name: /Groups/ }).click()
    await main.getByRole('button', { name: 'New group' }).click()
    await main.getByLabel('Name of the group').fill('Crew')
    await main.getByLabel('Members').fill('Jonas Weber <jonas@regatta.example>\nann@example.org')
    await shots(main, 'contacts-group-form')
    expect(await findViolations(main)).toEqual([])
    await main.getByRole('button', { name: 'Save' }).click()
    await main.getByRole('cell', { name: 'ann@example.org', exact: true }).waitFor()
  })

  it('are written to from the sender that the group has, where it is the only recipient', async () => {
    const { main } = program
    const saved = await main.evaluate(async () => {
      const servers = await window.sendoff.servers.list()
      return await window.sendoff.identities.save({
        ...{ id: null, name: 'The crew', address: 'crew@practice.test', furtherServerIds: [] },
        ...{
          replyTo: '',
          organisation: '',
          signatures: [],
          alwaysBcc: [],
          sentCopy: null,
          envelopeSender: '',
        },
        serverId: servers.ok ? (servers.value[0]?.id ?? '') : '',
      })
    })
    expect(saved).toMatchObject({ ok: true })
    const writing = main.getByRole('region', { name: 'When you write to this group' })
    await writing.getByRole('radio', { name: 'Bcc' }).click()
    await main.getByText('addresses go in Bcc').waitFor()
    await writing
      .getByRole('combobox', { name: 'Write from' })
      .selectOption({ label: 'The crew <crew@practice.test>' })
    await main.getByText('Changed for Crew.').waitFor()
    await shots(main, 'contacts-group-writing')
    expect(await findViolations(main)).toEqual([])
    const sender = (page: Page) =>
      page
        .getByRole('combobox', { name: 'From' })
        .evaluate((select) => (select as HTMLSelectElement).selectedOptions[0]?.text.trim())
    const letter = await program.compose(() =>
      main.getByRole('button', { name: 'Write to the group' }).click(),
    )
    expect(await sender(letter)).toBe('The crew <crew@practice.test>')
    await letter
      .getByRole('button', { name: /^ann@example.org/ })
      .first()
      .waitFor()
    await discardLetter(letter)
    // Typed into an empty message: its sender too; behind another recipient: not.
    const typed = await program.compose(() => main.keyboard.press('Control+n'))
    const before = await sender(typed)
    expect(before).not.toContain('crew@practice.test')
    const to = typed.getByRole('combobox', { name: 'To', exact: true })
    const putCrew = async () => {
      await to.pressSequentially('crew')
      await typed.getByRole('option', { name: /Crew/ }).waitFor()
      await typed.keyboard.press('Enter')
      await typed
        .getByRole('button', { name: /^ann@example.org/ })
        .first()
        .waitFor()
    }
    await putCrew()
    expect(await sender(typed)).toContain('crew@practice.test')
    await discardLetter(typed)
    const second = await program.compose(() => main.keyboard.press('Control+n'))
    const other = second.getByRole('combobox', { name: 'To', exact: true })
    await other.pressSequentially('zoe@example.org,')
    await other.pressSequentially('crew')
    await second.getByRole('option', { name: /Crew/ }).waitFor()
    await second.keyboard.press('Enter')
    await second
      .getByRole('button', { name: /^ann@example.org/ })
      .first()
      .waitFor()
    expect(await sender(second)).toBe(before)
    await discardLetter(second)
    // Arrows choose in the lists of choices on the way: the group is opened anew.
    expect(await walkByKeyboard(main)).toEqual([])
    await main.getByRole('radio', { name: /^Groups/ }).click()
    await main.getByRole('link', { name: /Crew/ }).click()
    await main.getByRole('radio', { name: 'To', exact: true }).click()
    await main.getByText('addresses go in To').waitFor()
  })

  it('get members in place: completed, pasted, refused with a reason, and taken back', async () => {
    const { main } = program
    const field = main.getByRole('combobox', { name: 'Add members' })
    await field.pressSequentially('hel')
    await main.getByRole('option', { name: /Hélène Marchand/ }).waitFor()
    await main.keyboard.press('Enter')
    const members = main.getByRole('region', { name: 'Members' })
    await members.getByRole('button', { name: 'Hélène Marchand' }).waitFor()
    await field.fill('bob@example.org, nobody')
    await main.keyboard.press('Enter')
    await members.getByRole('cell', { name: 'bob@example.org', exact: true }).waitFor()
    await main.getByText('has no @ sign').waitFor()
    expect(await field.inputValue()).toBe('nobody')
    expect(await field.getAttribute('aria-invalid')).toBe('true')
    await shots(main, 'contacts-members')
    expect(await findViolations(main)).toEqual([])
    await field.fill('')
    await members.getByRole('button', { name: 'Remove bob@example.org from the group' }).click()
    await members.getByRole('cell', { name: 'bob@example.org', exact: true }).waitFor({ state: 'detached' })
    await main.getByRole('region', { name: 'Contacts' }).getByRole('button', { name: 'Undo' }).click()
    await members.getByRole('cell', { name: 'bob@example.org', exact: true }).waitFor()
    await members.getByRole('button', { name: 'Hélène Marchand' }).click()
    await main.getByRole('heading', { name: 'Hélène Marchand' }).waitFor()
    await main.getByRole('region', { name: 'Groups' }).getByRole('button', { name: /Crew/ }).waitFor()
  })

  it('keep several addresses and any detail, in the order that a person gives them', async () => {
    const { main } = program
    await main.getByRole('button', { name: 'Edit' }).click()
    await main.getByRole('button', { name: 'Add an address' }).click()
    await main.getByLabel('Address 2', { exact: true }).fill('atelier@reliure.example')
    await main.getByRole('button', { name: 'Use address 2 first' }).click()
    await main.getByRole('button', { name: 'Add a detail' }).click()
    await main.getByRole('menuitem', { name: 'Phone' }).click()
    await main.getByLabel('Text of detail 1').fill('+33 1 23')
    await main.getByLabel('First name').fill('Hélène-Anne')
    await shots(main, 'contacts-form')
    expect(await findViolations(main)).toEqual([])
    await main.getByRole('button', { name: 'Save' }).click()
    const addresses = main.getByRole('region', { name: 'Addresses' }).getByRole('row')
    await addresses.nth(1).getByText('atelier@reliure.example').waitFor()
    await main.getByText('+33 1 23').waitFor()
    await main.getByRole('button', { name: 'Edit' }).click()
    expect(await main.getByLabel('First name').inputValue()).toBe('Hélène-Anne')
    await main.getByRole('button', { name: 'Remove address 1' }).click()
    await main.getByRole('button', { name: 'Save' }).click()
    await main.getByText('atelier@reliure.example').waitFor({ state: 'detached' })
  })

  it('say how an address fares, and lead to the messages', async () => {
    const { main } = program
    await program.main.keyboard.press('Control+6')
    await main.getByRole('button', { name: 'New contact' }).click()
    await main.getByLabel('Name', { exact: true }).fill('Nora Lindqvist')
    await main.getByLabel('Address 1', { exact: true }).fill('nora@practice.test')
    await main.getByRole('button', { name: 'Save' }).click()
    await main.getByRole('heading', { name: 'Nora Lindqvist' }).waitFor()
    const letter = await program.compose(() =>
      main.getByRole('button', { name: 'Write to Nora Lindqvist' }).click(),
    )
    await writeLetter(letter, { to: [], subject: 'Endpapers' })
    await sendLetter(letter)
    const messages = main.getByRole('region', { name: 'Messages to Nora Lindqvist' })
    await messages.getByText('Handed over').waitFor({ timeout: 20_000 })
    await shots(main, 'contacts-contact')
    expect(await findViolations(main)).toEqual([])
    await messages.getByRole('button', { name: 'Show the one under Sent' }).click()
    await main.getByText('to Nora Lindqvist').waitFor()
    await main.getByRole('heading', { name: 'Endpapers' }).waitFor()
    expect(await main.getByRole('list', { name: 'Sent' }).getByRole('link').count()).toBe(1)
    await shots(main, 'contacts-sent-to')
    expect(await findViolations(main)).toEqual([])
    await main.getByRole('button', { name: 'Show all' }).click()
    await goTo(main, 'Contacts')
  })

  it('say that an address was refused lately, in the words of the server, with the way to the message', async () => {
    const { main } = program
    await goTo(main, 'Practice server')
    const strip = main.getByRole('region', { name: 'Answer the next…' })
    await strip.getByRole('combobox', { name: 'The next' }).selectOption({ label: 'RCPT TO' })
    await strip.getByRole('textbox', { name: 'Reply' }).fill('550 5.2.1 Mailbox disabled')
    await strip.getByRole('button', { name: 'Arm' }).click()
    await strip.getByRole('listitem').waitFor()
    await goTo(main, 'Contacts')
    await main.getByRole('link', { name: /Nora Lindqvist/ }).click()
    const letter = await program.compose(() =>
      main.getByRole('button', { name: 'Write to Nora Lindqvist' }).click(),
    )
    await writeLetter(letter, { to: [], subject: 'Second try' })
    await sendLetter(letter)
    const addresses = main.getByRole('region', { name: 'Addresses' })
    await addresses.getByText('550 5.2.1 Mailbox disabled').waitFor({ timeout: 20_000 })
    await addresses.getByText('was refused').waitFor()
    await shots(main, 'contacts-refused')
    expect(await findViolations(main)).toEqual([])
    await addresses.getByRole('button', { name: /^Open the message/ }).click()
    await main.getByRole('heading', { name: 'Second try' }).waitFor()
    await goTo(main, 'Contacts')
    await main.getByRole('link', { name: /Nora Lindqvist/ }).click()
    await main.getByText('Last used').waitFor()
    await main.getByRole('radio', { name: /^Groups/ }).click()
    await main.getByRole('button', { name: 'New group' }).click()
    await main.getByLabel('Name of the group').fill('Binders')
    await main.getByRole('textbox', { name: 'Members' }).fill('nora@practice.test\nnew@practice.test')
    await main.getByRole('button', { name: 'Save' }).click()
    const members = main.getByRole('region', { name: 'Members' })
    await members
      .getByRole('row', { name: /nora@practice.test/ })
      .getByText('Refused')
      .waitFor()
    await members.getByText('550 5.2.1 Mailbox disabled').waitFor()
    expect(
      await members
        .getByRole('row', { name: /new@practice.test/ })
        .getByText('Refused')
        .count(),
    ).toBe(0)
    await shots(main, 'contacts-group-refused')
    expect(await findViolations(main)).toEqual([])
    await main.getByRole('button', { name: 'Delete' }).click()
    await main.getByRole('radio', { name: /^People/ }).click()
  })

  it('that look the same are told apart, merged, and parted again', async () => {
    const { main } = program
    for (const address of ['nora@lake.example', 'n.l@lake.example']) {
      await main.getByRole('button', { name: 'New contact' }).click()
      await main.getByLabel('Name', { exact: true }).fill('Lindqvist, Nora')
      await main.getByLabel('Address 1', { exact: true }).fill(address)
      await main.getByRole('button', { name: 'Save' }).click()
      await main.getByRole('heading', { name: 'Lindqvist, Nora' }).waitFor()
    }
    await main.getByRole('button', { name: 'More about contacts' }).click()
    await main.getByRole('menuitem', { name: 'Likely doubles' }).click()
    const table = main.getByRole('table', { name: 'Likely doubles' })
    await expect.poll(() => table.getByRole('row').count()).toBe(4)
    await shots(main, 'contacts-doubles')
    expect(await findViolations(main)).toEqual([])
    await table
      .getByRole('button', { name: /^Not the same/ })
      .first()
      .focus()
    await main.keyboard.press('Enter')
    await expect.poll(() => table.getByRole('row').count()).toBe(3)
    await main.getByRole('button', { name: 'Undo' }).first().click()
    await expect.poll(() => table.getByRole('row').count()).toBe(4)
    await table
      .getByRole('button', { name: /^Keep this one: Lindqvist, Nora, nora@lake/ })
      .first()
      .click()
    await expect.poll(() => table.getByRole('row').count()).toBe(2)
    await main.getByRole('button', { name: 'Undo' }).first().click()
    await main.getByRole('button', { name: 'Contacts' }).last().click()
    await main.getByRole('radio', { name: 'People 5' }).waitFor()
  })

  it('are chosen, several at once, by keyboard, and written to one by one', async () => {
    const { main } = program
    await main.getByRole('button', { name: 'More about contacts' }).click()
    await main.getByRole('menuitem', { name: 'Choose several people' }).click()
    const people = main.getByRole('list', { name: 'People' })
    await people.getByRole('link').first().focus()
    await main.keyboard.press('Space')
    await main.keyboard.press('ArrowDown')
    await main.keyboard.press('Space')
    await main.getByText('2 chosen').waitFor()
    await shots(main, 'contacts-choosing')
    expect(await findViolations(main)).toEqual([])
    await main.getByRole('button', { name: 'Write to each one' }).click()
    await main.getByText('Contacts, 2 rows, from contacts').waitFor()
    await goTo(main, 'Contacts')
  })
})

describe('an import', () => {
  it('is shown, its columns are changed, it is stored, and taken back', async () => {
    const { main } = program
    const path = join(dataDir, 'members.csv')
    writeFileSync(
      path,
      'Wer;Post;Gruppe\nBirgit Aasen;b@fjordmail.example;Juniors\nKlaus;k@gmial.com;\nBad;x@@y.example;\n',
    )
    const chooser = main.waitForEvent('filechooser')
    await main.getByRole('button', { name: 'Import' }).click()
    await (await chooser).setFiles(path)
    await main.getByRole('heading', { name: 'Import of members.csv' }).waitFor()
    await main.getByLabel('Wer').selectOption('Name')
    await main.getByText('Birgit Aasen').first().waitFor()
    await main.getByRole('cell', { name: 'Address that is none' }).waitFor()
    await shots(main, 'contacts-import')
    expect(await findViolations(main)).toEqual([])
    await main.getByRole('button', { name: 'Add 2 contacts' }).click()
    await shots(main, 'contacts-imported')
    const report = join(dataDir, 'report.txt')
    await program.host({
      ask: 'answer-dialog',
      member: 'showSaveDialog',
      answer: { canceled: false, filePath: report },
    })
    await main.getByRole('button', { name: 'Save report' }).click()
    await expect
      .poll(() => (existsSync(report) ? readFileSync(report, 'utf8') : ''))
      .toContain('x@@y.example')
    expect(readFileSync(report, 'utf8')).toMatch(/^Import of members.csv\n2 of 3 entries are new contacts\n/)
    expect(await findViolations(main)).toEqual([])
    expect(await walkByKeyboard(main)).toEqual([])
    await main.getByRole('button', { name: 'Show the contact of line 3' }).click()
    await main.getByRole('heading', { name: 'Klaus' }).waitFor()
    const again = main.waitForEvent('filechooser')
    await main.getByRole('button', { name: 'Delete' }).click()
    await main.getByRole('button', { name: 'Import' }).click()
    await (await again).setFiles(path)
    await main.getByRole('button', { name: 'Add 1 contact' }).click()
    await main.getByRole('button', { name: 'Undo this import' }).click()
    await main.getByRole('radio', { name: 'People 6' }).waitFor()
  })
})

describe('recipients', () => {
  it('are completed, moved, mended, taken back: by keyboard alone', async () => {
    const page = await program.compose(() => program.main.keyboard.press('Control+n'))
    page.setDefaultTimeout(5_000)
    await page.setViewportSize({ width: 1280, height: 800 })
    const to = page.getByRole('combobox', { name: 'To', exact: true })
    await to.pressSequentially('hel')
    await page.getByRole('option', { name: /Hélène Marchand/ }).waitFor()
    await shots(page, 'contacts-completion')
    expect(await findViolations(page)).toEqual([])
    await page.keyboard.press('Enter')
    const chip = (name: RegExp) => page.getByRole('button', { name })
    await chip(/^Hélène Marchand <helene@reliure.example>/).waitFor()
    await to.pressSequentially('crew')
    await page.getByRole('option', { name: /Crew/ }).waitFor()
    await page.keyboard.press('Enter')
    await chip(/^ann@example.org/).waitFor()
    await to.pressSequentially('k@gmial.com,')
    await page.getByRole('button', { name: 'Use gmail.com' }).click()
    await chip(/^k@gmail.com/).waitFor()
    await to.focus()
    await page.keyboard.press('Backspace')
    await page.keyboard.press('Alt+ArrowDown')
    await page.getByRole('button', { name: /^k@gmail.com/ }).waitFor()
    await page.keyboard.press('Control+z')
    await page.keyboard.press('Control+z')
    await chip(/^k@gmial.com/).waitFor()
    await page.keyboard.press('Control+Shift+z')
    await chip(/^k@gmail.com/).waitFor()
    await page.keyboard.press('Control+z')
    await chip(/^k@gmial.com/).waitFor()
    await page.keyboard.press('Control+y')
    await chip(/^k@gmail.com/).waitFor()
    await page.evaluate(async () => {
      const data = new DataTransfer()
      data.setData(
        'text/plain',
        Array.from({ length: 5_000 }, (_, n) => `P ${n}\tp${n}@example.org`).join('\n'),
      )
      document
        .querySelector('#compose-to')
        ?.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }))
    })
    await page.getByText('recipients can see each other').waitFor({ timeout: 15_000 })
    await shots(page, 'contacts-many')
    await page.getByRole('button', { name: 'Move to Bcc' }).click()
    await page.getByText('recipients can see each other').waitFor({ state: 'detached' })
    await discardLetter(page)
  }, 60_000)

  it('are dragged between the fields, removed and taken back; a chip that was only opened goes back', async () => {
    const page = await program.compose(() => program.main.keyboard.press('Control+n'))
    page.setDefaultTimeout(5_000)
    await page.setViewportSize({ width: 1280, height: 800 })
    const to = page.getByRole('combobox', { name: 'To', exact: true })
    await to.pressSequentially('ann@example.org,bob@example.org,cleo@example.org,')
    const chip = (name: string) => page.getByRole('button', { name, exact: true })
    await chip('cleo@example.org, press Enter to edit, Delete to remove').waitFor()
    const isInBcc = (name: string) =>
      chip(name).evaluate((element) => element.closest('.val')?.querySelector('#compose-bcc') !== null)
    await chip('ann@example.org, press Enter to edit, Delete to remove').dragTo(
      page.getByRole('combobox', { name: 'Bcc' }),
    )
    await expect.poll(() => isInBcc('ann@example.org, press Enter to edit, Delete to remove')).toBe(true)
    // By keyboard: up twice, to Cc and to To again; the cursor stays in the field that it was in.
    await page.getByRole('combobox', { name: 'Bcc' }).focus()
    await page.keyboard.press('Backspace')
    await page.keyboard.press('Alt+ArrowUp')
    await expect.poll(() => isInBcc('ann@example.org, press Enter to edit, Delete to remove')).toBe(false)
    await page.keyboard.press('Control+z')
    await expect.poll(() => isInBcc('ann@example.org, press Enter to edit, Delete to remove')).toBe(true)
    await to.focus()
    await page.keyboard.press('Backspace')
    await page.keyboard.press('Backspace')
    await page.keyboard.press('Backspace')
    await chip('bob@example.org, press Enter to edit, Delete to remove').waitFor({ state: 'detached' })
    await page.keyboard.press('Control+z')
    await page.keyboard.press('Control+z')
    await chip('bob@example.org, press Enter to edit, Delete to remove').waitFor()
    await chip('cleo@example.org, press Enter to edit, Delete to remove').waitFor()
    await to.focus()
    await page.keyboard.press('Backspace')
    await page.keyboard.press('Enter')
    expect(await to.inputValue()).toBe('cleo@example.org')
    await page.keyboard.press('Control+z')
    await chip('cleo@example.org, press Enter to edit, Delete to remove').waitFor()
    expect(await to.inputValue()).toBe('')
    expect(await findViolations(page)).toEqual([])
    await discardLetter(page)
  }, 60_000)
})
