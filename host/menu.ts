import { guardMembers } from './strict.ts'
import { record } from './record.ts'

type Template = readonly (Electron.MenuItemConstructorOptions | Menu)[]

/** A menu item as the app described it. */
export interface Item {
  readonly options: Electron.MenuItemConstructorOptions
  readonly submenu: Menu | undefined
}

let applicationMenu: Menu | null = null
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
        const { submenu } = options
        const below = Array.isArray(submenu) ? Menu.buildFromTemplate(submenu) : undefined
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

  /** The item of that accelerator, in the normal form of `normalAccelerator`. */
  find(accelerator: string): Item | undefined {
    for (const item of this.items) {
      const key = item.options.accelerator
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

/** All accelerators of the application menu. */
export function acceleratorNames(): readonly string[] {
  const collect = (menu: Menu): string[] =>
    menu.items.flatMap(({ options, submenu }) => [
      ...(options.accelerator === undefined ? [] : [normalAccelerator(options.accelerator)]),
      ...(submenu ? collect(submenu) : []),
    ])
  return applicationMenu ? collect(applicationMenu) : []
}
