// Message files through a whole core: opened, answered, sent to the practice server; messages saved and dragged out.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { simpleParser } from 'mailparser'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { AnswerWay, OpenedFile } from '../../main/api.ts'
import { createLocalFiles } from '../../main/system/local-files.ts'
import { createHarness, type Harness } from '../support/core-harness.ts'

let harness: Harness
let own = ''
const folder = mkdtempSync(join(tmpdir(), 'sendoff-eml-'))

beforeAll(async () => {
  harness = await createHarness({ localFiles: createLocalFiles() })
  await harness.api.practice.open()
  await harness.api.practice.tryIt({ scenarioId: null })
  const [identity] = await harness.api.identities.list()
  if (identity === undefined) throw new Error('no identity')
  own = identity.address
})
afterAll(async () => {
  await harness.close()
  rmSync(folder, { recursive: true })
})

const letter = () =>
  [
    'From: Nora Lind <nora@practice.test>',
    `To: ${own}, anna@practice.test`,
    'Cc: boss@practice.test',
    'Bcc: hidden@practice.test',
    'Subject: Boats',
    '\tand oars',
    'Date: Tue, 24 Nov 2026 10:15:00 +0100',
    'Message-ID: <two@practice.test>',
    'References: <one@practice.test>',
    'Content-Type: multipart/mixed; boundary=b',
    '',
    '--b',
    '',
    'Hello.',
    '--b',
    'Content-Type: application/pdf; name=plan.pdf',
    'Content-Transfer-Encoding: base64',
    '',
    'JVBERi0=',
    '--b--',
    '',
  ].join('\r\n')

async function opened(text: string): Promise<Extract<OpenedFile, { readonly kind: 'message' }>> {
  await harness.api.messages.open({ name: 'boats.eml', bytes: Buffer.from(text) })
  const shown = await harness.api.messages.shown()
  if (shown?.kind !== 'message') throw new Error(JSON.stringify(shown))
  return shown
}

async function answered(way: AnswerWay) {
  const { messages, drafts } = harness.api
  const { id } = await opened(letter())
  const { draftId } = await messages.answer({ id, way })
  await messages.close({ id })
  expect(harness.shell.composed).toContain(draftId)
  return await drafts.get({ draftId })
}

async function sent(way: AnswerWay, over: { readonly to?: readonly string[] } = {}) {
  const { api } = harness
  const draft = await answered(way)
  const outcome = await api.outbox.enqueue({ draftId: draft.id, content: { ...draft.content, ...over } })
  if (!outcome.queued) throw new Error(JSON.stringify(outcome.problems))
  await harness.until(outcome.entryId, ({ state }) => state === 'sent')
  const { source } = await api.outbox.source({ entryId: outcome.entryId })
  return { entryId: outcome.entryId, source, mail: await simpleParser(source) }
}

it('a reply carries In-Reply-To and References, and the quote', async () => {
  const { mail, source } = await sent('reply')
  expect(mail.inReplyTo).toBe('<two@practice.test>')
  expect(mail.references).toEqual(['<one@practice.test>', '<two@practice.test>'])
  expect(mail.text).toContain('> Hello.')
  expect(mail.subject).toBe('Re: Boats and oars')
  expect(source).not.toContain('hidden@practice.test')
  expect([mail.to].flat().map((to) => to?.text)).toEqual(['"Nora Lind" <nora@practice.test>'])
})

it('a reply to all keeps To and Cc', async () => {
  const { mail } = await sent('reply-all')
  const list = (of: typeof mail.to) =>
    [of].flat().flatMap((one) => one?.value.map(({ address }) => address) ?? [])
  expect(list(mail.to)).toEqual(['nora@practice.test', 'anna@practice.test'])
  expect(list(mail.cc)).toEqual(['boss@practice.test'])
})

it('a forwarded message has its files', async () => {
  const { mail } = await sent('forward', { to: ['anna@practice.test'] })
  expect(mail.attachments.map(({ filename, content }) => [filename, content.toString()])).toEqual([
    ['plan.pdf', '%PDF-'],
  ])
  expect(mail.inReplyTo).toBeUndefined()
})

