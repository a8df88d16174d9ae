// The outbox, each state of a message in it, and what belongs to a message.
import type { Page } from 'playwright-core'
import { ask } from '../ask.ts'
import { settle } from '../seed.ts'
import { subjects } from '../seed-data.ts'
import type { Scene, Stage } from '../stage.ts'
import type { WordKey } from '../words.ts'

/** Opens a message of the outbox, or of Sent. */
async function open(stage: Stage, subject: string, place: WordKey = 'nav.outbox'): Promise<void> {
  await stage.goTo(place)
  await stage.row(subject).getByRole('link').click()
  await stage.main.getByRole('heading', { name: subject }).waitFor()
}

const state = (name: string, subject: string, place?: WordKey): Scene => ({
  name,
  act: 'full',
  go: (stage) => open(stage, subject, place),
})

async function openInFull(stage: Stage, subject: string = subjects.partly): Promise<void> {
  await open(stage, subject)
  await stage.press('transcript.openFull')
}

const view = (name: string, tab: WordKey, subject?: string): Scene => ({
  name,
  act: 'full',
  go: async (stage) => {
    await openInFull(stage, subject)
    const { main, say } = stage
    const [asTab, asRadio] = (['tab', 'radio'] as const).map((role) =>
      main.getByRole(role, { name: say(tab) }),
    )
    if (asTab !== undefined && asRadio !== undefined) await asTab.or(asRadio).first().click()
  },
})

/** Sends by the practice server what it answers in its own time or way. */
async function sendNow(main: Page, to: string, subject: string): Promise<void> {
  const identityId = (await ask(main, 'identities', 'list'))[0]?.id ?? null
  const content = { identityId, to: [to], subject, text: 'Dear all,\n\nhere it is.\n\nMarit' }
  const made = await ask(main, 'drafts', 'create', { content })
  await ask(main, 'outbox', 'enqueue', { draftId: made.id, content: made.content })
}

const moving: readonly Scene[] = [
  {
    name: 'entry-sending',
    act: 'full',
    go: async (stage) => {
      await sendNow(stage.main, 'slow@practice.test', 'On its way')
      await open(stage, 'On its way')
    },
  },
  {
    name: 'quit',
    act: 'full',
    go: async (stage) => {
      await ask(stage.main, 'settings', 'set', { undoSeconds: 60 })
      await sendNow(stage.main, 'anna@practice.test', 'Undo me')
      await stage.goTo('nav.outbox')
      stage.host({ ask: 'choose', from: 'menu', label: stage.sayMain('tray.quit') })
      await stage.main.getByRole('dialog').waitFor()
    },
    after: async ({ main, say }) => {
      await main
        .getByRole('dialog')
        .getByRole('button', { name: say('quit.cancel') })
        .click()
      await ask(main, 'settings', 'set', { undoSeconds: 0 })
      const { entries } = await ask(main, 'outbox', 'list', { list: 'outbox', offset: 0, limit: 100 })
      const undone = entries.find(({ subject }) => subject === 'Undo me')
      if (undone !== undefined) await ask(main, 'outbox', 'delete', { entryId: undone.id })
    },
  },
  {
    name: 'certificate',
    act: 'full',
    go: async (stage) => {
      await settle(stage.main)
      await ask(stage.main, 'practice', 'open')
      await ask(stage.main, 'practice', 'arm', {
        phase: 'starttls',
        action: { kind: 'expired-certificate' },
        delayMs: 0,
      })
      await sendNow(stage.main, 'anna@practice.test', 'Plan of the jetty')
      await open(stage, 'Plan of the jetty')
      await stage.press('certificate.view')
      await stage.main.getByRole('dialog').waitFor()
    },
  },
]

export const outboxScenes: readonly Scene[] = [
  { name: 'outbox', act: 'full', go: ({ goTo }) => goTo('nav.outbox') },
  { name: 'sent', act: 'full', go: ({ goTo }) => goTo('nav.sent') },
  state('entry-partly', subjects.partly),
  state('entry-sent', subjects.sent, 'nav.sent'),
  state('entry-refused', subjects.refused),
  state('entry-waiting', subjects.waiting),
  state('entry-unconfirmed', subjects.unconfirmed),
  state('entry-held', subjects.held),
  state('entry-scheduled', subjects.scheduled),
  {
    name: 'entry-reschedule',
    act: 'full',
    go: async (stage) => {
      await open(stage, subjects.scheduled)
      await stage.choose('action.more', 'action.reschedule')
    },
  },
  {
    name: 'outbox-find',
    act: 'full',
    go: async ({ goTo, press, main, say }) => {
      await goTo('nav.outbox')
      await press('filter.open')
      await main.getByLabel(say('filter.text')).fill('o')
    },
    after: ({ press }) => press('filter.close'),
  },
  view('transcript', 'transcript.view.transcript'),
  view('transcript-text', 'transcript.view.text'),
  view('transcript-compare', 'transcript.view.compare', subjects.refused),
  view('transcript-compare-none', 'transcript.view.compare'),
  view('transcript-report', 'transcript.view.report'),
  ...moving,
]
