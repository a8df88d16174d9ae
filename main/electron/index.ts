// Entry of the program in Electron's main process: the core, its windows, and the way between them.
import { app, dialog, nativeTheme, powerMonitor } from 'electron'
import { join } from 'node:path'
import type { Core } from '../core.ts'
import { createCore } from '../create-core.ts'
import { CallError } from '../result.ts'
import type { Settings } from '../settings/settings.ts'
import { createSecretStore } from '../secrets/create-secret-store.ts'
import { loadKeytar } from '../secrets/keytar.ts'
import { openClient } from '../smtp/session.ts'
import { createSystemClock } from '../system/clock.ts'
import { createSystemRandom } from '../system/random.ts'
import { createSystemResolver } from '../system/resolver.ts'
import { connectWindows } from './ipc.ts'
import { createLog } from './log.ts'
import { setMenu, type MenuActions } from './menu.ts'
import { profileFolder } from './profile.ts'
import { registerScheme, servePages } from './protocol.ts'
import { denyPermissions } from './security.ts'
import { wakeWith } from './power.ts'
import { createShell } from './shell.ts'
import { Windows } from './windows.ts'

/** A message that is being handed over when the program quits gets this long. */
const graceMs = 5000

const log = createLog()
const clock = createSystemClock()
const out = join(import.meta.dirname, '..')
const windows = new Windows({ preload: join(out, 'preload', 'index.cjs'), clock })

app.setName('Sendoff')
const dataDir = profileFolder()
app.setPath('userData', dataDir)
const debugPort = process.env.SENDOFF_DEBUG_PORT ?? ''
if (debugPort !== '') app.commandLine.appendSwitch('remote-debugging-port', debugPort)
registerScheme()
app.enableSandbox()

if (app.requestSingleInstanceLock()) {
  app.on('second-instance', () => void windows.openMain())
  process.on('unhandledRejection', (error) => log.error('a promise was left alone', error))
  // Not awaited here: Electron is ready only once this module has run to its end.
  void app
    .whenReady()
    .then(startCore)
    .then(run)
    .catch((error: unknown) => refuse(error))
} else {
  app.quit()
}

async function startCore(): Promise<Core> {
  return await createCore({
    dataDir,
    secrets: await createSecretStore({ loadKeytar, service: 'Sendoff', clock }),
    clock,
    random: createSystemRandom(),
    openClient,
    mx: { resolver: createSystemResolver() },
    shell: createShell(windows, 'electron' in process.versions ? 'electron' : 'chromium'),
    log,
    workerUrl: new URL('./storage-worker.js', import.meta.url),
    version: app.getVersion(),
  })
}

function run(core: Core): void {
  denyPermissions()
  servePages(join(out, 'renderer'))
  connectWindows({ api: core.api, events: core.events, windows, log })
  showMenu(core)
  followTheme(core)
  wakeWith(core, powerMonitor)
  quitCleanly(core)
  app.on('activate', () => void windows.openMain())
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit()
  })
  windows.openMain()
}

function showMenu(core: Core): void {
  const { settings, app: program } = core.api
  const actions: MenuActions = {
    newMessage: () => void program.compose({ draftId: null }),
    show: (view) => windows.show(view),
    setSending: (sending) => void settings.set({ sending }),
  }
  let shown: Settings['sending'] | undefined
  const show = ({ sending }: Settings) => {
    if (sending !== shown) setMenu(actions, sending)
    shown = sending
  }
  void settings.get().then(show)
  core.events.on('settings.changed', show)
}

function followTheme(core: Core): void {
  void core.api.settings.get().then(({ theme }) => (nativeTheme.themeSource = theme))
  core.events.on('settings.changed', ({ theme }) => (nativeTheme.themeSource = theme))
}

/** Drafts are saved and lanes are ended before the process goes. */
function quitCleanly(core: Core): void {
  let quitting = false
  app.on('before-quit', (event) => {
    event.preventDefault()
    if (quitting) return
    quitting = true
    void windows
      .closeAll()
      .then(() => core.close({ graceMs }))
      .catch((error: unknown) => log.error('quitting met a fault', error))
      .finally(() => app.exit(0))
  })
}

/** The profile cannot be used: says what and where, changes nothing. */
function refuse(error: unknown): void {
  const message = error instanceof CallError ? error.message : String(error)
  log.error('Sendoff could not start', error)
  dialog.showErrorBox('Sendoff could not open its profile', message)
  app.exit(1)
}