it('P28: a message forwarded as a file is there octet for octet, with its folding and its tab', async () => {
  const { source } = await sent('forward-attached', { to: ['anna@practice.test'] })
  expect(source).toContain('Content-Type: message/rfc822; name="Boats and oars.eml"')
  expect(source).toContain(letter().trimEnd())
})

it('edited as new, it has a Message-ID of its own and goes to blind copies too', async () => {
  const { mail, entryId } = await sent('edit-as-new')
  expect(mail.messageId).not.toBe('<two@practice.test>')
  const { allRecipients } = await harness.api.outbox.get({ entryId })
  expect(allRecipients.map(({ address }) => address)).toContain('hidden@practice.test')
})

it('P29: a saved message is what was sent, and names no blind copy', async () => {
  const { api, shell } = harness
  const { entryId, source } = await sent('edit-as-new')
  shell.savePath = folder
  const saved = await api.messages.save({ entryId })
  const path = join(folder, 'Boats and oars.eml')
  expect(saved).toEqual({ ok: true, path })
  expect(readFileSync(path, 'utf8')).toBe(source)
  expect(source).not.toContain('hidden@practice.test')
  await api.messages.drag({ entryId })
  const [dragged = ''] = shell.dragged
  expect(dragged).toMatch(/Boats and oars\.eml$/)
  expect(readFileSync(dragged, 'utf8')).toBe(source)
})

it('P29: a draft is saved as it would go; one that cannot go says why', async () => {
  const { api, shell } = harness
  const { id: draftId, content } = await answered('edit-as-new')
  shell.savePath = folder
  expect(await api.messages.save({ draftId, content })).toMatchObject({ ok: true })
  const text = readFileSync(join(folder, 'Boats and oars.eml'), 'utf8')
  expect(text).toContain('Subject: Boats and oars\r\n')
  expect(text).not.toContain('hidden@practice.test')
  const refused = await api.messages.save({ draftId, content: { ...content, to: [], cc: [], bcc: [] } })
  expect(refused).toMatchObject({ ok: false })
  shell.savePath = null
  expect(await api.messages.save({ draftId, content })).toEqual({ ok: true, path: null })
})

it('a file that cannot be written is a fault that names it, and leaves nothing behind', async () => {
  const { api, shell } = harness
  const { id: draftId, content } = await answered('edit-as-new')
  shell.savePath = join(folder, 'gone')
  await expect(api.messages.save({ draftId, content })).rejects.toThrow(/gone.*cannot be written/)
})

it('P29: what is printed of a draft names no blind copy', async () => {
  const { id: draftId, content } = await answered('edit-as-new')
  const shown = await harness.api.messages.letter({ draftId, content })
  expect(shown).toMatchObject({ subject: 'Boats and oars', bcc: [], attachments: [{ name: 'plan.pdf' }] })
})

it('files are shown one after the other; what is none is said', async () => {
  const { api, shell } = harness
  const [good, bad] = [join(folder, 'good.eml'), join(folder, 'bad.eml')]
  writeFileSync(good, letter())
  writeFileSync(bad, '%PDF-1.4')
  for (const path of [bad, good, join(folder, 'none.eml')]) {
    shell.picked = [path]
    await api.messages.pick()
  }
  const kinds: (string | undefined)[] = []
  for (let shown = await api.messages.shown(); shown !== null; shown = await api.messages.shown()) {
    kinds.push(shown.kind === 'refused' ? shown.message : shown.letter.subject)
    await api.messages.close({ id: shown.id })
  }
  expect(kinds).toEqual([
    expect.stringContaining('bad.eml is no message'),
    'Boats\tand oars',
    expect.stringContaining('none.eml cannot be read'),
  ])
})

it('a file of the message is saved', async () => {
  const { api, shell } = harness
  const { id } = await opened(letter())
  shell.savePath = folder
  const { path } = await api.messages.saveAttachment({ id, index: 0 })
  expect(readFileSync(path ?? '', 'utf8')).toBe('%PDF-')
  await expect(api.messages.saveAttachment({ id, index: 9 })).rejects.toThrow()
  await api.messages.close({ id })
  await expect(api.messages.answer({ id, way: 'reply' })).rejects.toThrow(/not there any more/)
})
