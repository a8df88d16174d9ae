// Entry of the program in Electron's main process: the core, its windows, and the way between them.
import { app, dialog, ipcMain, nativeImage, nativeTheme, net, powerMonitor } from 'electron'
import { networkInterfaces } from 'node:os'
import { dirname, join } from 'node:path'
import type { Core } from '../core.ts'
import { createCore } from '../create-core.ts'
import { CallError } from '../result.ts'
import type { Settings } from '../settings/settings.ts'
import { readOpenRequest, type OpenRequest } from '../drafts/open-request.ts'
import { createSecretStore } from '../secrets/create-secret-store.ts'
import { loadKeytar } from '../secrets/keytar.ts'
import { secretFileName } from '../secrets/secret-file.ts'
import { openClient } from '../smtp/session.ts'
import { lookUp } from '../system/look-up.ts'
import { takesConnection } from '../system/take-connection.ts'
import { createSystemClock } from '../system/clock.ts'
import { createDiscoveryNetwork } from '../system/discovery-network.ts'
import { createSystemRandom } from '../system/random.ts'
import { createLocalFiles } from '../system/local-files.ts'
import { createPolicySource } from '../system/policy-file.ts'
import { createSystemResolver } from '../system/resolver.ts'
import type { CommandId } from '../commands/command-table.ts'
import { isLoginStart, setAutostart } from './autostart.ts'
import { hiddenSwitch } from './autostart-entry.ts'
import { createCipher } from './cipher.ts'
import { crashFolder, keepCrashReports } from './crash-reports.ts'
import { notifyOf } from './desktop-notice.ts'
import { GivenFiles } from './given-files.ts'
import { guidePath } from './guide-path.ts'
import { connectWindows } from './ipc.ts'
import { createLog } from './log.ts'
import { LogFile, logPath } from './log-file.ts'
import { createMailLinks } from './mail-links.ts'
import { MenuBar } from './menu.ts'
import { watchOutbox } from './outbox-state.ts'
import { PlaceKeeper } from './place-keeper.ts'
import { wakeWithNetwork } from './network-watch.ts'
import { openRequest, readHandover, type Handover } from './open-from-outside.ts'
import { profileFolder } from './profile.ts'
import { Quitter } from './quit.ts'
import { reopenDrafts } from './reopen-drafts.ts'
import { registerScheme, servePages } from './protocol.ts'
import { runCommand } from './run-command.ts'
import { confinePages, denyPermissions } from './security.ts'
import { wakeWith } from './power.ts'
import { createShell } from './shell.ts'
import { SpellChecker } from './spelling.ts'
import { toSpoken } from '../text/said.ts'
import { spokenLanguage, t } from '../text/t.ts'
import { TaskbarBadge } from './taskbar-badge.ts'
import { TrayIcon, type TrayActions } from './tray.ts'
import { trayText } from './tray-view.ts'
import { createUpdates } from './updates.ts'
import { Windows } from './windows.ts'
import { followZoom } from './zoom.ts'

const clock = createSystemClock()
const out = join(import.meta.dirname, '..')

app.setName('Sendoff')
// The same as in the shortcut that the installer makes: without it Windows shows no notification.
if (process.platform === 'win32') app.setAppUserModelId('org.sendoff.Sendoff')
const dataDir = profileFolder()
app.setPath('userData', dataDir)
const log = createLog(new LogFile(dataDir))
const windows = new Windows({
  preload: join(out, 'preload', 'index.cjs'),
  clock,
  places: new PlaceKeeper(dataDir, log, clock),
})
const debugPort = process.env.SENDOFF_DEBUG_PORT ?? ''
// An installed program opens no door to its windows, whatever a variable says.
if (debugPort !== '' && !app.isPackaged) app.commandLine.appendSwitch('remote-debugging-port', debugPort)
registerScheme()
app.enableSandbox()
confinePages()
keepCrashReports()

const handedOver: Handover = { argv: process.argv.slice(1), folder: process.cwd() }

if (app.requestSingleInstanceLock(handedOver)) {
  app.on('second-instance', (_event, argv, _folder, data) => {
    started.quitter?.reopened()
    const request = readHandover(data)
    if (request.kind === 'files') windows.openMain()
    if (request.kind === 'mailto' || request.kind === 'compose' || request.kind === 'files') open(request)
    else if (!argv.includes(hiddenSwitch)) windows.openMain()
  })
  // macOS gives a link as an event, perhaps before there is a core.
  app.on('open-url', (event, url) => {
    event.preventDefault()
    open({ kind: 'mailto', url })
  })
  // And so a file of its file manager, or of a service.
  const givenFiles = new GivenFiles(open)
  app.on('open-file', (event, path) => {
    event.preventDefault()
    givenFiles.add(path)
  })
  process.on('unhandledRejection', (error) => log.error('a promise was left alone', error))
  // Recorded here and nowhere else; then it ends as it would have.
  process.on('uncaughtExceptionMonitor', (error) => log.error('Sendoff ends by a fault of its own', error))
  // Not awaited here: Electron is ready only once this module has run to its end.
  void app
    .whenReady()
    .then(startCore)
    .then(run)
    .catch((error: unknown) => refuse(error))
} else {
  app.quit()
}

/** What the core asks for, and is made after it. */
const started: { quitter?: Quitter; core?: Core; speller?: SpellChecker } = {}

/** Requests that came before the core was there. */
const waiting: OpenRequest[] = []

function open(request: OpenRequest): void {
  const { core } = started
  if (core === undefined) waiting.push(request)
  else
    void openRequest(core, request).catch((error: unknown) =>
      log.error('what was asked for from outside was not opened', error),
    )
}

const policy = createPolicySource({
  platform: process.platform,
  env: (name) => process.env[name],
  isPackaged: app.isPackaged,
})

