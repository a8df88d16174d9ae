// Message files by role and visible label: dropped, picked, from a command line; answered and sent; saved, printed, dragged out.
import type { Page } from 'playwright-core'
import { spawn } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type {} from '../../renderer/client.ts'
import { pdfColors, pdfText } from '../support/pdf-text.ts'
import { discardLetter, sendLetter, tryPractice } from './support/hands.ts'
import { createProfile, findViolations, removeProfile } from './support/program.ts'
import { shot } from './support/shot.ts'
import { useProgram } from './support/use-program.ts'
import { walkByKeyboard } from './support/keyboard.ts'

const root = join(import.meta.dirname, '../..')
const folder = createProfile()
const program = useProgram()
const { dataDir } = program

const pixel =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='

const letter = [
  'From: Nora Lind <nora@practice.test>',
  'To: You <you@practice.test>, anna@practice.test',
  'Cc: boss@practice.test',
  'Bcc: hidden@practice.test',
  'Subject: Boats for the',
  '\tautumn regatta',
  'Date: Tue, 24 Nov 2026 10:15:00 +0000',
  'Message-ID: <two@practice.test>',
  'References: <one@practice.test>',
  'MIME-Version: 1.0',
  'Content-Type: multipart/mixed; boundary=b',
  '',
  '--b',
  'Content-Type: multipart/related; boundary=r',
  '',
  '--r',
  'Content-Type: text/html; charset=utf-8',
  '',
  '<h2>Hello</h2><p style="color:#000">Shall we take <b>the two blue boats</b>? <img src="cid:dot@practice.test" alt="a dot" width="40" height="40">',
  '<img src="https://tracker.example/p.gif" alt=""> See <a href="https://rowing.example/plan">the plan</a>.</p><script>document.title="hacked"</script>',
  '<blockquote>Which ones?</blockquote>',
  '--r',
  'Content-Type: image/png; name=dot.png',
  'Content-ID: <dot@practice.test>',
  'Content-Transfer-Encoding: base64',
  '',
  pixel,
  '--r--',
  '--b',
  'Content-Type: application/pdf; name="plan of the boats.pdf"',
  'Content-Transfer-Encoding: base64',
  'Content-Disposition: attachment; filename="plan of the boats.pdf"',
  '',
  'JVBERi0xLjQK',
  '--b--',
  '',
].join('\r\n')

const title = /Boats for the\s+autumn regatta/
const file = join(folder, 'boats.eml')

beforeAll(async () => {
  writeFileSync(file, letter)
  program.main.setDefaultTimeout(15_000)
  const page = await tryPractice(program)
  await page.getByRole('textbox', { name: 'Subject' }).fill('First letter')
  await sendLetter(page)
}, 90_000)

afterAll(() => removeProfile(folder))

const dialogOf = (page: Page) => page.getByRole('dialog', { name: title })

async function drop(text: string, name = 'boats.eml'): Promise<void> {
  await program.main.locator('body').evaluate(
    (body, given) => {
      const data = new DataTransfer()
      data.items.add(new File([given.text], given.name, { type: 'message/rfc822' }))
      body.dispatchEvent(new DragEvent('drop', { bubbles: true, cancelable: true, dataTransfer: data }))
    },
    { text, name },
  )
}

/** The bytes of the newest message of this subject. */
async function sourceOf(subject: string): Promise<string> {
  return await program.main.evaluate(async (wanted) => {
    const { outbox } = window.sendoff
    for (let tries = 0; tries < 100; tries += 1) {
      const sent = await outbox.list({ list: 'sent', offset: 0, limit: 20 })
      const entry = sent.ok ? sent.value.entries.find((one) => one.subject === wanted) : undefined
      const source = entry === undefined ? undefined : await outbox.source({ entryId: entry.id })
      if (source?.ok === true) return source.value.source
      await new Promise((done) => setTimeout(done, 100))
    }
    throw new Error(`${wanted} was not sent`)
  }, subject)
}

async function answer(way: string): Promise<Page> {
  await drop(letter)
  const dialog = dialogOf(program.main)
  const page = await program.compose(() => dialog.getByRole('button', { name: way, exact: true }).click())
  await dialog.waitFor({ state: 'detached' })
  return page
}

