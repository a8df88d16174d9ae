// The main window is there before the core is: it looks as it will, waits, and does not outlive a core that refuses.
import { DatabaseSync } from 'node:sqlite'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import type {} from '../../renderer/client.ts'
import { useRestarts } from './support/use-restarts.ts'

const { profile, start } = useRestarts()

/** A profile of which a start has remembered how windows look. */
async function used(settings: object = {}): Promise<string> {
  const dataDir = profile()
  const program = await start(dataDir)
  await program.main.evaluate((change) => window.sendoff.settings.set(change), settings)
  await program.quit()
  return dataDir
}

/** As if another process were just starting on the profile: the core waits for it. */
function holdCore(dataDir: string): () => void {
  const presence = new DatabaseSync(join(dataDir, 'presence.db'))
  presence.exec('BEGIN EXCLUSIVE')
  return () => presence.close()
}

it('the window is there before the core, as the settings say; what it asks is answered once the core is open', async () => {
  const dataDir = await used({ language: 'de', theme: 'dark', zoom: 125 })
  const letGo = holdCore(dataDir)
  const { main } = await start(dataDir)
  const look = () =>
    main.evaluate(() => ({
      language: document.documentElement.lang,
      isDark: matchMedia('(prefers-color-scheme: dark)').matches,
      width: innerWidth,
    }))
  await expect.poll(look).toEqual({ language: 'de', isDark: true, width: 1024 })
  await main.locator('main[aria-busy=true]').waitFor({ state: 'attached' })
  const asked = main.evaluate(() => window.sendoff.settings.get())
  expect(await Promise.race([asked, main.waitForTimeout(500).then(() => 'waits')])).toBe('waits')
  letGo()
  expect(await asked).toMatchObject({ ok: true, value: { language: 'de', theme: 'dark', zoom: 125 } })
  await main.getByRole('button', { name: 'Mit dem Übungsserver ausprobieren' }).waitFor()
  expect(await look()).toEqual({ language: 'de', isDark: true, width: 1024 })
}, 120_000)

it('settings that were changed meanwhile hold: the page is loaded anew in their language', async () => {
  const dataDir = await used({ language: 'de' })
  const database = new DatabaseSync(join(dataDir, 'outbox.db'))
  database.exec(`UPDATE settings SET value = replace(value, '"de"', '"en"')`)
  database.close()
  const { main } = await start(dataDir)
  await main.getByRole('button', { name: 'Try it with the practice server' }).waitFor()
  expect(await main.evaluate(() => document.documentElement.lang)).toBe('en')
}, 120_000)

it('a profile that is refused leaves no window, is named, and is not changed', async () => {
  const dataDir = await used()
  const version = (to?: number) => {
    const database = new DatabaseSync(join(dataDir, 'outbox.db'))
    if (to !== undefined) database.exec(`PRAGMA user_version = ${to}`)
    const found = database.prepare('PRAGMA user_version').get()?.user_version
    database.close()
    return found
  }
  version(9_999)
  const letGo = holdCore(dataDir)
  const program = await start(dataDir)
  await program.main.locator('main[aria-busy=true]').waitFor({ state: 'attached' })
  letGo()
  await program.ended()
  expect(program.output()).toContain('was written by a newer Sendoff')
  expect(version()).toBe(9_999)
}, 120_000)

it('a window that is closed before the core is open ends the program', async () => {
  const dataDir = await used()
  const letGo = holdCore(dataDir)
  const program = await start(dataDir)
  await program.main.locator('main[aria-busy=true]').waitFor({ state: 'attached' })
  await Promise.all([program.main.waitForEvent('close'), program.main.close({ runBeforeUnload: true })])
  letGo()
  await program.ended()
}, 120_000)

it('a window that is closed before the core is open leaves the tray that the settings want', async () => {
  const dataDir = await used({ keepInTray: true })
  const letGo = holdCore(dataDir)
  const program = await start(dataDir)
  await program.main.locator('main[aria-busy=true]').waitFor({ state: 'attached' })
  await Promise.all([program.main.waitForEvent('close'), program.main.close({ runBeforeUnload: true })])
  letGo()
  await expect.poll(() => program.host({ ask: 'trays' })).toHaveLength(1)
  // A message is written: the program goes on.
  await program.compose(() => program.host({ ask: 'choose', from: 'tray', label: 'New message' }))
}, 120_000)

it('a link that comes before the core is open is opened, also where the window is closed meanwhile', async () => {
  const dataDir = await used()
  const letGo = holdCore(dataDir)
  const program = await start(dataDir)
  await program.main.locator('main[aria-busy=true]').waitFor({ state: 'attached' })
  const page = await program.compose(async () => {
    await program.host({ ask: 'open-url', url: 'mailto:nora@lakeside.example?subject=Early' })
    await Promise.all([program.main.waitForEvent('close'), program.main.close({ runBeforeUnload: true })])
    letGo()
  })
  expect(await page.getByRole('textbox', { name: 'Subject' }).inputValue()).toBe('Early')
}, 120_000)
