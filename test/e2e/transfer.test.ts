// Import from another program and export, by role and visible label, with axe on each page.
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type {} from '../../renderer/client.ts'
import { findForms } from '../support/secret-forms.ts'
import { goTo } from './support/hands.ts'
import {
  createProfile,
  findViolations,
  removeProfile,
  startProgram,
  type Program,
} from './support/program.ts'

const samples = join(import.meta.dirname, '../data/transfer')
const dataDir = createProfile()
const home = mkdtempSync(join(tmpdir(), 'sendoff-home-'))
const exported = join(home, 'servers.json')
let program: Program

const button = (name: string | RegExp) => program.main.getByRole('button', { name })
const table = (name: string) => program.main.getByRole('table', { name, exact: true })
const heading = (name: string) => program.main.getByRole('heading', { level: 1, name })
const row = (of: string, text: string) =>
  table(of)
    .getByRole('row')
    .filter({ has: program.main.getByRole('checkbox', { name: `Take ${text}`, exact: true }) })

async function openMenu(item: string): Promise<void> {
  await button('More for servers').click()
  await program.main.getByRole('menuitem', { name: item }).click()
}

async function chooseFile(path: string): Promise<void> {
  const chooser = program.main.waitForEvent('filechooser')
  await button('Choose a file…').click()
  await (await chooser).setFiles(path)
}

beforeAll(async () => {
  const profile = join(home, '.thunderbird/Profiles/x1y2z3.default-release')
  mkdirSync(profile, { recursive: true })
  cpSync(join(samples, 'profiles.ini'), join(home, '.thunderbird/profiles.ini'))
  cpSync(join(samples, 'thunderbird-prefs.txt'), join(profile, 'prefs.js'))
  cpSync(join(samples, 'msmtprc'), join(home, '.msmtprc'))
  program = await startProgram({ dataDir, env: { HOME: home, XDG_CONFIG_HOME: join(home, '.config') } })
}, 120_000)

afterAll(async () => {
  expect(program.faults()).toEqual([])
  await program.quit()
  removeProfile(dataDir)
  rmSync(home, { recursive: true, force: true })
})

describe('an import', () => {
  it('is offered at the first run, and shows what lies on this computer', async () => {
    await button('Import from another program').click()
    await heading('Import servers').waitFor()
    const here = table('On this computer')
    await here.getByText('Thunderbird, default-release').waitFor()
    await here.getByText(join(home, '.msmtprc')).waitFor()
    expect(await findViolations(program.main)).toEqual([])
  })

  it('lists what was found, chosen where it is new, with what is taken and what is left', async () => {
    await button('Read Thunderbird, default-release').click()
    await heading('What was found').waitFor()
    expect(await heading('What was found').evaluate((element) => element === document.activeElement)).toBe(
      true,
    )
    const office = row('Servers', 'Kestrel office')
    await office.getByText('smtp.kestrel.example:465').waitFor()
    await office.getByText('Thunderbird keeps it in logins.json').waitFor()
    await row('Servers', 'old.northwharf.example')
      .getByText('only you can allow it', { exact: false })
      .waitFor()
    await row('Addresses', 'marit@kestrel.example').getByText('Kestrel Instruments').waitFor()
    expect(await table('Servers').getByRole('checkbox', { checked: true }).count()).toBe(5)
    await button('Add 4 servers and 3 addresses').waitFor()
    expect(await findViolations(program.main)).toEqual([])
  })

  it('takes an address only with its server', async () => {
    const { main } = program
    await main.getByRole('checkbox', { name: 'Take Kestrel office' }).uncheck()
    await main.getByText('Goes only with its server Kestrel office', { exact: false }).waitFor()
    expect(await main.getByRole('checkbox', { name: 'Take marit@kestrel.example' }).isDisabled()).toBe(true)
    await button('Add 3 servers and 2 addresses').waitFor()
    await main.getByRole('checkbox', { name: 'All of Servers' }).check()
    await button('Add 4 servers and 3 addresses').click()
  })

  it('P25: says what each server needs, and opens it; no secret came along', async () => {
    const { main } = program
    await heading('Import finished').waitFor()
    await main.getByText('4 servers and 3 addresses added').first().waitFor()
    await table('What each server needs now')
      .getByRole('row')
      .filter({ hasText: 'Kestrel office' })
      .getByText('its password')
      .waitFor()
    expect(await findViolations(main)).toEqual([])
    await button('Open Kestrel office').click()
    const host = main.getByRole('textbox', { name: 'Host' })
    await host.waitFor()
    expect(await host.inputValue()).toBe('smtp.kestrel.example')
    expect(await main.getByLabel('Password', { exact: true }).inputValue()).toBe('')
  })

  it('knows what is there: nothing is taken twice', async () => {
    await openMenu('Import…')
    await button('Read Thunderbird, default-release').click()
    await heading('What was found').waitFor()
    expect(await program.main.getByRole('checkbox', { checked: true }).count()).toBe(0)
    expect(await button('Add 0 servers and 0 addresses').getAttribute('aria-disabled')).toBe('true')
    await row('Servers', 'Kestrel office').getByText('Same as yours').waitFor()
    await button('Another file').click()
    await heading('Import servers').waitFor()
  })

  it('refuses a file that is none, where it was chosen', async () => {
    await chooseFile(join(samples, 'profiles.ini'))
    await program.main.getByRole('alert').getByText('Choose prefs.js', { exact: false }).waitFor()
    expect(await findViolations(program.main)).toEqual([])
  })
})

describe('an export', () => {
  it('P25: writes what is chosen to a file without a secret', async () => {
    const { main } = program
    await main.evaluate(async () => {
      const all = await window.sendoff.servers.list()
      const server = all.ok ? all.value.find(({ name }) => name === 'Kestrel office') : undefined
      if (server !== undefined)
        await window.sendoff.servers.signIn({ serverId: server.id, password: 'tr0ub4dor&3 kept' })
    })
    await goTo(main, 'Servers')
    await openMenu('Export…')
    await heading('Export servers').waitFor()
    await main.getByRole('checkbox', { name: 'Export old.northwharf.example' }).uncheck()
    expect(await findViolations(main)).toEqual([])
    await program.host({
      ask: 'answer-dialog',
      member: 'showSaveDialog',
      answer: { canceled: false, filePath: exported },
    })
    await button('Save to a file…').click()
    await main.getByText(`3 servers and 3 addresses written to ${exported}`).first().waitFor()
    const text = readFileSync(exported, 'utf8')
    expect(text).toContain('smtp.kestrel.example')
    expect(text).not.toContain('old.northwharf.example')
    expect(findForms('tr0ub4dor&3 kept', 'export', text)).toEqual([])
  })

  it('comes back as an import, by its file', async () => {
    const { main } = program
    await main.keyboard.press('Escape')
    await openMenu('Import…')
    await chooseFile(exported)
    await heading('What was found').waitFor()
    await main.getByText('Sendoff export', { exact: false }).first().waitFor()
    expect(await main.getByText('The same as yours 6').count()).toBe(1)
  })

  it('fits a small window and the dark', async () => {
    const { main } = program
    await main.setViewportSize({ width: 900, height: 600 })
    await main.evaluate(() => (document.documentElement.dataset.theme = 'dark'))
    expect(await findViolations(main)).toEqual([])
    const overflow = await main.evaluate(
      () => document.documentElement.scrollWidth > document.documentElement.clientWidth,
    )
    expect(overflow).toBe(false)
  })
})
