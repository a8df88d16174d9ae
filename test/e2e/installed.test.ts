// What an installed Sendoff has beside one that runs from its source: mail links, and updates that wait for a word. The
// stand-in keeps a list of its own of who opens what, and has a fake in place of electron-updater.
import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type {} from '../../renderer/client.ts'
import { buildIfStale } from '../../scripts/support/build.ts'
import { goToSettings } from './support/hands.ts'
import {
  createProfile,
  findViolations,
  removeProfile,
  startProgram,
  type Program,
  type ProgramOptions,
} from './support/program.ts'
import { shot } from './support/shot.ts'

const root = join(import.meta.dirname, '../..')
const folder = createProfile()
const app = join(folder, 'app')

beforeAll(() => {
  buildIfStale()
  mkdirSync(app)
  for (const part of ['out', 'build']) symlinkSync(join(root, part), join(app, part))
  const about = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as Record<string, unknown>
  const updates = { url: 'https://updates.example/sendoff', key: 'AAAA' }
  writeFileSync(join(app, 'package.json'), JSON.stringify({ ...about, updates }))
}, 90_000)

afterAll(() => removeProfile(folder))

/** Started as the launcher of a package starts the stand-in. */
async function startInstalled(name: string, env: ProgramOptions['env'] = {}): Promise<Program> {
  return await startProgram({
    dataDir: join(folder, name),
    command: [process.execPath, join(root, 'host/run.ts'), `--app=${app}`, '--exe=/opt/Sendoff/sendoff'],
    env: { APPIMAGE: '/home/somebody/Sendoff.AppImage', ...env },
  })
}

const row = ({ main }: Program, label: string) =>
  main.locator('.set').filter({ has: main.getByText(label, { exact: true }) })

const asked = async (program: Program, member: string) =>
  (await program.host({ ask: 'records', member })) as readonly { readonly args: readonly unknown[] }[]

describe('mail links', () => {
  it('are offered at the first start, and taken at a word', async () => {
    const program = await startInstalled('links')
    const { main } = program
    const take = main.getByRole('button', { name: 'Open mail links with Sendoff' })
    await take.waitFor()
    expect(await findViolations(main)).toEqual([])
    await shot(main, 'first-run-links')
    expect(await asked(program, 'app.setAsDefaultProtocolClient')).toEqual([])
    await take.focus()
    await main.keyboard.press('Enter')
    await expect.poll(() => take.count()).toBe(0)
    expect((await asked(program, 'app.setAsDefaultProtocolClient')).map(({ args }) => args[0])).toEqual([
      'mailto',
    ])
    await goToSettings(program.main, 'Desktop')
    await row(program, 'Mail links').getByText('Sendoff opens them').waitFor()
    expect(program.faults()).toEqual([])
    await program.quit()
    const again = await startInstalled('links')
    await again.main.getByRole('button', { name: 'Try it with the practice server' }).waitFor()
    expect(await again.main.getByRole('button', { name: 'Open mail links with Sendoff' }).count()).toBe(0)
    await again.quit()
  })

  it('are taken in the settings, by keyboard', async () => {
    const program = await startInstalled('links-settings')
    await goToSettings(program.main, 'Desktop')
    const take = row(program, 'Mail links').getByRole('button', { name: 'Open them with Sendoff' })
    await shot(program.main, 'settings-links')
    await take.focus()
    await program.main.keyboard.press('Space')
    await row(program, 'Mail links').getByText('Sendoff opens them').waitFor()
    await program.quit()
  })
})

describe('updates', () => {
  it('load nothing before the word, and install nothing before the next', async () => {
    const program = await startInstalled('updates', { SENDOFF_HOST_UPDATE: '9.9.9' })
    await goToSettings(program.main, 'About')
    const updates = row(program, 'Updates')
    await updates.getByText('Nothing is asked for and nothing is loaded before you say so').waitFor()
    expect(await asked(program, 'updater.create')).toEqual([])
    await updates.getByRole('button', { name: 'Check for updates' }).click()
    await updates.getByText('Version 9.9.9 is there').waitFor()
    expect(await asked(program, 'updater.load')).toEqual([])
    expect((await asked(program, 'updater.create')).map(({ args }) => args)).toEqual([
      ['https://updates.example/sendoff'],
    ])
    expect(await findViolations(program.main)).toEqual([])
    for (const theme of ['light', 'dark'] as const) {
      await program.main.evaluate(
        async (chosen) => await window.sendoff.settings.set({ theme: chosen }),
        theme,
      )
      await program.main.emulateMedia({ colorScheme: theme })
      await shot(program.main, `settings-updates-${theme}`)
    }
    await updates.getByRole('button', { name: 'Load version 9.9.9' }).click()
    await updates.getByText('Version 9.9.9 is loaded.').waitFor()
    expect(await asked(program, 'updater.install')).toEqual([])
    await program.main.setViewportSize({ width: 900, height: 600 })
    await shot(program.main, 'settings-updates-small')
    expect(program.faults()).toEqual([])
    await updates.getByRole('button', { name: 'Quit and install' }).click()
    await program.ended()
  })

  it('say what went wrong, and can be tried again', async () => {
    const program = await startInstalled('fault', { SENDOFF_HOST_UPDATE: 'fault' })
    await goToSettings(program.main, 'About')
    const updates = row(program, 'Updates')
    await updates.getByRole('button', { name: 'Check for updates' }).click()
    await updates.getByText('It did not work: The list of versions could not be read.').waitFor()
    await updates.getByRole('button', { name: 'Check for updates' }).waitFor()
    await program.quit()
  })

  it('are the package manager’s where there is one', async () => {
    const program = await startInstalled('snap', { SNAP: '/snap/sendoff/1' })
    await goToSettings(program.main, 'About')
    await row(program, 'Updates').getByText('Snap updates Sendoff').waitFor()
    expect(await row(program, 'Updates').getByRole('button').count()).toBe(0)
    await program.quit()
  })
})