async function startCore(): Promise<Core> {
  const speller = new SpellChecker()
  started.speller = speller
  return await createCore({
    dataDir,
    secrets: await createSecretStore({
      loadKeytar,
      service: 'Sendoff',
      clock,
      file: join(dataDir, secretFileName),
      cipher: createCipher(),
    }),
    clock,
    random: createSystemRandom(),
    openClient,
    takesConnection,
    web: { fetch },
    lookUp,
    mx: { resolver: createSystemResolver() },
    localFiles: createLocalFiles(),
    discovery: createDiscoveryNetwork(),
    policy,
    shell: {
      ...createShell(windows, {
        kind: 'electron' in process.versions ? 'electron' : 'chromium',
        answerQuit: (choice) => started.quitter?.answer(choice),
        places: {
          profile: () => join(dataDir, 'outbox.db'),
          log: () => logPath(dataDir),
          logFolder: () => dirname(logPath(dataDir)),
          crashes: crashFolder,
          policy: () => policy.path,
          guide: () =>
            guidePath(
              join(app.isPackaged ? process.resourcesPath : join(app.getAppPath(), 'out'), 'guide'),
              spokenLanguage(),
            ),
        },
        erase: () => started.quitter?.erase(dataDir),
        spelling: () => speller.info,
        writeIn: (language) => speller.writeIn(language),
        dragIcon: () => join(app.getAppPath(), 'build', 'icons', '48x48.png'),
      }),
      mailLinks: createMailLinks(),
      updates: createUpdates(log, () => started.quitter),
    },
    log,
    workerUrl: new URL('./storage-worker.js', import.meta.url),
    version: app.getVersion(),
    systemLanguage: process.env.SENDOFF_LANGUAGE ?? app.getPreferredSystemLanguages()[0] ?? 'en',
  })
}

function run(core: Core): void {
  log.info(`Sendoff ${app.getVersion()} on ${process.platform}, Node ${process.versions.node}`)
  denyPermissions()
  servePages(join(out, 'renderer'))
  connectWindows({ ipc: ipcMain, api: core.api, events: core.events, windows, log })
  const quitter = new Quitter({ core, windows, log, clock, app, keepRunning: () => tray.want(true) })
  started.quitter = quitter
  const actions = createActions(core, quitter)
  const tray = new TrayIcon(join(app.getAppPath(), 'build', 'icons'), actions)
  const choose = (id: CommandId) => runCommand(id, { api: core.api, windows, quit: actions.quit, log })
  showMenu(core, choose)
  followZoom(core, windows, choose)
  followSettings(core, tray)
  const badge = createBadge()
  watchOutbox(core, clock, log, (now) => {
    tray.tell(now)
    badge.tell(now.yourMove, trayText(now, 'on'))
  })
  notifyOf(core, { windows, power: powerMonitor, log }, clock.now())
  followTheme(core)
  followLanguage(core)
  wakeWith(core, powerMonitor)
  wakeWithNetwork(core, clock, () => ({ isOnline: net.isOnline(), interfaces: networkInterfaces() }))
  app.on('activate', () => void windows.openMain())
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin' && !tray.isShown) quitter.windowsGone()
  })
  started.core = core
  if (!isHiddenStart) windows.openMain()
  void reopenDrafts(core.api, windows, log)
  for (const request of [readOpenRequest(handedOver.argv, handedOver.folder), ...waiting]) open(request)
}

function createActions({ api }: Core, quitter: Quitter): TrayActions {
  return {
    newMessage: () => void api.app.compose({ draftId: null }),
    show: () => void windows.openMain(),
    setSending: (sending) => void api.settings.set({ sending }),
    quit: () => void quitter.request(),
  }
}

function createBadge() {
  const badge = new TaskbarBadge({
    platform: process.platform,
    icons: join(app.getAppPath(), 'build', 'icons'),
    load: (path) => nativeImage.createFromPath(path),
    setCount: (count) => app.setBadgeCount(count),
  })
  windows.onMainOpened((window) => badge.follow(window))
  return badge
}

function showMenu(core: Core, choose: (id: CommandId) => void): void {
  const menu = new MenuBar({ choose, offered: () => windows.offered })
  void core.api.settings.get().then((settings) => menu.follow(settings))
  core.events.on('settings.changed', (settings) => menu.follow(settings))
  windows.onFront(() => menu.refresh())
}

/** Started without a window, the tray is the way in. */
const isHiddenStart = process.argv.includes(hiddenSwitch) || isLoginStart()

function followSettings(core: Core, tray: TrayIcon): void {
  const follow = (settings: Settings) => {
    const { sending, keepInTray, startAtLogin } = settings
    started.speller?.follow(settings)
    tray.setSending(sending)
    tray.want(keepInTray || isHiddenStart)
    setAutostart(startAtLogin, log)
  }
  void core.api.settings.get().then(follow)
  core.events.on('settings.changed', follow)
}

function followTheme(core: Core): void {
  void core.api.settings.get().then(({ theme }) => (nativeTheme.themeSource = theme))
  core.events.on('settings.changed', ({ theme }) => (nativeTheme.themeSource = theme))
}

/** The core speaks it already; the pages are loaded anew. */
function followLanguage(core: Core): void {
  let shown = spokenLanguage()
  core.events.on('settings.changed', () => {
    if (spokenLanguage() !== shown) windows.speakAnew()
    shown = spokenLanguage()
  })
}

/** The profile cannot be used: says what and where, changes nothing. */
function refuse(error: unknown): void {
  const message = error instanceof CallError ? toSpoken(error.message) : String(error)
  log.error('Sendoff could not start', error)
  dialog.showErrorBox(t('profile.refused'), message)
  app.exit(1)
}
