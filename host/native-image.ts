import { statSync } from 'node:fs'
import { guardMembers } from './strict.ts'

/** Electron's NativeImage: the file that it was read from. */
export class NativeImage {
  readonly path: string

  private constructor(path: string) {
    this.path = path
  }

  static createFromPath(path: string): NativeImage {
    return new NativeImage(path)
  }

  /** Electron makes an empty image of a file that is not there. */
  isEmpty(): boolean {
    return statSync(this.path, { throwIfNoEntry: false }) === undefined
  }
}
guardMembers(NativeImage, 'NativeImage')
