import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/**
 * Which links the app opens: a mimeapps.list (MIME Applications Associations Specification) of its own in the profile folder,
 * because that of the desktop is not the stand-in's to change.
 */
export class DefaultClients {
  readonly #folder: () => string

  constructor(folder: () => string) {
    this.#folder = folder
  }

  has(scheme: string): boolean {
    return this.#read().includes(lineOf(scheme))
  }

  set(scheme: string): boolean {
    if (!this.has(scheme)) writeFileSync(this.#file(), [...this.#read(), lineOf(scheme), ''].join('\n'))
    return this.has(scheme)
  }

  #file(): string {
    return join(this.#folder(), 'mimeapps.list')
  }

  #read(): readonly string[] {
    try {
      return readFileSync(this.#file(), 'utf8').trimEnd().split('\n')
    } catch {
      return ['[Default Applications]']
    }
  }
}

const lineOf = (scheme: string): string => `x-scheme-handler/${scheme}=sendoff.desktop`
