// The app's profile from the terminal: the same core, without a window.
import { existsSync } from 'node:fs'
import { homedir } from 'node:os'
import { join, resolve } from 'node:path'
import type { Core, CoreOptions } from '../core.ts'
import { createCore } from '../create-core.ts'
import { CallError } from '../result.ts'
import { createSecretStore } from '../secrets/create-secret-store.ts'
import { loadKeytar } from '../secrets/keytar.ts'
import { secretFileName } from '../secrets/secret-file.ts'
import type { SecretStore } from '../secrets/secret-store.ts'
import { noSpelling } from '../settings/spelling.ts'
import type { Shell } from '../shell.ts'
import { openClient } from '../smtp/session.ts'
import { takesConnection } from '../system/take-connection.ts'
import { databaseName } from '../storage/database-name.ts'
import { createSystemClock } from '../system/clock.ts'
import { createSystemRandom } from '../system/random.ts'
import { createSystemResolver } from '../system/resolver.ts'
import { escapeControls } from '../transcript/format.ts'
import { terminalPolicy } from './policed.ts'
import type { Terminal } from './terminal.ts'
import { UsageError } from './usage-error.ts'

type Environment = Terminal['environment']

/** `SENDOFF_DATA_DIR`, else where the app keeps it on this system (README). */
function profileFolder(environment: Environment): string {
  const given = environment.SENDOFF_DATA_DIR
  return given === undefined || given === '' ? join(appData(environment), 'Sendoff') : resolve(given)
}

function appData({ APPDATA, XDG_CONFIG_HOME }: Environment): string {
  if (process.platform === 'win32') return APPDATA ?? join(homedir(), 'AppData', 'Roaming')
  if (process.platform === 'darwin') return join(homedir(), 'Library', 'Application Support')
  return XDG_CONFIG_HOME ?? join(homedir(), '.config')
}

export interface Profile {
  readonly core: Core
  readonly secrets: SecretStore
}

/**
 * Opens the profile, lets `use` work on it, and closes it.
 * @throws UsageError where there is none; what is wrong with a profile, and what is not possible in it, is a CallError.
 */
export async function withProfile<T>(
  terminal: Terminal,
  sends: NonNullable<CoreOptions['sends']>,
  use: (profile: Profile) => Promise<T>,
): Promise<T> {
  const dataDir = profileFolder(terminal.environment)
  // Never made from here: a mistyped folder would look like an empty outbox.
  if (!existsSync(join(dataDir, databaseName)))
    throw new UsageError(
      `there is no profile of Sendoff in ${dataDir}; SENDOFF_DATA_DIR names another folder`,
    )
  const workerUrl = terminal.installation?.workerUrl
  const clock = createSystemClock()
  const secrets = await createSecretStore({
    loadKeytar,
    service: 'Sendoff',
    clock,
    file: join(dataDir, secretFileName),
  })
  const core = await createCore({
    dataDir,
    sends,
    secrets,
    clock,
    random: createSystemRandom(),
    openClient,
    takesConnection,
    web: { fetch },
    mx: { resolver: createSystemResolver() },
    policy: terminalPolicy(terminal),
    shell: noShell,
    log: logTo(terminal),
    version: terminal.installation?.version ?? '',
    ...(workerUrl === undefined ? {} : { workerUrl }),
  })
  try {
    return await use({ core, secrets })
  } finally {
    await core.close()
  }
}

const noWindow = () => Promise.reject(new CallError('not-possible', 'There is no window here.'))

const noShell: Shell = {
  kind: 'none',
  openCompose: noWindow,
  closeCompose: () => undefined,
  showMain: noWindow,
  pickFiles: noWindow,
  pickFile: noWindow,
  pickFolder: noWindow,
  saveFile: noWindow,
  pickSavePath: noWindow,
  startDrag: () => undefined,
  print: noWindow,
  printToPdf: noWindow,
  copyText: noWindow,
  openFile: noWindow,
  openExternal: noWindow,
  answerQuit: () => undefined,
  reveal: () => undefined,
  erase: () => undefined,
  spelling: () => noSpelling,
  writeIn: () => undefined,
}

function logTo(terminal: Terminal): CoreOptions['log'] {
  const say = (text: string) => terminal.err(`sendoff: ${escapeControls(text)}\n`)
  return {
    info: () => undefined,
    warn: say,
    error: (text, cause) => say(cause instanceof Error ? `${text}: ${cause.message}` : text),
  }
}
