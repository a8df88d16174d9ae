// What the program holds while most pictures are taken: a rowing club's mail, in the state that each screen is for.
import { readFileSync } from 'node:fs'
import { setTimeout as delay } from 'node:timers/promises'
import type { Page } from 'playwright-core'
import type { IdentityForm } from '../../main/api.ts'
import type { Identity } from '../../main/identities/identity.ts'
import type { DraftContent } from '../../main/drafts/draft.ts'
import { inRoot } from '../support/root.ts'
import { ask } from './ask.ts'
import { letterHtml, letterText, messages, people, snippets, tableOfMembers, templates } from './seed-data.ts'

const settleMs = 60_000

/** Fills the profile that has the practice server already, and waits until every message has come to rest. */
export async function seed(main: Page): Promise<void> {
  const practice = (await ask(main, 'identities', 'list'))[0]
  if (practice === undefined) throw new Error('The practice server has no address.')
  const club = await addServer(main)
  await addPeople(main)
  for (const each of [...templates, ...snippets]) await ask(main, 'templates', 'save', each)
  await sendAll(main, practice.id)
  await addDrafts(main, practice.id, club)
  await addMerges(main, practice.id)
  await settle(main)
}

/** @returns the id of its identity. */
async function addServer(main: Page): Promise<string> {
  const saved = await ask(main, 'servers', 'save', {
    id: null,
    name: 'Rowing club',
    yourName: 'Marit Vos',
    email: 'marit@rowing.example',
    host: 'mail.rowing.example',
    port: 587,
    security: 'starttls',
    user: 'marit@rowing.example',
    password: 'not a real one',
    ehloName: '',
    allowInsecureAuth: false,
    isDefault: false,
    perMinute: 30,
    perDay: 500,
    allowedSenders: ['@rowing.example'],
  })
  if (!saved.saved) throw new Error(JSON.stringify(saved))
  const own = (await ask(main, 'identities', 'list')).find(({ serverId }) => serverId === saved.server.id)
  if (own === undefined) throw new Error('The new server has no address.')
  await ask(main, 'identities', 'save', {
    ...formOf(own),
    organisation: 'Rowing club',
    signatures: [
      { id: 'club', name: 'Club', text: 'Marit Vos\nRowing club, secretary' },
      { id: 'short', name: 'Short', text: 'Marit' },
    ],
  })
  return own.id
}

function formOf(identity: Identity): IdentityForm {
  return {
    id: identity.id,
    name: identity.name,
    address: identity.address,
    serverId: identity.serverId,
    furtherServerIds: [],
    replyTo: '',
    organisation: '',
    signatures: [],
    alwaysBcc: [],
    sentCopy: null,
    envelopeSender: '',
  }
}

async function addPeople(main: Page): Promise<void> {
  const ids: string[] = []
  for (const { name, address, organisation, more } of people) {
    const saved = await ask(main, 'contacts', 'save', {
      id: null,
      name,
      given: '',
      family: '',
      organisation: organisation ?? '',
      addresses: [{ address, label: '' }, ...(more ?? [])],
      note: name.startsWith('Anna') ? 'Keeps the key of the boathouse.' : '',
      details: name.startsWith('Anna') ? [{ label: 'Phone', value: '+31 6 1234 5678' }] : [],
    })
    if (saved.saved) ids.push(saved.id)
  }
  for (const [name, count] of [
    ['Board', 4],
    ['Crew of the blue boat', 8],
  ] as const) {
    const members = people
      .slice(0, count)
      .map(({ name: whom, address }, at) => ({ address, name: whom, contactId: ids[at] }))
    await ask(main, 'contacts', 'saveGroup', {
      id: null,
      name,
      members,
      field: name === 'Board' ? 'to' : 'bcc',
    })
  }
}

async function sendAll(main: Page, identityId: string): Promise<void> {
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

async function addDrafts(main: Page, identityId: string, club: string): Promise<void> {
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

async function addMerges(main: Page, identityId: string): Promise<void> {
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
export function mailboxOf({ name, address }: { readonly name: string; readonly address: string }): string {
  return `${name} <${address}>`
}

/** Waits until nothing is queued or being sent. @throws after a minute. */
export async function settle(main: Page): Promise<void> {
  for (const end = Date.now() + settleMs; Date.now() < end; await delay(200)) {
    const { entries } = await ask(main, 'outbox', 'list', { list: 'outbox', offset: 0, limit: 100 })
    if (entries.every(({ state }) => state !== 'queued' && state !== 'sending')) return
  }
  throw new Error('The messages did not come to rest.')
}
