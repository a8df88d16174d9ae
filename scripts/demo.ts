// `npm run demo`: a first message with one refused recipient, through the real outbox to the practice server, without a window.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { EntryDetail, EntrySummary } from '../main/api.ts'
import type { Core } from '../main/core.ts'
import { createCore } from '../main/create-core.ts'
import { createMemoryStore } from '../main/secrets/create-secret-store.ts'
import type { Shell } from '../main/shell.ts'
import { openClient } from '../main/smtp/session.ts'
import { noSpelling } from '../main/settings/spelling.ts'
import { createSystemClock } from '../main/system/clock.ts'
import { createSystemRandom } from '../main/system/random.ts'
import { t } from '../main/text/t.ts'
import { escapeControls, formatTranscript } from '../main/transcript/format.ts'
import { buildStorageWorker, storageWorkerUrl } from './support/storage-worker.ts'

const TIME_LIMIT_MS = 30_000
const GOOD = 'anna@practice.test'
const REFUSED = 'unknown@practice.test'

const headless: Shell = {
  kind: 'none',
  openCompose: () => Promise.resolve(),
  closeCompose: () => undefined,
  answerQuit: () => undefined,
  reveal: () => undefined,
  erase: () => undefined,
  spelling: () => noSpelling,
  writeIn: () => undefined,
  showMain: () => Promise.resolve(),
  pickFiles: () => Promise.resolve([]),
  pickFile: () => Promise.resolve(null),
  pickFolder: () => Promise.resolve(null),
  saveFile: () => Promise.resolve(null),
  pickSavePath: () => Promise.resolve(null),
  startDrag: () => undefined,
  print: () => Promise.resolve(),
  printToPdf: () => Promise.resolve(new Uint8Array()),
  copyText: () => Promise.resolve(),

  openFile: () => Promise.resolve(),
  openExternal: () => Promise.resolve(),
}

const dataDir = await mkdtemp(path.join(tmpdir(), 'sendoff-demo-'))
await buildStorageWorker()
const core = await createCore({
  workerUrl: storageWorkerUrl,
  dataDir,
  secrets: createMemoryStore('The demo keeps nothing.'),
  clock: createSystemClock(),
  random: createSystemRandom(),
  openClient,
  shell: headless,
  log: {
    info: () => undefined,
    warn: (message) => console.error(message),
    error: (message, cause) => console.error(message, cause ?? ''),
  },
  version: 'demo',
})
try {
  const entryId = await send(core)
  const entry = await waitUntilSettled(core, entryId)
  await print(core, entry)
  process.exitCode = entry.state === 'partlySent' ? 0 : 1
} finally {
  await core.close()
  await rm(dataDir, { recursive: true, force: true })
}

/** Writes and queues the message; resolves with its entry when it is on disk. */
async function send({ api }: Core): Promise<string> {
  const { draftId } = await api.practice.tryIt({ scenarioId: 'unknown' })
  const { content } = await api.drafts.get({ draftId })
  const message = { ...content, to: [GOOD, REFUSED], subject: 'Minutes of the November meeting' }
  console.log(t('demo.sending', { subject: message.subject, recipients: message.to.join(', ') }))
  const outcome = await api.outbox.enqueue({ draftId, content: message })
  if (!outcome.queued) throw new Error(outcome.problems.map((problem) => problem.message).join('\n'))
  return outcome.entryId
}

function isSettled(entry: Pick<EntrySummary, 'state'>): boolean {
  return !['queued', 'sending', 'scheduled'].includes(entry.state)
}

/** Listens first and asks then, so that no change is missed. */
async function waitUntilSettled({ api, events }: Core, entryId: string): Promise<EntryDetail> {
  const { promise, resolve, reject } = Promise.withResolvers<undefined>()
  const timer = setTimeout(() => reject(new Error('The message was not settled in time.')), TIME_LIMIT_MS)
  const stop = events.on('outbox.changed', ({ entries }) => {
    if (entries.some(({ entry }) => entry?.id === entryId && isSettled(entry))) resolve(undefined)
  })
  try {
    if (!isSettled(await api.outbox.get({ entryId }))) await promise
    return await api.outbox.get({ entryId })
  } finally {
    clearTimeout(timer)
    stop()
  }
}

async function print({ api }: Core, entry: EntryDetail): Promise<void> {
  for (const attempt of entry.attempts) {
    const { lines } = await api.transcripts.get({ attemptId: attempt.id })
    console.log(`\n${t('demo.transcript')}\n${formatTranscript(lines)}`)
  }
  console.log(t('demo.outcome'))
  for (const { address, status } of entry.allRecipients) console.log(`  ${address}: ${status.state}`)
  if (entry.proof !== undefined) console.log(indent(entry.proof))
  for (const each of entry.explanations) {
    console.log(`\n${t('demo.explanation')}: ${each.title}`)
    console.log(`  ${each.whatHappened}`)
    console.log(`  ${t('demo.at-command')}: ${each.command}; ${each.codeText}`)
    console.log(`  ${t('demo.whose-move')}: ${each.whoseMoveText}`)
    console.log(`  ${t('demo.reply')}:\n${indent(each.replyLines.map(escapeControls).join('\n'))}`)
  }
  const received = await api.practice.received()
  console.log(`\n${t('demo.received')}`)
  for (const each of received) console.log(`  ${each.subject}, ${each.rcptTo.join(', ')}`)
}

function indent(text: string): string {
  return text.replace(/^/gm, '    ')
}