it('a file that is dropped is shown: header, text, pictures, files, what was left out; axe finds nothing', async () => {
  const { main } = program
  await drop(letter)
  const dialog = dialogOf(main)
  await dialog.getByText('Nora Lind <nora@practice.test>').waitFor()
  await dialog.getByText('hidden@practice.test').waitFor()
  await dialog.getByText('Remote pictures were left out. Nothing was fetched.').waitFor()
  await dialog.getByText('the two blue boats').waitFor()
  await dialog.getByText('plan of the boats.pdf').waitFor()
  const picture = dialog.getByRole('img', { name: 'a dot' })
  expect(await picture.evaluate((image: HTMLImageElement) => image.complete && image.naturalWidth)).toBe(1)
  expect(await dialog.locator('img').count()).toBe(1)
  expect(await main.title()).not.toContain('hacked')
  expect(await walkByKeyboard(main)).toEqual([])
  for (const theme of ['light', 'dark'] as const) {
    await main.evaluate((value) => (document.documentElement.dataset.theme = value), theme)
    expect(await findViolations(main)).toEqual([])
    for (const [width, height] of [
      [1280, 800],
      [900, 600],
    ] as const) {
      await main.setViewportSize({ width, height })
      await shot(main, `eml-${theme}-${width}`)
      const reply = await dialog.getByRole('button', { name: 'Reply', exact: true }).boundingBox()
      expect((reply?.y ?? height) + (reply?.height ?? 0)).toBeLessThanOrEqual(height)
    }
  }
  await main.evaluate(() => delete document.documentElement.dataset.theme)
  await main.setViewportSize({ width: 1280, height: 800 })
  await program.host({
    ask: 'answer-dialog',
    member: 'showSaveDialog',
    answer: { canceled: false, filePath: join(folder, 'plan.pdf') },
  })
  await dialog.getByRole('button', { name: 'Save plan of the boats.pdf' }).click()
  await dialog.getByText(/^Saved as .*plan\.pdf$/).waitFor()
  expect(readFileSync(join(folder, 'plan.pdf'), 'utf8')).toBe('%PDF-1.4\n')
  await main.keyboard.press('Escape')
  await dialog.waitFor({ state: 'detached' })
})

it('Reply: to who wrote it, cursor above the quote, and the headers name the parent', async () => {
  const page = await answer('Reply')
  expect(await page.getByRole('textbox', { name: 'Subject' }).inputValue()).toBe(
    'Re: Boats for the autumn regatta',
  )
  await page.keyboard.type('Yes, both of them.')
  const body = page.getByRole('textbox', { name: 'Message body' })
  const text = await body.innerText()
  expect(text.indexOf('Yes, both')).toBeLessThan(text.indexOf('Nora Lind wrote:'))
  expect(await body.locator('blockquote').first().innerText()).toContain('the two blue boats')
  await shot(page, 'eml-reply')
  await page.keyboard.press('F9')
  const source = page.getByRole('dialog', { name: 'Message source' })
  await source.getByText('In-Reply-To').waitFor()
  expect(await findViolations(page)).toEqual([])
  await page.keyboard.press('Escape')
  await sendLetter(page)
  const sent = await sourceOf('Re: Boats for the autumn regatta')
  expect(sent).toContain('In-Reply-To: <two@practice.test>\r\n')
  expect(sent).toContain('References: <one@practice.test> <two@practice.test>\r\n')
  expect(sent).toMatch(/^To: .*nora@practice\.test/m)
  expect(sent).not.toContain('tracker.example')
  expect(sent).toContain(pixel.slice(0, 60))
})

it('Reply to all: To and Cc stay, without the own address', async () => {
  const page = await answer('Reply to all')
  await page.getByRole('textbox', { name: 'Subject' }).fill('To all of you')
  await sendLetter(page)
  const sent = await sourceOf('To all of you')
  expect(sent).toMatch(/^To: .*nora@practice\.test.*anna@practice\.test/m)
  expect(sent).toMatch(/^Cc: boss@practice\.test/m)
  expect(sent).not.toMatch(/^To: .*you@practice\.test/m)
  expect(sent).not.toContain('hidden@')
})

it('Forward: its header, its text and its files', async () => {
  const page = await answer('Forward')
  await page.keyboard.type('anna@practice.test')
  await page.keyboard.press('Enter')
  await page
    .getByRole('complementary', { name: 'Attachments' })
    .getByText('plan of the boats.pdf')
    .first()
    .waitFor()
  await sendLetter(page)
  const sent = await sourceOf('Fwd: Boats for the autumn regatta')
  expect(sent).toContain('Forwarded message')
  expect(sent).toContain('JVBERi0xLjQK')
  expect(sent).not.toContain('In-Reply-To')
})

it('P28: Forward as attachment: the file is there octet for octet', async () => {
  const page = await answer('Forward as attachment')
  await page.keyboard.type('anna@practice.test')
  await page.keyboard.press('Enter')
  await page.getByRole('textbox', { name: 'Subject' }).fill('As a file')
  await sendLetter(page)
  const sent = await sourceOf('As a file')
  expect(sent).toContain('Content-Type: message/rfc822; name="Boats for the autumn regatta.eml"')
  expect(sent).toContain(letter.trimEnd())
})

