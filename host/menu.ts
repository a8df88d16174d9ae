import { guardMembers } from './strict.ts'
import { record } from './record.ts'

type Template = readonly (Electron.MenuItemConstructorOptions | Menu)[]

/** A menu item as the app described it. */
export interface Item {
  readonly options: Electron.MenuItemConstructorOptions
  readonly submenu: Menu | undefined
}

/** Keys that Electron gives to roles; copy, paste and undo are Chromium's own everywhere. */
const roleKeys: Readonly<Record<string, string>> = {
  quit: 'ctrl+q',
  close: 'ctrl+w',
  minimize: 'ctrl+m',
  reload: 'ctrl+r',
}

const roleMenus: Readonly<Record<string, Template>> = {
  windowmenu: [{ role: 'minimize' }, { role: 'close' }],
}

/** What can be changed of an item that is shown. */
export class MenuItem {
  readonly #options: Electron.MenuItemConstructorOptions

  constructor(options: Electron.MenuItemConstructorOptions) {
    this.#options = options
  }

  get enabled(): boolean {
    return this.#options.enabled ?? true
  }

  set enabled(isEnabled: boolean) {
    this.#options.enabled = isEnabled
  }
}
guardMembers(MenuItem, 'MenuItem')

let applicationMenu: Menu | null = null
let popped: Menu | null = null
const listeners: (() => void)[] = []

/** Electron's Menu. There is no menu bar to see; accelerators work. */
export class Menu {
  readonly items: readonly Item[]

  constructor(items: readonly Item[] = []) {
    this.items = items
  }

  static buildFromTemplate(template: Template): Menu {
    return new Menu(
      template.map((options) => {
        if (options instanceof Menu) return { options: {}, submenu: options }
        const submenu = options.submenu ?? roleMenus[options.role?.toLowerCase() ?? '']
        const below = Array.isArray(submenu) ? Menu.buildFromTemplate(submenu as Template) : undefined
        return { options, submenu: below }
      }),
    )
  }

  static setApplicationMenu(menu: Menu | null): void {
    applicationMenu = menu
    record('Menu.setApplicationMenu', menu === null ? null : labels(menu))
    for (const listener of listeners) listener()
  }

  static getApplicationMenu(): Menu | null {
    return applicationMenu
  }

  /** Opens beside the pointer; there is nothing to see, a test chooses from it (host/control.ts). */
  popup(options?: Electron.PopupOptions): void {
    popUp(this, options)
  }

  getMenuItemById(id: string): MenuItem | null {
    for (const { options, submenu } of this.items) {
      if (options.id === id) return new MenuItem(options)
      const below = submenu?.getMenuItemById(id)
      if (below) return below
    }
    return null
  }

  /** The item of that accelerator, in the normal form of `normalAccelerator`. */
  find(accelerator: string): Item | undefined {
    for (const item of this.items) {
      const key = item.options.registerAccelerator === false ? undefined : item.options.accelerator
      if (key !== undefined && item.options.enabled !== false && normalAccelerator(key) === accelerator)
        return item
      const below = item.submenu?.find(accelerator)
      if (below) return below
    }
    return undefined
  }
}
guardMembers(Menu, 'Menu')

function labels(menu: Menu): unknown[] {
  return menu.items.map(({ options, submenu }) => {
    const label = options.label ?? options.role ?? options.type ?? ''
    return submenu ? [label, labels(submenu)] : label
  })
}

function popUp(menu: Menu, options: Electron.PopupOptions = {}): void {
  popped = menu
  record('Menu.popup', labels(menu), Object.keys(options))
}

/** The menu that was opened last beside the pointer. */
export function poppedMenu(): Menu | null {
  return popped
}

/** Called whenever the application menu changes. */
export function onMenuChanged(listener: () => void): void {
  listeners.push(listener)
}

/** `CmdOrCtrl+Shift+N` → `ctrl+shift+n`: the form in which keys are compared. */
export function normalAccelerator(accelerator: string): string {
  const parts = accelerator.toLowerCase().split('+')
  const has = (...names: string[]): boolean => names.some((name) => parts.includes(name))
  const key = parts.at(-1) ?? ''
  return [
    has('ctrl', 'control', 'cmd', 'command', 'cmdorctrl', 'commandorcontrol', 'super', 'meta') ? 'ctrl' : '',
    has('alt', 'option', 'altgr') ? 'alt' : '',
    has('shift') ? 'shift' : '',
    { return: 'enter', escape: 'esc', plus: '+' }[key] ?? key,
  ]
    .filter((part) => part !== '')
    .join('+')
}

function keyOf(options: Electron.MenuItemConstructorOptions): string | undefined {
  if (options.registerAccelerator === false) return undefined
  if (options.accelerator !== undefined) return normalAccelerator(options.accelerator)
  return roleKeys[options.role?.toLowerCase() ?? '']
}

/** All accelerators of the application menu. */
export function acceleratorNames(): readonly string[] {
  const collect = (menu: Menu): string[] =>
    menu.items.flatMap(({ options, submenu }) => {
      const key = keyOf(options)
      return [...(key === undefined ? [] : [key]), ...(submenu ? collect(submenu) : [])]
    })
  return applicationMenu ? collect(applicationMenu) : []
}
