// Settings, help, the palette, files from outside, the administrator's policy.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { ask } from '../ask.ts'
import type { Scene, Stage } from '../stage.ts'
import type { WordKey } from '../words.ts'

async function openSettings({ main, say }: Stage, title: WordKey): Promise<void> {
  await main.keyboard.press('Control+,')
  await main
    .getByRole('navigation', { name: say('settings.title') })
    .getByRole('link', { name: say(title), exact: true })
    .click()
}

/** The pages of the settings and of the help, by their ids. */
export const settingsPages = [
  'sending',
  'appearance',
  'desktop',
  'keyboard',
  'security',
  'records',
  'profile',
  'administrator',
  'about',
] as const
export const helpPages = ['codes', 'lessons', 'trouble', 'keys'] as const

const settings: readonly Scene[] = [
  ...settingsPages.map((page): Scene => ({
    name: `settings-${page}`,
    act: 'full',
    go: (stage) => openSettings(stage, `settings.page.${page}`),
  })),
  {
    name: 'settings-found',
    act: 'full',
    go: async (stage) => {
      await openSettings(stage, 'settings.page.sending')
      await stage.main.getByRole('searchbox', { name: stage.say('settings.find') }).fill('a')
    },
    after: ({ main, say }) => main.getByRole('searchbox', { name: say('settings.find') }).fill(''),
  },
  {
    name: 'erase',
    act: 'full',
    go: async (stage) => {
      await openSettings(stage, 'settings.page.records')
      await stage.press('settings.eraseButton')
      await stage.main.getByRole('dialog').waitFor()
    },
  },
  {
    name: 'profile-import',
    act: 'full',
    go: async (stage) => {
      const path = join(stage.dataDir, 'taken.sendoff-profile')
      stage.host({
        ask: 'answer-dialog',
        member: 'showSaveDialog',
        answer: { canceled: false, filePath: path },
      })
      await ask(stage.main, 'settings', 'set', { undoSeconds: 10, keepSettledDays: 90 })
      await ask(stage.main, 'profile', 'export')
      await ask(stage.main, 'settings', 'set', { undoSeconds: 0, keepSettledDays: 0 })
      await openSettings(stage, 'settings.page.profile')
      const chooser = stage.main.waitForEvent('filechooser')
      await stage.press('profile.importButton')
      await (await chooser).setFiles(path)
      await stage.main.getByText(stage.say('profile.preview')).waitFor()
    },
  },
]

const help = helpPages.map((page): Scene => ({
  name: `help-${page}`,
  act: 'full',
  go: async ({ main, say }) => {
    await main.keyboard.press('F1')
    await main.getByRole('link', { name: say(`help.page.${page}`) }).click()
  },
}))

const letter = [
  'From: Nora Lind <nora@practice.test>',
  'To: You <you@practice.test>, anna@practice.test',
  'Cc: boss@practice.test',
  'Subject: Boats for the autumn regatta',
  'Date: Tue, 24 Nov 2026 10:15:00 +0000',
  'Message-ID: <two@practice.test>',
  'MIME-Version: 1.0',
  'Content-Type: multipart/mixed; boundary=b',
  '',
  '--b',
  'Content-Type: text/html; charset=utf-8',
  '',
  '<h2>Hello</h2><p>Shall we take <b>the two blue boats</b>? <img src="https://tracker.example/p.gif" alt="">',
  'See <a href="https://rowing.example/plan">the plan</a>.</p><blockquote>Which ones?</blockquote>',
  '--b',
  'Content-Type: application/pdf; name="plan of the boats.pdf"',
  'Content-Transfer-Encoding: base64',
  'Content-Disposition: attachment; filename="plan of the boats.pdf"',
  '',
  'JVBERi0xLjQK',
  '--b--',
  '',
].join('\r\n')

const policy: readonly Scene[] = [
  { name: 'policy', act: 'policy', go: (stage) => openSettings(stage, 'settings.page.administrator') },
  { name: 'policy-locked', act: 'policy', go: (stage) => openSettings(stage, 'settings.page.records') },
  { name: 'policy-servers', act: 'policy', go: ({ goTo }) => goTo('nav.servers') },
]

export const aroundScenes: readonly Scene[] = [
  ...settings,
  ...help,
  {
    name: 'palette',
    act: 'full',
    go: async ({ main }) => {
      await main.keyboard.press('Control+k')
      await main.getByRole('dialog').getByRole('combobox').fill('a')
      await main.getByRole('option').first().waitFor()
    },
  },
  {
    name: 'message-file',
    act: 'full',
    go: async ({ main, dataDir, host }) => {
      const path = join(dataDir, 'boats.eml')
      writeFileSync(path, letter)
      host({ ask: 'open-file', path })
      await main.getByRole('dialog').waitFor()
    },
  },
  {
    name: 'sending-paused',
    act: 'full',
    go: async ({ main, goTo }) => {
      await goTo('nav.outbox')
      await ask(main, 'settings', 'set', { sending: 'paused' })
    },
    after: ({ main }) => ask(main, 'settings', 'set', { sending: 'on' }),
  },
  ...policy,
  { name: 'missed', act: 'late', go: ({ goTo }) => goTo('nav.outbox') },
]
