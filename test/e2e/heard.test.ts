// What a screen reader hears of a send: each change of its state once, with the reason.
import { beforeAll, describe, expect, it } from 'vitest'
import { bodyOf, discardLetter, goTo, newMessageByKey, tryPractice } from './support/hands.ts'
import { listen } from './support/listener.ts'
import { findViolations } from './support/program.ts'
import { findUnstructured } from './support/structure.ts'
import { useProgram } from './support/use-program.ts'

const program = useProgram()

beforeAll(async () => {
  const letter = await tryPractice(program)
  // Its menu, which the secondary mouse button opens, by key.
  await letter.keyboard.press('ArrowLeft')
  await letter.keyboard.press('Shift+F10')
  await letter.getByRole('menu', { name: 'Recipient' }).getByRole('menuitem').first().waitFor()
  await letter.keyboard.press('Escape')
  await letter.close()
})

/** Sends a letter of the practice server, of a row of its table or by its own button, and hears what is said of it. */
async function hearSend(
  from: string,
): Promise<{ readonly subject: string; readonly heard: readonly string[] }> {
  const { main } = program
  await goTo(main, 'Practice server')
  const button = main.getByRole('button', { name: from })
  const inRow = main.getByRole('row').filter({ hasText: from }).getByRole('button')
  const letter = await program.compose(() => button.or(inRow).first().click())
  const subject = await letter.getByRole('textbox', { name: 'Subject' }).inputValue()
  await goTo(main, 'Outbox')
  const heard = await listen(main)
  const closed = letter.waitForEvent('close')
  await letter.getByRole('button', { name: 'Send', exact: true }).click()
  await closed
  const ofIt = async () => (await heard()).filter((sentence) => sentence.startsWith(subject))
  await expect.poll(async () => (await ofIt()).length, { timeout: 30_000 }).toBeGreaterThan(2)
  // What would be said twice comes at once.
  await main.waitForTimeout(300)
  return { subject, heard: await ofIt() }
}

describe('what is said of a send', () => {
  it.each([
    ['Write a first message', /: handed over, to practice\.test\.$/],
    ['greylisted@', /: deferred, next try [\d:]+, attempt 2\.$/],
    ['drops-after-dot@', /: unconfirmed, cut off after the final dot\. Your move\.$/],
    ['unknown@', /: refused, 550 5\.1\.1 at recipients\. Your move\.$/],
  ])('%s: each change is said once, and why', async (row, last) => {
    const { subject, heard } = await hearSend(row)
    expect(heard).toEqual([
      `${subject}: queued, waits for Practice server.`,
      expect.stringMatching(/: sending, [a-zTLS ,.]+\.$/),
      expect.stringMatching(last),
    ])
  })
})

it('a line of the transcript says when, who, in which phase, and what', async () => {
  const { main } = program
  await main.getByRole('listitem').filter({ hasText: 'unknown@' }).first().click()
  const table = main.getByRole('table', { name: 'Transcript' })
  await table
    .getByRole('row', { name: /^\d+\.\d+ client Recipients RCPT TO:<unknown@practice.test>$/ })
    .waitFor()
  await table.getByRole('row', { name: /^\d+\.\d+ server Recipients 550 5\.1\.1 / }).waitFor()
  const heads = await table.getByRole('columnheader').allTextContents()
  expect(heads).toEqual(['Time', 'Direction', 'Phase', 'Text'])
})

it('a chip says who it is, what is wrong with it, and how it is removed', async () => {
  const { main } = program
  const letter = await program.compose(() =>
    main.getByRole('button', { name: 'Edit address and send again' }).click(),
  )
  const cc = letter.getByRole('combobox', { name: 'Cc', exact: true })
  // What was refused is opened for editing; leaving it makes a chip of it.
  await cc.fill('unknown@practice.test')
  await letter.keyboard.press('Enter')
  await cc.fill('nobody')
  await letter.keyboard.press('Enter')
  const chip = (name: RegExp) => letter.getByRole('button', { name }).first()
  const keys = 'press Enter to edit, Delete to remove'
  await chip(new RegExp(`^unknown@practice.test, ${keys}, refused before, stands here twice$`)).waitFor()
  await chip(/^nobody, not valid: .+\. Press Enter to edit, Delete to remove\.$/).waitFor()
  // Its menu, which the secondary mouse button opens, by key.
  await letter.keyboard.press('ArrowLeft')
  await letter.keyboard.press('Shift+F10')
  await letter.getByRole('menu', { name: 'Recipient' }).getByRole('menuitem').first().waitFor()
  await letter.keyboard.press('Escape')
  await letter.close()
})

describe('what is said in a compose window', () => {
  it('an address that is not valid, a refusal to send, a file, and what was asked to be saved: each once', async () => {
    const { main } = program
    await goTo(main, 'Outbox')
    const letter = await newMessageByKey(program)
    const heard = await listen(letter)
    const hears = async (words: RegExp) => {
      await expect
        .poll(async () => (await heard()).filter((sentence) => words.test(sentence)), { timeout: 10_000 })
        .toHaveLength(1)
    }
    await letter.getByRole('combobox', { name: 'To', exact: true }).fill('nobody')
    await letter.keyboard.press('Enter')
    await hears(/One address is not valid/)
    await letter.getByRole('button', { name: 'Send', exact: true }).click()
    await hears(/^Putting it in the outbox/)
    await hears(/^Before it goes 2 .*There is no subject.*Send anyway$/)
    await letter.evaluate(() => {
      const data = new DataTransfer()
      data.items.add(new File(['one'], 'plan.txt', { type: 'text/plain' }))
      document
        .querySelector('main')
        ?.dispatchEvent(new DragEvent('drop', { bubbles: true, cancelable: true, dataTransfer: data }))
    })
    await hears(/^plan\.txt is attached\./)
    // What saves itself is not said.
    await bodyOf(letter).fill('typed, and saved by itself')
    await letter
      .getByText(/^Saved/)
      .first()
      .waitFor()
    expect((await heard()).filter((sentence) => /^(?:Not )?[Ss]aved/.test(sentence))).toEqual([])
    await letter.keyboard.press('Control+s')
    await hears(/^Saved/)
    await discardLetter(letter)
  })

  it('its parts are landmarks with names', async () => {
    const letter = await newMessageByKey(program)
    await letter.getByRole('main', { name: 'New message' }).waitFor()
    for (const name of ['Sender, recipients and subject', 'Text', 'Send and save'])
      await letter.getByRole('main').getByRole('region', { name, exact: true }).waitFor()
    await letter.getByRole('complementary', { name: 'Attachments' }).waitFor()
    expect(await findViolations(letter)).toEqual([])
    expect(await findUnstructured(letter)).toEqual([])
    await letter.close()
  })
})