it('P29: Edit as new: all fields, Bcc too, and a Message-ID of its own', async () => {
  const page = await answer('Edit as new')
  await page.getByText('hidden@practice.test').first().waitFor()
  await page.getByRole('textbox', { name: 'Subject' }).fill('Written anew')
  await sendLetter(page)
  const sent = await sourceOf('Written anew')
  expect(sent).not.toContain('<two@practice.test>')
  expect(sent).not.toContain('hidden@')
  expect(sent).toContain('JVBERi0xLjQK')
})

it('the signature stands above the quote, and another one takes its place there', async () => {
  const { main } = program
  await main.evaluate(async () => {
    const server = await window.sendoff.servers.save({
      ...{ id: null, name: 'Club', yourName: 'Jo', email: 'jo@club.example', host: '127.0.0.1', port: 9 },
      ...{
        security: 'implicit',
        user: '',
        password: null,
        ehloName: '',
        allowInsecureAuth: false,
        isDefault: false,
      },
    })
    const identities = await window.sendoff.identities.list()
    if (!server.ok || !identities.ok) throw new Error('no server')
    const jo = identities.value.find(({ address }) => address === 'jo@club.example')
    const saved = await window.sendoff.identities.save({
      ...{ id: jo?.id ?? null, name: 'Jo', address: 'jo@club.example', serverId: jo?.serverId ?? '' },
      ...{
        furtherServerIds: [],
        replyTo: '',
        organisation: '',
        alwaysBcc: [],
        sentCopy: null,
        envelopeSender: '',
      },
      signatures: [
        { id: 'first', name: 'First', text: 'Jo\nRowing club' },
        { id: 'second', name: 'Second', text: 'Jo, captain' },
      ],
    })
    if (!saved.ok || !saved.value.saved) throw new Error('no identity')
  })
  await drop(letter.replace('you@practice.test', 'jo@club.example'))
  const dialog = dialogOf(main)
  const page = await program.compose(() => dialog.getByRole('button', { name: 'Reply', exact: true }).click())
  const body = page.getByRole('textbox', { name: 'Message body' })
  await page.keyboard.type('Yes.')
  expect(await body.innerText()).toMatch(/^Yes\.\s+--\s+Jo\s+Rowing club\s+On 24 Nov 2026/)
  await page.getByRole('button', { name: 'Signature' }).click()
  await page.getByRole('menuitemradio', { name: 'Second' }).click()
  expect(await body.innerText()).toMatch(/^Yes\.\s+--\s+Jo, captain\s+On 24 Nov 2026/)
  await page.getByRole('button', { name: 'Signature' }).click()
  await page.getByRole('menuitemradio', { name: 'None' }).click()
  expect(await body.innerText()).toMatch(/^Yes\.\s+On 24 Nov 2026/)
  await page.getByRole('button', { name: 'Signature' }).click()
  await page.getByRole('menuitemradio', { name: 'First' }).click()
  expect(await body.innerText()).toMatch(/^Yes\.\s+--\s+Jo\s+Rowing club\s+On 24 Nov 2026/)
  await discardLetter(page)
})

it('a command line and the menu open files too, one after the other', async () => {
  const { main } = program
  const other = join(folder, 'no message.eml')
  writeFileSync(other, '%PDF-1.4')
  await new Promise((done, fail) => {
    const child = spawn(process.execPath, [join(root, 'host/run.ts'), 'boats.eml', 'no message.eml'], {
      cwd: folder,
      env: { ...process.env, SENDOFF_DATA_DIR: dataDir, SENDOFF_HEADLESS: '1' },
    })
    child.once('error', fail)
    child.once('exit', done)
  })
  await dialogOf(main).getByRole('button', { name: 'Close' }).click()
  const refused = main.getByRole('dialog', { name: 'no message.eml was not opened' })
  await refused.getByText(/it begins with no header field/).waitFor()
  await refused.getByRole('button', { name: 'Close' }).click()
  const chooser = main.waitForEvent('filechooser')
  // The answer of the page says that choosers are waited for in the browser too.
  await main.evaluate(() => document.readyState)
  await program.host({ ask: 'choose', from: 'menu', label: 'Open a message file…' })
  await (await chooser).setFiles(file)
  await dialogOf(main).getByRole('button', { name: 'Close' }).click()
  await program.host({ ask: 'open-file', path: file })
  await dialogOf(main).getByRole('button', { name: 'Close' }).click()
})

const saveTo = (path: string) =>
  program.host({
    ask: 'answer-dialog',
    member: 'showSaveDialog',
    answer: { canceled: false, filePath: path },
  })

