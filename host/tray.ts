import { EventEmitter } from 'node:events'
import type { Menu } from './menu.ts'
import { record } from './record.ts'
import { guardMembers } from './strict.ts'

/** Trays that are there; a test may click them or choose from their menu. */
export const shownTrays: Tray[] = []

/** Electron's Tray: there is no tray to see, so it is kept in a list. */
export class Tray extends EventEmitter {
  #toolTip = ''
  #menu: Menu | null = null
  #destroyed = false

  constructor(image: string) {
    super()
    shownTrays.push(this)
    record('Tray', image)
  }

  get toolTip(): string {
    return this.#toolTip
  }

  get menu(): Menu | null {
    return this.#menu
  }

  setImage(image: string): void {
    record('Tray.setImage', image)
  }

  setToolTip(toolTip: string): void {
    this.#toolTip = toolTip
    record('Tray.setToolTip', toolTip)
  }

  setContextMenu(menu: Menu | null): void {
    this.#menu = menu
  }

  /** As a person does; for tests. */
  press(): boolean {
    return this.emit('click')
  }

  destroy(): void {
    this.#destroyed = true
    const at = shownTrays.indexOf(this)
    if (at >= 0) shownTrays.splice(at, 1)
    record('Tray.destroy')
  }

  isDestroyed(): boolean {
    return this.#destroyed
  }
}
guardMembers(Tray, 'Tray')
