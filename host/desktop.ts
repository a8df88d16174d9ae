import { spawn } from 'node:child_process'
import { EventEmitter } from 'node:events'
import { environment } from './environment.ts'
import { record } from './record.ts'
import { guarded, guardMembers, NotStoodIn } from './strict.ts'

/** Opens something with the desktop's own program, where there is a desktop. */
function openOnDesktop(target: string): void {
  if (environment.headless) return
  const child = spawn('xdg-open', [target], { stdio: 'ignore', detached: true })
  child.on('error', (error) => console.error(`Not opened: ${error.message}`))
  child.unref()
}

export const shell = guarded(
  {
    openExternal(address: string): Promise<void> {
      record('shell.openExternal', address)
      openOnDesktop(address)
      return Promise.resolve()
    },
    openPath(path: string): Promise<string> {
      record('shell.openPath', path)
      openOnDesktop(path)
      return Promise.resolve('')
    },
    showItemInFolder(path: string): void {
      record('shell.showItemInFolder', path)
    },
    beep(): void {
      record('shell.beep')
    },
  },
  'shell',
)

/** Power events do not come; tests emit them. */
export class PowerMonitor extends EventEmitter {}
guardMembers(PowerMonitor, 'powerMonitor')

export const powerMonitor = new PowerMonitor()

const noKey = (member: string) => (): never => {
  throw new NotStoodIn(`safeStorage.${member}`, 'there is no key of the system behind it here')
}

/** There is no encryption here, and saying so is all it does. */
export const safeStorage = guarded(
  {
    isAsyncEncryptionAvailable: (): Promise<boolean> => Promise.resolve(false),
    isEncryptionAvailable: (): boolean => false,
    getSelectedStorageBackend: (): 'basic_text' => 'basic_text',
    encryptStringAsync: noKey('encryptStringAsync'),
    decryptStringAsync: noKey('decryptStringAsync'),
    encryptString: noKey('encryptString'),
    decryptString: noKey('decryptString'),
  },
  'safeStorage',
)
