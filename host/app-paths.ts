import { homedir, tmpdir } from 'node:os'
import { isAbsolute, join } from 'node:path'
import { environment } from './environment.ts'

const folders: Readonly<Record<string, string>> = {
  desktop: 'Desktop',
  documents: 'Documents',
  downloads: 'Downloads',
  music: 'Music',
  pictures: 'Pictures',
  videos: 'Videos',
}

/** `app.getPath` and `app.setPath`, by Electron's names. */
export class AppPaths {
  readonly #set = new Map<string, string>()
  readonly #appName: () => string

  constructor(appName: () => string) {
    this.#appName = appName
  }

  get(name: string): string {
    const own = this.#set.get(name) ?? this.#default(name)
    if (own === undefined) throw new Error(`Failed to get '${name}' path`)
    return own
  }

  set(name: string, path: string): void {
    if (!isAbsolute(path)) throw new Error('Path must be absolute')
    if (this.#default(name) === undefined) throw new Error(`Failed to set path '${name}'`)
    this.#set.set(name, path)
  }

  #default(name: string): string | undefined {
    const folder = folders[name]
    if (folder !== undefined) return join(homedir(), folder)
    switch (name) {
      case 'home':
        return homedir()
      case 'appData':
        return process.env.XDG_CONFIG_HOME ?? join(homedir(), '.config')
      case 'userData':
        return join(this.get('appData'), this.#appName())
      case 'sessionData':
        return this.get('userData')
      case 'logs':
        return join(this.get('userData'), 'logs')
      case 'crashDumps':
        return join(this.get('userData'), 'Crashpad')
      case 'temp':
        return tmpdir()
      case 'exe':
      case 'module':
        return environment.packaged ?? process.execPath
      default:
        return undefined
    }
  }
}
