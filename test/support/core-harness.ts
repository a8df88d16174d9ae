// A whole core without a window: temporary profile, secrets in memory, practice server, a shell that only records.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Api, ApiEvents, EntryDetail, EntrySummary } from '../../main/api.ts'
import type { Core, CoreOptions } from '../../main/core.ts'
import { createCore } from '../../main/create-core.ts'
import type { DraftContent } from '../../main/drafts/draft.ts'
import type { SecretStore } from '../../main/secrets/secret-store.ts'
import type { Shell } from '../../main/shell.ts'
import { openClient } from '../../main/smtp/session.ts'
import { storageWorkerUrl } from '../../scripts/support/storage-worker.ts'
import { createFakeClock, type FakeClock } from './fake-clock.ts'
import { createSeededRandom } from './seeded-random.ts'

export interface RecordingShell extends Shell {
  readonly composed: string[]
  readonly shown: string[]
  readonly copied: string[]
  /** Languages that windows said they write in. */
  readonly languages: (string | null)[]
  /** Addresses that were to be opened in the browser. */
  readonly opened: string[]
  readonly saved: { readonly name: string; readonly text: string }[]
  /** Folder that the picker for saving gives; null: the person leaves it. */
  savePath: string | null
  /** Files that were dragged out of the window. */
  readonly dragged: string[]
  /** What the file picker gives. */
  picked: readonly string[]
}

export interface Harness {
  readonly dataDir: string
  readonly clock: FakeClock
  readonly shell: RecordingShell
  readonly secrets: SecretStore
  readonly faults: string[]
  readonly api: Api
  readonly events: { readonly [E in keyof ApiEvents]?: readonly ApiEvents[E][] }
  /** Resolves with the entry once it is so; looks again after each change. */
  until(entryId: string, isSo: (entry: EntrySummary) => boolean): Promise<EntryDetail>
  /** A draft with this content, queued. @throws where it was not. */
  send(content: Partial<DraftContent>): Promise<string>
  /** As the shell does when the machine resumes. */
  wake(): void
  sleep(): void
  /** Closes the core and opens the profile again; `between` runs while it is closed. */
  restart(between?: () => void): Promise<void>
  close(): Promise<void>
}

/** Secrets that outlive a restart of the harness, as a keychain's do. */
export function createMemorySecrets(kind: SecretStore['kind'] = 'keychain'): SecretStore {
  const secrets = new Map<string, string>()
  return {
    kind,
    get: async (name) => secrets.get(name) ?? null,
    set: async (name, secret) => void secrets.set(name, secret),
    delete: async (name) => void secrets.delete(name),
  }
}

export function createRecordingShell(): RecordingShell {
  const composed: string[] = []
  const languages: (string | null)[] = []
  const shown: string[] = []
  const copied: string[] = []
  const opened: string[] = []
  const saved: { readonly name: string; readonly text: string }[] = []
  const shell: RecordingShell = {
    kind: 'none',
    answerQuit: () => undefined,
    reveal: () => undefined,
    erase: () => undefined,
    spelling: () => ({ languages: ['de', 'en-US'], bySystem: false }),
    writeIn: (language) => void languages.push(language),
    languages,
    composed,
    shown,
    copied,
    opened,
    openExternal: async (url) => void opened.push(url),
    picked: [],
    openCompose: async (draftId) => void composed.push(draftId),
    closeCompose: () => undefined,
    showMain: async (view, entryId) => void shown.push(entryId === undefined ? view : `${view} ${entryId}`),
    pickFiles: async () => shell.picked,
    pickFile: async () => shell.picked[0] ?? null,
    pickFolder: async () => shell.picked[0] ?? null,
    saved,
    saveFile: async (name, text) => {
      saved.push({ name, text })
      return `/tmp/${name}`
    },
    savePath: null,
    pickSavePath: async (name) => (shell.savePath === null ? null : join(shell.savePath, name)),
    dragged: [],
    startDrag: (path) => void shell.dragged.push(path),
    print: async () => undefined,
    printToPdf: async () => Buffer.from('%PDF-'),
    openFile: async (path) => void opened.push(path),
    copyText: async (text) => void copied.push(text),
  }
  return shell
}

/** Opens a core on a new profile. `over` replaces parts of its options. */
export async function createHarness(over: Partial<CoreOptions> = {}): Promise<Harness> {
  const dataDir = await mkdtemp(join(tmpdir(), 'sendoff-core-'))
  const clock = createFakeClock()
  const shell = createRecordingShell()
  const faults: string[] = []
  const events: Partial<Record<keyof ApiEvents, unknown[]>> = {}
  const options: CoreOptions = {
    dataDir,
    workerUrl: storageWorkerUrl,
    secrets: createMemorySecrets(),
    clock,
    random: createSeededRandom(),
    openClient,
    shell,
    log: {
      info: () => undefined,
      warn: (message) => void faults.push(message),
      error: (message, cause) => void faults.push(`${message} ${String(cause)}`),
    },
    version: '0.0.0-test',
    ...over,
  }
  let core = await createCore(options)
  const listen = () => {
    for (const name of [
      'outbox.changed',
      'transcript.lines',
      'drafts.changed',
      'drafts.restored',
      'attachments.copying',
      'contacts.changed',
      'templates.changed',
      'notices.changed',
      'oauth.changed',
    ] as const) {
      core.events.on(name, (payload) => void (events[name] ??= []).push(payload))
    }
  }
  listen()
  const send = async (content: Partial<DraftContent>) => {
    const draft = await core.api.drafts.create({ content })
    const outcome = await core.api.outbox.enqueue({ draftId: draft.id, content: draft.content })
    if (!outcome.queued) throw new Error(`not queued: ${JSON.stringify(outcome.problems)}`)
    return outcome.entryId
  }
  return {
    dataDir,
    clock,
    shell,
    secrets: options.secrets,
    faults,
    get api() {
      return core.api
    },
    events: events as Harness['events'],
    until: (entryId, isSo) => untilEntry(core, entryId, isSo),
    send,
    wake: () => core.wake(),
    sleep: () => core.sleep(),
    restart: async (between) => {
      await core.close()
      between?.()
      core = await createCore({
        ...options,
        random: createSeededRandom(Math.floor(options.random.fraction() * 1e9)),
      })
      listen()
    },
    close: async () => {
      await core.close({ graceMs: 0 })
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}

/** Resolves with the entry once it is so: now, or after the change that makes it so. */
export async function untilEntry(
  core: Core,
  entryId: string,
  isSo: (entry: EntrySummary) => boolean,
): Promise<EntryDetail> {
  await new Promise<void>((resolve, reject) => {
    const end = core.events.on('outbox.changed', (change) => {
      const changed = change.entries.find((one) => one.entryId === entryId)?.entry
      if (changed && isSo(changed)) finish()
    })
    const finish = () => {
      end()
      resolve()
    }
    core.api.outbox.get({ entryId }).then((entry) => {
      if (isSo(entry)) finish()
    }, reject)
  })
  return core.api.outbox.get({ entryId })
}

/** Whether a send is over for now: nothing runs and nothing is queued. */
export function isSettled({ state }: EntrySummary): boolean {
  return state !== 'sending' && state !== 'queued'
}
