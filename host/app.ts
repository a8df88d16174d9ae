import { EventEmitter } from 'node:events'
import { environment } from './environment.ts'
import { createEvent } from './event.ts'
import { AppPaths } from './app-paths.ts'
import { DefaultClients } from './default-clients.ts'
import { protocol } from './protocol.ts'
import { record } from './record.ts'
import { takeInstanceLock, type InstanceLock } from './single-instance.ts'
import { guardMembers } from './strict.ts'
import { browser, openWindows } from './windows.ts'
import { errorsRead } from './zenity.ts'

const closeLimitMs = 3000

/** Electron's app: life and end of the program, its paths and names. */
export class App extends EventEmitter {
  readonly isPackaged = environment.packaged !== null
  readonly commandLine = {
    appendSwitch: (name: string, value?: string): void => record('app.commandLine.appendSwitch', name, value),
    hasSwitch: (): boolean => false,
    getSwitchValue: (): string => '',
  }
  readonly #paths = new AppPaths(() => this.#name)
  readonly #clients = new DefaultClients(() => this.#paths.get('userData'))
  readonly #whenReady = Promise.withResolvers<undefined>()
  #name = environment.name
  #ready = false
  #quitting = false
  #exiting = false
  #lock: InstanceLock | null = null

  whenReady(): Promise<void> {
    return this.#whenReady.promise
  }

  isReady(): boolean {
    return this.#ready
  }

  /** Called once by the host when the app's main file has been loaded. */
  start(): void {
    this.#ready = true
    protocol.closeRegistration()
    this.emit('will-finish-launching')
    this.emit('ready', createEvent(), {})
    this.#whenReady.resolve(undefined)
  }

  /** Asks everybody; any window or listener may refuse. */
  quit(): void {
    if (this.#quitting || this.#exiting) return
    const before = createEvent()
    this.emit('before-quit', before)
    if (before.defaultPrevented) return
    this.#quitting = true
    for (const window of [...openWindows]) window.close()
    if (openWindows.length > 0) {
      this.#quitting = false
      return
    }
    this.#willQuit()
  }

  /** Ends at once, without asking. */
  exit(code = 0): void {
    if (this.#exiting) return
    this.#exiting = true
    for (const window of [...openWindows]) window.destroy()
    this.emit('quit', createEvent(), code)
    const end = (): never => process.exit(code)
    void errorsRead().then(() => {
      setTimeout(end, closeLimitMs)
      void browser.close().then(end, end)
    })
  }

  /** A link that the system hands over, as macOS does. */
  givenLink(url: string): boolean {
    return this.emit('open-url', createEvent(), url)
  }

  /** A file that the system hands over, as macOS does. */
  givenFile(path: string): boolean {
    return this.emit('open-file', createEvent(), path)
  }

  /** The last window was closed by the person: the app decides; with no listener Electron quits. */
  windowClosed(): void {
    if (openWindows.length > 0 || this.#quitting || this.#exiting) return
    if (!this.emit('window-all-closed')) this.quit()
  }

  #willQuit(): void {
    const event = createEvent()
    this.emit('will-quit', event)
    this.#quitting = false
    if (!event.defaultPrevented) this.exit(0)
  }

  getPath(name: string): string {
    return this.#paths.get(name)
  }

  setPath(name: string, path: string): void {
    this.#paths.set(name, path)
  }

  getAppPath(): string {
    return environment.appDir
  }

  getVersion(): string {
    return environment.version
  }

  getName(): string {
    return this.#name
  }

  setName(name: string): void {
    this.#name = name
  }

  get name(): string {
    return this.#name
  }

  set name(name: string) {
    this.#name = name
  }

  getLocale(): string {
    return Intl.DateTimeFormat().resolvedOptions().locale
  }

  getPreferredSystemLanguages(): string[] {
    return [this.getLocale()]
  }

  requestSingleInstanceLock(additionalData?: Record<string, unknown>): boolean {
    this.#lock = takeInstanceLock(this.#paths.get('userData'), additionalData, (argv, directory, data) => {
      this.emit('second-instance', createEvent(), argv, directory, data)
    })
    return this.#lock !== null
  }

  releaseSingleInstanceLock(): void {
    record('app.releaseSingleInstanceLock')
    this.#lock?.release()
    this.#lock = null
  }

  /** Noted: who started the stand-in waits for its end, and would take the next one for a stray. */
  relaunch(options?: Electron.RelaunchOptions): void {
    record('app.relaunch', options)
  }

  /** Every window is sandboxed here. */
  enableSandbox(): void {
    if (this.#ready) throw new Error('app.enableSandbox() can only be called before app is ready')
  }

  disableHardwareAcceleration(): void {
    record('app.disableHardwareAcceleration')
  }

  setAppUserModelId(id: string): void {
    record('app.setAppUserModelId', id)
  }

  setBadgeCount(count?: number): boolean {
    record('app.setBadgeCount', count)
    return false
  }

  setLoginItemSettings(settings: Electron.Settings): void {
    record('app.setLoginItemSettings', settings)
  }

  /** Nobody was ever started at a sign-in here. */
  getLoginItemSettings(): Electron.LoginItemSettings {
    return { openAtLogin: false, wasOpenedAtLogin: false } as Electron.LoginItemSettings
  }

  setAsDefaultProtocolClient(scheme: string, path?: string, args?: string[]): boolean {
    record('app.setAsDefaultProtocolClient', scheme, path, args)
    return this.#clients.set(scheme)
  }

  isDefaultProtocolClient(scheme: string): boolean {
    return this.#clients.has(scheme)
  }

  focus(): void {
    openWindows.at(-1)?.focus()
  }
}
guardMembers(App, 'app')

export const app = new App()
