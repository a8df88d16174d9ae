import { readFileSync } from 'node:fs'
import type { Page } from 'playwright-core'
import type { DraftContent } from '../../main/drafts/draft.ts'
import { inRoot } from '../support/root.ts'
import { ask } from './ask.ts'
import { letterHtml, letterText, messages, people, tableOfMembers } from './seed-data.ts'

/** One message for each state. */
export async function sendAll(main: Page, identityId: string): Promise<void> {
  for (const { to, subject, text, onHold, later } of messages) {
    const schedule = later === true ? { schedule: tomorrowAtEight() } : {}
    const content = { identityId, to, subject, text, ...schedule }
    const made = await ask(main, 'drafts', 'create', { content })
    const outcome = await ask(main, 'outbox', 'enqueue', {
      draftId: made.id,
      content: made.content,
      ...(onHold === true ? { onHold } : {}),
    })
    if (!outcome.queued) throw new Error(JSON.stringify(outcome))
  }
}

function tomorrowAtEight(): NonNullable<DraftContent['schedule']> {
  const day = new Date(Date.now() + 86_400_000)
  day.setUTCHours(8, 0, 0, 0)
  return { at: day.getTime(), local: day.toISOString().slice(0, 16), zone: 'UTC' }
}

/** @param club identity of the rich letter */
export async function addDrafts(main: Page, identityId: string, club: string): Promise<void> {
  const create = (content: Partial<DraftContent>) =>
    ask(main, 'drafts', 'create', { content: { identityId, ...content } })
  const { to, cc } = { to: people.slice(0, 3).map(mailboxOf), cc: people.slice(3, 4).map(mailboxOf) }
  const full = await create({
    identityId: club,
    to,
    cc,
    subject: 'Autumn regatta: boats, crews and keys',
    text: letterText,
    html: letterHtml,
  })
  for (const [name, type, file] of [
    ['plan of the course.pdf', 'application/pdf', inRoot('docs', 'oauth.md')],
    ['blue boat.png', 'image/png', inRoot('build', 'icons', '512x512.png')],
  ] as const)
    await attach(main, full.id, name, type, new Uint8Array(readFileSync(file)))
  await create({
    to,
    subject: 'Autumn regatta, files',
    text: 'Dear all,\n\nhere is the plan.\n\nMarit',
  }).then((one) => attach(main, one.id, 'plan of the course.pdf', 'application/pdf', new Uint8Array(9_000)))
  const cut = await create({ to: to.slice(0, 1), subject: 'Minutes, first version', text: letterText })
  await ask(main, 'drafts', 'save', {
    draftId: cut.id,
    content: { ...cut.content, text: 'Dear Anna,\n\nthe minutes follow.' },
  })
  await create({ subject: 'Jetty', text: 'Ask for the offer in spring.' })
  const gone = await create({ to: to.slice(0, 1), subject: 'Not needed any more', text: 'Never mind.' })
  await ask(main, 'drafts', 'discard', { draftId: gone.id })
}

async function attach(
  main: Page,
  draftId: string,
  name: string,
  type: string,
  bytes: Uint8Array,
): Promise<void> {
  const { added, problems } = await ask(main, 'drafts', 'attachBytes', { draftId, name, type, bytes })
  if (problems[0]) throw new Error(problems[0].message)
  const { content } = await ask(main, 'drafts', 'get', { draftId })
  const attachments = [...content.attachments, ...added]
  await ask(main, 'drafts', 'save', { draftId, content: { ...content, attachments } })
}

/** One that is set up, and one that has run. */
export async function addMerges(main: Page, identityId: string): Promise<void> {
  for (const name of ['Invoices of the season', 'Your season']) {
    const { jobId } = await ask(main, 'merge', 'create')
    const bytes = new TextEncoder().encode(tableOfMembers(name === 'Your season'))
    const read = await ask(main, 'merge', 'readTable', { jobId, name: 'members.csv', bytes })
    await ask(main, 'merge', 'save', {
      jobId,
      settings: {
        name,
        identityId,
        subject: 'Your season, {{First}}',
        text: 'Dear {{First}},\n\nyour boat is {{Boat}}. The season begins on 1 March.\n\nMarit',
        roles: { ...read.roles, name: 0 },
        missing: {},
        duplicates: 'skip',
        perMinute: null,
        schedule: null,
        list: {},
      },
    })
    if (name !== 'Your season') await ask(main, 'merge', 'start', { jobId })
  }
}

/** `Name <address>` */
function mailboxOf({ name, address }: { readonly name: string; readonly address: string }): string {
  return `${name} <${address}>`
}
