// Entry of the program in Electron's main process: the main window opens here, and what is behind it is loaded meanwhile.
import { app, dialog, nativeTheme } from 'electron'
import { join } from 'node:path'
import type { CommandId } from '../commands/command-table.ts'
import { readOpenRequest, type OpenRequest } from '../drafts/open-request.ts'
import { CallError } from '../result.ts'
import { createSystemClock } from '../system/clock.ts'
import { toLanguage } from '../text/languages.ts'
import { toSpoken } from '../text/said.ts'
import { speak } from '../text/spoken.ts'
import { t } from '../text/t.ts'
import { isLoginStart } from './autostart.ts'
import { hiddenSwitch } from './autostart-entry.ts'
import { keepCrashReports } from './crash-reports.ts'
import { GivenFiles } from './given-files.ts'
import { createLog } from './log.ts'
import { LogFile } from './log-file.ts'
import { MenuBar } from './menu.ts'
import { asksForNothing, isOfMainWindow, readHandover, type Handover } from './open-from-outside.ts'
import { PlaceKeeper } from './place-keeper.ts'
import { profileFolder } from './profile.ts'
import type { Program } from './program.ts'
import { registerScheme, servePages } from './protocol.ts'
import { confinePages, denyPermissions } from './security.ts'
import { SpellChecker } from './spelling.ts'
import { Windows } from './windows.ts'
import { hearZoom } from './zoom.ts'

const clock = createSystemClock()
const out = join(import.meta.dirname, '..')

app.setName('Sendoff')
// The same as in the shortcut that the installer makes: without it Windows shows no notification.
if (process.platform === 'win32') app.setAppUserModelId('org.sendoff.Sendoff')
const dataDir = profileFolder()
app.setPath('userData', dataDir)
const log = createLog(new LogFile(dataDir))
const places = new PlaceKeeper(dataDir, log, clock)
const windows = new Windows({ preload: join(out, 'preload', 'index.cjs'), clock, log, places })
const debugPort = process.env.SENDOFF_DEBUG_PORT ?? ''
// An installed program opens no door to its windows, whatever a variable says.
if (debugPort !== '' && !app.isPackaged) app.commandLine.appendSwitch('remote-debugging-port', debugPort)
registerScheme()
app.enableSandbox()
confinePages()
keepCrashReports()

/** Started without a window, the tray is the way in. */
const isHiddenStart = process.argv.includes(hiddenSwitch) || isLoginStart()
const systemLanguage = process.env.SENDOFF_LANGUAGE ?? app.getPreferredSystemLanguages()[0] ?? 'en'
const handedOver: Handover = { argv: process.argv.slice(1), folder: process.cwd() }

/** What is behind the windows, once the core is open; or that it was refused. */
const started: { program?: Program; isRefused?: boolean } = {}

/** Requests that came before the core was there. */
const waiting: OpenRequest[] = []

if (app.requestSingleInstanceLock(handedOver)) {
  app.on('second-instance', (_event, argv, _folder, data) => {
    const request = readHandover(data)
    if (asksForNothing(request)) {
      if (!argv.includes(hiddenSwitch)) open({ kind: 'nothing' })
    } else open(request)
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
  app.on('window-all-closed', () => started.program?.allClosed())
  // Nothing is unsaved, and no attempt has begun.
  app.on('before-quit', (event) => {
    if (started.program !== undefined) return
    event.preventDefault()
    app.exit(0)
  })
  process.on('unhandledRejection', (error) => log.error('a promise was left alone', error))
  // Recorded here and nowhere else; then it ends as it would have.
  process.on('uncaughtExceptionMonitor', (error) => log.error('Sendoff ends by a fault of its own', error))
  // Not awaited here: Electron is ready only once this module has run to its end.
  void app
    .whenReady()
    .then(start)
    .catch((error: unknown) => refuse(error))
} else {
  app.quit()
}

/** Opens what is asked for from outside; `nothing`: the program itself. */
function open(request: OpenRequest): void {
  if (started.isRefused === true) return
  if (started.program !== undefined) {
    void started.program.open(request)
    return
  }
  // The window waits for the core as the request does. What macOS gives earlier comes before the window that the start opens.
  if (isOfMainWindow(request) && app.isReady()) windows.openMain()
  if (!asksForNothing(request)) waiting.push(request)
}

function choose(id: CommandId): void {
  if (started.program !== undefined) started.program.choose(id)
  else if (id === 'app.quit') app.quit()
}

/**
 * The window opens first, where it is known how windows look, and its page waits: for what answers its calls (no page is served
 * before), then for the core.
 */
async function start(): Promise<void> {
  const { look } = places
  const firstSpoken = toLanguage(look?.language ?? 'system', systemLanguage)
  speak(firstSpoken)
  denyPermissions()
  const heard = Promise.withResolvers<undefined>()
  servePages(join(out, 'renderer'), heard.promise)
  const speller = new SpellChecker()
  const menu = new MenuBar({ choose, offered: () => windows.offered })
  windows.onFront(() => menu.refresh())
  hearZoom(choose)
  if (look !== undefined && !isHiddenStart) {
    nativeTheme.themeSource = look.theme
    windows.setZoom(look.zoom / 100)
    menu.follow({ sending: 'on' })
    windows.openMain()
  }
  const { startProgram } = await import('./program.ts')
  started.program = await startProgram({
    ...{ dataDir, out, clock, log, places, windows, menu, speller },
    ...{ isHiddenStart, systemLanguage, firstSpoken },
    heard: () => heard.resolve(undefined),
  })
  const own = readOpenRequest(handedOver.argv, handedOver.folder)
  await started.program.begin([own, ...waiting].filter((request) => !asksForNothing(request)))
}

/** The profile cannot be used: says what and where, changes nothing. No window is left that could wait for an answer. */
function refuse(error: unknown): void {
  const message = error instanceof CallError ? toSpoken(error.message) : String(error)
  log.error('Sendoff could not start', error)
  // While the box stands there, a further start would open a window that waits for nothing.
  started.isRefused = true
  windows.destroyAll()
  dialog.showErrorBox(t('profile.refused'), message)
  app.exit(1)
}
