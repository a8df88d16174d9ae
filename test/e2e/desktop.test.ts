// The program beside its windows: the question at quit, the tray, notifications, where windows were.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import type {} from '../../renderer/client.ts'
import {
  createProfile,
  findViolations,
  removeProfile,
  startProgram,
  type Program,
} from './support/program.ts'
import { walkByKeyboard } from './support/keyboard.ts'

const dataDir = createProfile()
afterAll(() => removeProfile(dataDir))

/** A message to the practice server, by the calls that the windows make. */
async function send(page: Page, to: string, subject: string): Promise<void> {
  await page.evaluate(
    async ([address, title]) => {
      const { drafts, identities, outbox } = window.sendoff
      const own = await identities.list()
      const identityId = own.ok ? (own.value[0]?.id ?? null) : null
      const made = await drafts.create({
        content: { identityId, to: [address], subject: title, text: 'Hello.' },
      })
      if (!made.ok) throw new Error(made.failure.message)
      const queued = await outbox.enqueue({ draftId: made.value.id, content: made.value.content })
      if (!queued.ok || !queued.value.queued) throw new Error(JSON.stringify(queued))
    },
    [to, subject] as const,
  )
}

/** First run: takes the practice server and closes the letter that it opens. */
async function withPractice(program: Program): Promise<void> {
  const page = await program.compose(() =>
    program.main.getByRole('button', { name: 'Try it with the practice server' }).click(),
  )
  await Promise.all([page.waitForEvent('close'), page.close({ runBeforeUnload: true })])
}

const dialogOf = (page: Page) => page.getByRole('dialog', { name: /on (its|their) way/ })

describe('quit with mail on its way', () => {
  let program: Program

  beforeAll(async () => {
    program = await startProgram({ dataDir })
    await withPractice(program)
    await program.main.evaluate(() => window.sendoff.settings.set({ undoSeconds: 60 }))
  }, 90_000)
  afterAll(() => program.kill())

  it('asks, in words that are true, and axe finds nothing', async () => {
    await send(program.main, 'anna@practice.test', 'Boathouse keys')
    await program.host({ ask: 'choose', from: 'menu', label: 'Quit' })
    await dialogOf(program.main).waitFor()
    await expect.poll(() => dialogOf(program.main).textContent()).toContain('Boathouse keys, over Practice')
    expect(await findViolations(program.main)).toEqual([])
    expect(await walkByKeyboard(program.main)).toEqual([])
  })

  it('Cancel leaves everything as it is', async () => {
    await dialogOf(program.main).getByRole('button', { name: 'Cancel' }).click()
    expect(await dialogOf(program.main).count()).toBe(0)
    expect(await program.host({ ask: 'trays' })).toEqual([])
  })

  it('Escape does as well', async () => {
    await program.host({ ask: 'choose', from: 'menu', label: 'Quit' })
    await dialogOf(program.main).waitFor()
    await program.main.keyboard.press('Escape')
    await dialogOf(program.main).waitFor({ state: 'detached' })
  })

  it('Keep running closes the windows and stays in the tray', async () => {
    await program.host({ ask: 'choose', from: 'menu', label: 'Quit' })
    const closed = program.main.waitForEvent('close')
    await dialogOf(program.main).getByRole('button', { name: 'Keep running' }).click()
    await closed
    await expect.poll(() => program.host({ ask: 'trays' })).toEqual(['Sendoff: 1 on their way'])
  })

  it('and is still there when a setting is changed in its menu', async () => {
    await program.host({ ask: 'choose', from: 'tray', label: 'Pause all' })
    await expect.poll(() => program.host({ ask: 'trays' })).toEqual([expect.stringContaining('paused')])
  })

  it('a message file that the system hands over is shown, although no window is open', async () => {
    const path = join(dataDir, 'letter.eml')
    writeFileSync(path, 'From: ann@lakeside.example\r\nSubject: From the disk\r\n\r\nHello.\r\n')
    await program.host({ ask: 'open-file', path })
    await expect.poll(() => program.composeWindows().length).toBe(1)
    const [main] = program.composeWindows()
    await main?.getByRole('heading', { name: 'From the disk' }).waitFor()
  })
})

describe('finish, then quit', () => {
  it('P1, P6: what waited is handed over before the program ends', async () => {
    const first = await startProgram({ dataDir })
    await first.main.evaluate(async () => {
      await window.sendoff.settings.set({ undoSeconds: 0, sending: 'paused' })
      // What waits from the session before would be waited for as well, to the end of its minute.
      const list = await window.sendoff.outbox.list({ list: 'outbox', offset: 0, limit: 10 })
      for (const { id } of list.ok ? list.value.entries : [])
        await window.sendoff.outbox.cancel({ entryId: id })
    })
    await send(first.main, 'anna@practice.test', 'Sent at the end')
    await first.host({ ask: 'choose', from: 'menu', label: 'Resume' })
    await first.host({ ask: 'choose', from: 'menu', label: 'Quit' })
    const dialog = dialogOf(first.main)
    // Handed over while the question comes up, there is nothing to ask any more.
    await Promise.race([
      first.ended(),
      dialog
        .getByRole('button', { name: 'Finish, then quit' })
        .click({ timeout: 5_000 })
        .catch(() => undefined),
    ])
    await first.ended()
    const second = await startProgram({ dataDir })
    const list = await second.main.evaluate(() =>
      window.sendoff.outbox.list({ list: 'outbox', offset: 0, limit: 10 }),
    )
    const states = list.ok ? list.value.entries.map(({ subject, state }) => [subject, state]) : []
    expect(states).toContainEqual(['Sent at the end', 'sent'])
    await second.quit()
  })
})

describe('notifications', () => {
  it('P15: tell of a refusal while the main window is not in front, and open the message', async () => {
    const program = await startProgram({ dataDir })
    const page = await program.compose(() => program.main.keyboard.press('Control+n'))
    await page.bringToFront()
    await send(page, 'unknown@practice.test', 'To nobody')
    const shown = () => program.host({ ask: 'notifications' })
    await expect.poll(shown).toEqual([{ title: 'To nobody', body: 'It was refused. Your move.' }])
    await program.host({ ask: 'click-notification', title: 'To nobody' })
    await program.main.getByRole('heading', { name: 'To nobody' }).waitFor()
    await program.kill()
  })
})
