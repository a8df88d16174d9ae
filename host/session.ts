import type { BrowserContext } from 'playwright-core'
import { protocol } from './protocol.ts'
import { record } from './record.ts'
import { guarded, guardMembers } from './strict.ts'
import { webRequest } from './web-request.ts'

type RequestHandler = Parameters<Electron.Session['setPermissionRequestHandler']>[0]
type DeviceHandler = Parameters<Electron.Session['setDevicePermissionHandler']>[0]
type CheckHandler = Parameters<Electron.Session['setPermissionCheckHandler']>[0]

/** Electron's permission names that Chromium can be told about from outside, and Chromium's names for them. */
const permissions = {
  notifications: 'notifications',
  geolocation: 'geolocation',
  'clipboard-read': 'clipboard-read',
  'clipboard-sanitized-write': 'clipboard-write',
} as const

/** The default session: permissions are decided when a window opens, and all that was not granted is denied. */
export class Session {
  readonly protocol = protocol
  readonly webRequest = webRequest
  #onRequest: RequestHandler = null
  #onCheck: CheckHandler = null

  setPermissionRequestHandler(handler: RequestHandler): void {
    this.#onRequest = handler
  }

  setPermissionCheckHandler(handler: CheckHandler): void {
    this.#onCheck = handler
  }

  /** There is no device behind the stand-in: what the handler says of each kind is noted. */
  setDevicePermissionHandler(handler: DeviceHandler): void {
    for (const deviceType of ['hid', 'serial', 'usb'] as const) {
      const asked = {
        deviceType,
        origin: 'app://any',
        device: {},
      } as Electron.DevicePermissionHandlerHandlerDetails
      record('session.setDevicePermissionHandler', deviceType, handler?.(asked) ?? null)
    }
  }

  setSpellCheckerEnabled(enabled: boolean): void {
    this.#spellChecker = enabled
    record('session.setSpellCheckerEnabled', enabled)
  }
  #spellChecker = true

  readonly availableSpellCheckerLanguages = ['ar', 'de', 'en-GB', 'en-US', 'fr', 'he', 'pt-BR', 'pt-PT']

  /** Noted only: Chromium's word lists cannot be reached from outside. */
  setSpellCheckerLanguages(languages: string[]): void {
    const unknown = languages.find((name) => !this.availableSpellCheckerLanguages.includes(name))
    if (unknown !== undefined)
      throw new Error(`Invalid language code provided: "${unknown}" is not a valid language code`)
    record('session.setSpellCheckerLanguages', languages)
  }

  addWordToSpellCheckerDictionary(word: string): boolean {
    record('session.addWordToSpellCheckerDictionary', word)
    return true
  }

  isSpellCheckerEnabled(): boolean {
    return this.#spellChecker
  }

  /** Grants to all pages what the app's handlers allow. */
  async applyPermissions(context: BrowserContext, contents: object): Promise<void> {
    const granted = Object.entries(permissions).filter(([name]) => this.#allows(name, contents))
    await context.grantPermissions(granted.map(([, chromiumName]) => chromiumName))
  }

  #allows(name: string, contents: object): boolean {
    const by = contents as Electron.WebContents
    const details = { isMainFrame: true, requestingUrl: '' }
    if (this.#onCheck) return this.#onCheck(by, name as 'notifications', '', details)
    let allowed = false
    const tell = (answer: boolean): void => {
      allowed = answer
    }
    this.#onRequest?.(by, name as 'notifications', tell, details)
    return allowed
  }
}
guardMembers(Session, 'session')

export const defaultSession = new Session()

/** Electron's `session` module: there is one session. */
export const session = guarded({ defaultSession }, 'session')
