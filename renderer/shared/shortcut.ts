import { t } from '../text/t.ts'

/** `Mod` is Cmd on macOS, Ctrl elsewhere. Keys by the names of KeyboardEvent.key: `Mod+n`, `Mod+Shift+a`, `F6`, `s`, `Delete`, `/`. */
export type Shortcut = string

export interface KeyPress {
  readonly key: string
  readonly ctrlKey: boolean
  readonly metaKey: boolean
  readonly shiftKey: boolean
  readonly altKey: boolean
}

interface Parts {
  readonly mod: boolean
  readonly shift: boolean
  readonly key: string
}

function parseShortcut(shortcut: Shortcut): Parts {
  const parts = shortcut.split('+')
  const key = parts.at(-1) ?? ''
  return { mod: parts.includes('Mod'), shift: parts.includes('Shift'), key: key === '' ? '+' : key }
}

/** Whether a key press is this shortcut. Case of a letter does not matter; Shift does, but for signs that need it. */
export function isShortcut(press: KeyPress, shortcut: Shortcut, mac: boolean): boolean {
  const { mod, shift, key } = parseShortcut(shortcut)
  if (press.altKey) return false
  if (mod !== (mac ? press.metaKey : press.ctrlKey)) return false
  if (mac ? press.ctrlKey : press.metaKey) return false
  if (/^[\p{L}\d]$|^\w{2,}$/u.test(key) && shift !== press.shiftKey) return false
  return press.key.toLowerCase() === key.toLowerCase()
}

/** Whether the shortcut has no modifier and would be typed in a field: these act only in a list or the detail. */
export function isPlainKey(shortcut: Shortcut): boolean {
  const { mod, key } = parseShortcut(shortcut)
  return !mod && (key.length === 1 || key === 'Delete' || key === 'Enter')
}

const names: Readonly<Record<string, string>> = {
  Delete: t('key.delete'),
  Escape: 'Esc',
  Enter: t('key.enter'),
  ArrowUp: '↑',
  ArrowDown: '↓',
  ArrowLeft: '←',
  ArrowRight: '→',
  Home: t('key.home'),
  End: t('key.end'),
}

/** The shortcut as it is written beside a command: `Ctrl N`, `⌘N`, `Del`. */
export function formatShortcut(shortcut: Shortcut, mac: boolean): string {
  const { mod, shift, key } = parseShortcut(shortcut)
  const name = names[key] ?? (key.length === 1 ? key.toUpperCase() : key)
  const parts = [
    ...(mod ? [mac ? '⌘' : t('key.ctrl')] : []),
    ...(shortcut.startsWith('Alt+') ? [mac ? '⌥' : 'Alt'] : []),
    ...(shift ? [mac ? '⇧' : t('key.shift')] : []),
    name,
  ]
  return parts.join(mac ? '' : ' ')
}

/** The value of `aria-keyshortcuts`. */
export function toAriaShortcut(shortcut: Shortcut, mac: boolean): string {
  return shortcut.replace('Mod', mac ? 'Meta' : 'Control')
}
