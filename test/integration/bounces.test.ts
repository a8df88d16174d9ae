// A delivery report finds the message that it is about, and stays with it.
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createHarness, isSettled, type Harness } from '../support/core-harness.ts'

let harness: Harness
beforeEach(async () => {
  harness = await createHarness()
})
afterEach(() => harness.close())

function report(fields: {
  readonly envelopeId?: string
  readonly messageId: string
  readonly address: string
}): Uint8Array {
  const lines = [
    'From: Mail Delivery System <MAILER-DAEMON@smtp.practice.test>',
    'Date: Mon, 23 Nov 2026 17:03:12 +0100',
    'Content-Type: multipart/report; report-type=delivery-status; boundary="b1"',
    '',
    '--b1',
    'Content-Type: message/delivery-status',
    '',
    'Reporting-MTA: dns; smtp.practice.test',
    ...(fields.envelopeId === undefined ? [] : [`Original-Envelope-Id: ${fields.envelopeId}`]),
    '',
    `Final-Recipient: rfc822; ${fields.address}`,
    'Action: failed',
    'Status: 5.2.2',
    'Diagnostic-Code: smtp; 552 5.2.2 mailbox is over quota',
    '',
    '--b1',
    'Content-Type: text/rfc822-headers',
    '',
    `Message-ID: ${fields.messageId}`,
    '',
    '--b1--',
    '',
  ]
  return Buffer.from(lines.join('\r\n'))
}

async function sent() {
  const { draftId } = await harness.api.practice.tryIt({ scenarioId: null })
  await harness.api.drafts.discard({ draftId })
  const identities = await harness.api.identities.list()
  const entryId = await harness.send({
    identityId: identities[0]?.id ?? null,
    to: ['anna@practice.test', 'bert@practice.test'],
    subject: 'Fair copy of the rules',
    text: 'Hello.',
  })
  return await harness.until(entryId, isSettled)
}

test('P16: it is matched by both ids, told for its recipient alone, and is there after a restart', async () => {
  const entry = await sent()
  const bytes = report({
    envelopeId: `${entry.id}-1`,
    messageId: entry.messageId,
    address: 'BERT@practice.test',
  })
  expect(await harness.api.bounces.read({ bytes })).toEqual({
    kind: 'matched',
    entryId: entry.id,
    view: 'outbox',
  })
  await harness.restart()
  const after = await harness.api.outbox.get({ entryId: entry.id })
  expect(after.state).toBe('sent')
  const [explanation, ...more] = after.explanations
  expect(more).toEqual([])
  expect(explanation).toMatchObject({
    cause: 'recipient-mailbox-full',
    addresses: ['bert@practice.test'],
    replyLines: ['552 5.2.2 mailbox is over quota'],
    report: { by: 'both', action: 'failed', reportingMta: 'smtp.practice.test' },
  })
})

test('read twice it stands once', async () => {
  const entry = await sent()
  const bytes = report({ messageId: entry.messageId, address: 'bert@practice.test' })
  await harness.api.bounces.read({ bytes })
  await harness.api.bounces.read({ bytes })
  expect((await harness.api.outbox.get({ entryId: entry.id })).explanations).toHaveLength(1)
})

test('about no message of ours it is explained and nothing is kept', async () => {
  const entry = await sent()
  const outcome = await harness.api.bounces.read({
    bytes: report({ messageId: '<other@example.org>', address: 'carl@example.org' }),
  })
  expect(outcome).toMatchObject({
    kind: 'stranger',
    explanations: [{ cause: 'recipient-mailbox-full', addresses: ['carl@example.org'] }],
  })
  expect((await harness.api.outbox.get({ entryId: entry.id })).explanations).toEqual([])
})

test('a letter that is no report is named as such', async () => {
  const outcome = await harness.api.bounces.read({ bytes: Buffer.from('Subject: Hi\r\n\r\nHello.\r\n') })
  expect(outcome).toMatchObject({ kind: 'no-report' })
})

test('P16: sent anew it goes to the one it came back from, and the first message stays as it is', async () => {
  const entry = await sent()
  await harness.api.bounces.read({
    bytes: report({ messageId: entry.messageId, address: 'bert@practice.test' }),
  })
  const only = ['bert@practice.test']
  const { draftId } = await harness.api.outbox.editAsNew({ entryId: entry.id, only })
  const { content } = await harness.api.drafts.get({ draftId })
  expect(content).toMatchObject({ to: only, cc: [], bcc: [], subject: 'Fair copy of the rules' })
  expect((await harness.api.outbox.get({ entryId: entry.id })).state).toBe('sent')
  await expect(
    harness.api.outbox.editAsNew({ entryId: entry.id, only: ['carl@example.org'] }),
  ).rejects.toMatchObject({ failure: { code: 'not-found' } })
})

test('what came back is the person’s move until it is settled, is counted and found, and stays so after a restart', async () => {
  const entry = await sent()
  const list = (list: 'outbox' | 'sent', bounced: boolean) =>
    harness.api.outbox.list({ list, offset: 0, limit: 10, filter: bounced ? { bounced: true } : {} })
  expect((await list('outbox', false)).counts).toMatchObject({ yourMove: 0, settled: 1 })
  expect((await list('sent', true)).entries).toEqual([])
  const bytes = report({ messageId: entry.messageId, address: 'bert@practice.test' })
  await harness.api.bounces.read({ bytes })
  await harness.restart()
  const { counts, entries } = await list('outbox', true)
  expect(counts).toMatchObject({ yourMove: 1, settled: 0 })
  const at = Date.parse('2026-11-23T16:03:12Z')
  expect(entries[0]).toMatchObject({
    state: 'sent',
    group: 'your-move',
    at: entry.at,
    bounced: { count: 1, at, isOpen: true },
  })
  expect((await list('sent', true)).total).toBe(1)

  await harness.api.outbox.resolve({ entryId: entry.id, choice: 'bounce-settled' })
  await expect(
    harness.api.outbox.resolve({ entryId: entry.id, choice: 'bounce-settled' }),
  ).rejects.toMatchObject({ failure: { code: 'not-possible' } })
  await harness.restart()
  // The same report once more changes nothing.
  expect(await harness.api.bounces.read({ bytes })).toMatchObject({ kind: 'matched', view: 'sent' })
  expect((await list('outbox', false)).counts).toMatchObject({ yourMove: 0, settled: 1 })
  expect((await list('sent', true)).entries[0]).toMatchObject({
    group: 'settled',
    bounced: { count: 1, at, isOpen: false },
  })
})
