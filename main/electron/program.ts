// What is behind the windows: the core, and what follows it. Loaded once the main window is on its way.
import { app, ipcMain, nativeImage, nativeTheme, net, powerMonitor } from 'electron'
import { networkInterfaces } from 'node:os'
import { dirname, join } from 'node:path'
import type { Clock } from '../clock.ts'
import type { CommandId } from '../commands/command-table.ts'
import type { Core, Log } from '../core.ts'
import { createCore } from '../create-core.ts'
import { toWords, type OpenRequest } from '../drafts/open-request.ts'
import { createSecretStore } from '../secrets/create-secret-store.ts'
import { loadKeytar } from '../secrets/keytar.ts'
import { secretFileName } from '../secrets/secret-file.ts'
import type { Settings } from '../settings/settings.ts'
import { openClient } from '../smtp/session.ts'
import { createDiscoveryNetwork } from '../system/discovery-network.ts'
import { createLocalFiles } from '../system/local-files.ts'
import { lookUp } from '../system/look-up.ts'
import { createPolicySource } from '../system/policy-file.ts'
import { createSystemRandom } from '../system/random.ts'
import { createSystemResolver } from '../system/resolver.ts'
import { takesConnection } from '../system/take-connection.ts'
import type { SpokenLanguage } from '../text/languages.ts'
import { spokenLanguage } from '../text/t.ts'
import { setAutostart } from './autostart.ts'
import { Beginning } from './beginning.ts'
import { createCipher } from './cipher.ts'
import { crashFolder } from './crash-reports.ts'
import { notifyOf } from './desktop-notice.ts'
import { guidePath } from './guide-path.ts'
import { broadcastEvents, connectWindows } from './ipc.ts'
import { logPath } from './log-file.ts'
import { createMailLinks } from './mail-links.ts'
import type { MenuBar } from './menu.ts'
import { wakeWithNetwork } from './network-watch.ts'
import { isOfMainWindow, openRequest } from './open-from-outside.ts'
import { watchOutbox } from './outbox-state.ts'
import type { PlaceKeeper } from './place-keeper.ts'
import { wakeWith } from './power.ts'
import { Quitter } from './quit.ts'
import { reopenDrafts } from './reopen-drafts.ts'
import { runCommand } from './run-command.ts'
import { createShell } from './shell.ts'
import type { SpellChecker } from './spelling.ts'
import { TaskbarBadge } from './taskbar-badge.ts'
import { TrayIcon, type TrayActions } from './tray.ts'
import { trayText } from './tray-view.ts'
import { createUpdates } from './updates.ts'
import { lookOf } from './window-look.ts'
import type { Windows } from './windows.ts'

/** What is there before the core. */
export interface Ground {
  readonly dataDir: string
  /** Absolute path of the built program. */
  readonly out: string
  readonly clock: Clock
  readonly log: Log
  readonly places: PlaceKeeper
  readonly windows: Windows
  readonly menu: MenuBar
  readonly speller: SpellChecker
  /** Started without a window. */
  readonly isHiddenStart: boolean
  /** BCP 47. */
  readonly systemLanguage: string
  /** What a window speaks that is open already. */
  readonly firstSpoken: SpokenLanguage
  /** Called when the calls of pages are heard; they are answered once the core is open. */
  readonly heard: () => void
}

/** What the entry passes on. */
export interface Program {
  /** Opens what is asked for from outside; `nothing`: the program itself. Never rejects. */
  open(request: OpenRequest): Promise<void>
  /** What the start itself was asked for. It ends where no window is open behind it. */
  begin(requests: readonly OpenRequest[]): Promise<void>
  choose(id: CommandId): void
  /** The last window is closed. */
  allClosed(): void
}

/** Opens the core while the main window loads. @throws what `createCore` does. */
export async function startProgram(ground: Ground): Promise<Program> {
  const { windows, log } = ground
  const made: { quitter?: Quitter } = {}
  const opening = openCore(ground, made)
  connectWindows({ ipc: ipcMain, api: opening.then(({ api }) => api), windows, log })
  ground.heard()
  return run(ground, await opening, made)
}

/** The folder of what the build makes for other programs to read. */
function besideProgram(): string {
  return app.isPackaged ? process.resourcesPath : join(app.getAppPath(), 'out')
}

async function openCore(ground: Ground, made: { readonly quitter?: Quitter }): Promise<Core> {
  const { dataDir, clock, log, windows, speller, systemLanguage } = ground
  const policy = createPolicySource({
    platform: process.platform,
    env: (name) => process.env[name],
    isPackaged: app.isPackaged,
  })
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
        answerQuit: (choice) => made.quitter?.answer(choice),
        places: {
          profile: () => join(dataDir, 'outbox.db'),
          log: () => logPath(dataDir),
          logFolder: () => dirname(logPath(dataDir)),
          crashes: crashFolder,
          policy: () => policy.path,
          guide: () => guidePath(join(besideProgram(), 'guide'), spokenLanguage()),
          notices: () => join(besideProgram(), 'notices.txt'),
        },
        erase: () => made.quitter?.erase(dataDir),
        spelling: () => speller.info,
        writeIn: (language) => speller.writeIn(language),
        dragIcon: () => join(app.getAppPath(), 'build', 'icons', '48x48.png'),
      }),
      mailLinks: createMailLinks(),
      updates: createUpdates(log, () => made.quitter),
    },
    log,
    workerUrl: new URL('./storage-worker.js', import.meta.url),
    version: app.getVersion(),
    systemLanguage,
  })
}

