import { EventEmitter } from 'node:events'
import { guardMembers } from './strict.ts'

/** The one screen that windows are placed on; its true size is Chromium's to know. */
const area = { x: 0, y: 0, width: 1920, height: 1080 } as const

/** Electron's screen, as far as windows are placed by it. */
export class Screen extends EventEmitter {
  getAllDisplays(): Electron.Display[] {
    return [{ id: 1, bounds: { ...area }, workArea: { ...area }, scaleFactor: 1 } as Electron.Display]
  }
}
guardMembers(Screen, 'screen')

export const screen = new Screen()