it('P29: a sent message is saved, printed, made a PDF and dragged out', async () => {
  const { main } = program
  await main.keyboard.press('Control+2')
  const row = main
    .getByRole('list', { name: 'Sent' })
    .getByRole('listitem')
    .filter({ hasText: 'Written anew' })
  await row.getByRole('link').click()
  await main.getByRole('toolbar', { name: 'What you can do' }).or(main.getByRole('toolbar')).first().waitFor()
  const choose = async (name: string) => {
    await main.getByRole('button', { name: 'More' }).click()
    await main.getByRole('menuitem', { name }).click()
  }
  const saved = join(folder, 'saved.eml')
  await saveTo(saved)
  await choose('Save as file…')
  await main.getByText(`Saved as ${saved}`).waitFor()
  expect(readFileSync(saved, 'utf8')).toBe(await sourceOf('Written anew'))
  expect(await findViolations(main)).toEqual([])
  await choose('Print…')
  await expect
    .poll(async () => await program.host({ ask: 'records', member: 'webContents.print' }))
    .toContainEqual({ member: 'webContents.print', args: [{ printBackground: true }] })
  await main.evaluate(() => (document.documentElement.dataset.theme = 'dark'))
  const pdf = join(folder, 'letter.pdf')
  await saveTo(pdf)
  await choose('Save as PDF…')
  await main.getByText(`Saved as ${pdf}`).waitFor()
  expect(readFileSync(pdf).subarray(0, 5).toString()).toBe('%PDF-')
  expect(await main.locator('.print-sheet').count()).toBe(0)
  await main.evaluate(() => delete document.documentElement.dataset.theme)
  // Black on white, though the window is dark.
  const colors = pdfColors(readFileSync(pdf))
  expect(colors).toEqual(expect.arrayContaining(['0 0 0', '1 1 1']))
  for (const dark of ['.1255 .1216 .1137', '.9216 .9137 .898']) expect(colors).not.toContain(dark)
  const printed = pdfText(readFileSync(pdf))
  for (const words of ['the two blue boats', 'anna@practice.test', 'Written anew'])
    expect(printed).toContain(words)
  for (const words of ['hidden@', 'New message', 'Handed']) expect(printed).not.toContain(words)
  await row.getByRole('link').evaluate((link) => {
    link.dispatchEvent(
      new DragEvent('dragstart', { bubbles: true, cancelable: true, dataTransfer: new DataTransfer() }),
    )
  })
  await expect
    .poll(async () => await program.host({ ask: 'records', member: 'webContents.startDrag' }))
    .toHaveLength(1)
  const [{ args }] = (await program.host({ ask: 'records', member: 'webContents.startDrag' })) as [
    { readonly args: readonly [{ readonly file: string; readonly icon: string }] },
  ]
  expect(args[0].file).toMatch(/Written anew\.eml$/)
  expect(readFileSync(args[0].file, 'utf8')).toBe(readFileSync(saved, 'utf8'))
  expect(args[0].icon).toMatch(/48x48\.png$/)
})

it('a draft is saved, printed and made a PDF as it stands; without recipients it says why it is not saved', async () => {
  const page = await program.compose(() =>
    program.main.getByRole('button', { name: 'New message' }).first().click(),
  )
  await page.getByRole('textbox', { name: 'Subject' }).fill('On paper')
  await page.getByRole('textbox', { name: 'Message body' }).fill('Words for the printer.')
  const choose = async (name: string) => {
    await page.getByRole('button', { name: 'More', exact: true }).last().click()
    await page.getByRole('menuitem', { name }).click()
  }
  const pdf = join(folder, 'draft.pdf')
  await saveTo(pdf)
  await choose('Save as PDF…')
  await page.getByText(`Saved as ${pdf}`).waitFor()
  await shot(page, 'eml-compose')
  expect(pdfText(readFileSync(pdf))).toContain('Words for the printer.')
  await choose('Save as file…')
  await page.getByRole('alert').first().waitFor()
  const saved = join(folder, 'draft.eml')
  await saveTo(saved)
  await page.getByRole('combobox', { name: 'To', exact: true }).fill('anna@practice.test')
  await choose('Save as file…')
  await page.getByText(`Saved as ${saved}`).waitFor()
  expect(readFileSync(saved, 'utf8')).toContain('Words for the printer.')
  expect(await findViolations(page)).toEqual([])
  await page.setViewportSize({ width: 440, height: 480 })
  const send = await page.getByRole('button', { name: 'Send', exact: true }).boundingBox()
  expect((send?.x ?? 440) + (send?.width ?? 0)).toBeLessThanOrEqual(440)
  await shot(page, 'eml-narrow')
})