function run(ground: Ground, core: Core, made: { quitter?: Quitter }): Program {
  const { clock, log, windows, isHiddenStart } = ground
  const wasOpened = windows.wasMainOpened
  log.info(`Sendoff ${app.getVersion()} on ${process.platform}, Node ${process.versions.node}`)
  broadcastEvents(core.events, windows)
  const quitter = new Quitter({
    ...{ core, windows, log, clock, app, startAgain },
    keepRunning: () => tray.keep(),
    open: (request) => void open(request),
  })
  made.quitter = quitter
  windows.onOpened(() => quitter.reopened())
  const open = createOpening(core, windows, quitter, log)
  const actions = createActions(core, () => void open({ kind: 'nothing' }), quitter)
  const tray = new TrayIcon(join(app.getAppPath(), 'build', 'icons'), actions)
  if (isHiddenStart) tray.keep()
  const followed = followSettings(ground, core, tray)
  followOutbox(ground, core, tray)
  if (spokenLanguage() !== ground.firstSpoken) windows.speakFromStart()
  followLanguage(core, windows)
  wakeWith(core, powerMonitor)
  wakeWithNetwork(core, clock, () => ({ isOnline: net.isOnline(), interfaces: networkInterfaces() }))
  app.on('activate', () => void open({ kind: 'nothing' }))
  const beginning = new Beginning({
    isAnyOpen: () => windows.all.length > 0,
    noneLeft: () => {
      if (process.platform !== 'darwin' && !tray.isShown) quitter.windowsGone()
    },
  })
  if (!wasOpened && !isHiddenStart) windows.openMain()
  return {
    open,
    begin: (requests) =>
      beginning.end([followed, reopenDrafts(core.api, windows, log), ...requests.map(open)]),
    choose: (id) => runCommand(id, { api: core.api, windows, quit: actions.quit, log }),
    allClosed: () => beginning.allClosed(),
  }
}

/** What opens a request, or leaves it to the next start where this one is ending. */
function createOpening(core: Core, windows: Windows, quitter: Quitter, log: Log): Program['open'] {
  return async (request) => {
    if (quitter.defers(request)) return
    if (isOfMainWindow(request)) windows.openMain()
    try {
      await openRequest(core, request)
    } catch (error) {
      log.error('what was asked for from outside was not opened', error)
    }
  }
}

/** Electron starts it when this process is gone. In Windows a link stands behind `--`, so that it is not taken for a switch. */
function startAgain(request: OpenRequest): void {
  const shell = app.isPackaged ? [] : [app.getAppPath()]
  const end = process.platform === 'win32' && request.kind === 'mailto' ? ['--'] : []
  app.relaunch({ args: [...shell, ...end, ...toWords(request)] })
}

function createActions({ api }: Core, show: () => void, quitter: Quitter): TrayActions {
  return {
    newMessage: () => void api.app.compose({ draftId: null }),
    show,
    setSending: (sending) => void api.settings.set({ sending }),
    quit: () => void quitter.request(),
  }
}

/** The tray, the taskbar and notifications tell of it. */
function followOutbox({ clock, log, windows }: Ground, core: Core, tray: TrayIcon): void {
  const badge = createBadge(windows)
  watchOutbox(core, clock, log, (now) => {
    tray.tell(now)
    badge.tell(now.yourMove, trayText(now, 'on'))
  })
  notifyOf(core, { windows, power: powerMonitor, log }, clock.now())
}

function createBadge(windows: Windows) {
  const badge = new TaskbarBadge({
    platform: process.platform,
    icons: join(app.getAppPath(), 'build', 'icons'),
    load: (path) => nativeImage.createFromPath(path),
    setCount: (count) => app.setBadgeCount(count),
  })
  windows.onMainOpened((window) => badge.follow(window))
  return badge
}

/** Resolves when they hold. */
function followSettings(ground: Ground, { api, events }: Core, tray: TrayIcon): Promise<void> {
  const { windows, menu, speller, places, log } = ground
  const follow = (settings: Settings): void => {
    const { theme, zoom, sending, keepInTray, startAtLogin } = settings
    places.remember(lookOf(settings))
    nativeTheme.themeSource = theme
    windows.setZoom(zoom / 100)
    menu.follow(settings)
    speller.follow(settings)
    tray.setSending(sending)
    tray.want(keepInTray)
    setAutostart(startAtLogin, log)
  }
  events.on('settings.changed', follow)
  return api.settings.get().then(follow)
}

/** The core speaks it already; the pages are loaded anew. */
function followLanguage({ events }: Core, windows: Windows): void {
  let shown = spokenLanguage()
  events.on('settings.changed', () => {
    if (spokenLanguage() !== shown) windows.speakAnew()
    shown = spokenLanguage()
  })
}
