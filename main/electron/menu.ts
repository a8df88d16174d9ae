import { Menu } from 'electron'
import { commandIds, type CommandId } from '../commands/command-table.ts'
import type { Settings } from '../settings/settings.ts'
import { spokenLanguage } from '../text/t.ts'
import { isOfWindow, menuTemplate } from './menu-template.ts'

export interface MenuBarDeps {
  readonly choose: (id: CommandId) => void
  /** Ids of what the window in front can do now. */
  readonly offered: () => ReadonlySet<string>
}

/** The application menu: made anew where its words change; what is possible follows the window in front. */
export class MenuBar {
  readonly #deps: MenuBarDeps
  #shown = ''

  constructor(deps: MenuBarDeps) {
    this.#deps = deps
  }

  /** Follows the settings: what stops all sending is named by what it does. */
  follow({ sending }: Pick<Settings, 'sending'>): void {
    const wanted = `${sending} ${spokenLanguage()}`
    if (wanted === this.#shown) return
    this.#shown = wanted
    const { choose, offered } = this.#deps
    const mac = process.platform === 'darwin'
    Menu.setApplicationMenu(
      Menu.buildFromTemplate(menuTemplate({ mac, sending, offered: offered(), choose })),
    )
  }

  /** Another window is in front, or what it can do has changed. */
  refresh(): void {
    const menu = Menu.getApplicationMenu()
    const offered = this.#deps.offered()
    for (const id of commandIds.filter(isOfWindow)) {
      const item = menu?.getMenuItemById(id)
      if (item) item.enabled = offered.has(id)
    }
  }
}
