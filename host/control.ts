import { app } from './app.ts'
import { powerMonitor } from './desktop.ts'
import { answerDialog } from './dialog.ts'
import { shownNotifications } from './notification.ts'
import { setMisspelling } from './context-menu.ts'
import { Menu, poppedMenu } from './menu.ts'
import { recorded } from './record.ts'
import { shownTrays } from './tray.ts'
import { openWindows } from './windows.ts'

/** What a test asks of the host over the process's IPC channel; each is answered by `{ host: id, value }`. */
export type ControlRequest = { readonly host: number } & (
  | { readonly ask: 'records'; readonly member?: string }
  | {
      readonly ask: 'answer-dialog'
      readonly member: string
      readonly answer: Readonly<Record<string, unknown>>
    }
  | { readonly ask: 'click-notification'; readonly title: string }
  | { readonly ask: 'notifications' }
  | { readonly ask: 'trays' }
  | { readonly ask: 'choose'; readonly from: 'tray' | 'menu' | 'popup'; readonly label: string }
  /** Whether the item of the menu bar with this id can be chosen; null: there is none. */
  | { readonly ask: 'menu-item'; readonly id: string }
  /** What Chromium's speller says of the next place that is pressed with the secondary button. */
  | { readonly ask: 'misspelling'; readonly word: string; readonly suggestions: readonly string[] }
  | { readonly ask: 'power'; readonly event: string }
  /** As macOS hands over a link. */
  | { readonly ask: 'open-url'; readonly url: string }
  | { readonly ask: 'open-file'; readonly path: string }
  /** As every page would that holds a `<webview>`, or looks for a Bluetooth device. */
  | { readonly ask: 'page-asks'; readonly for: 'webview' | 'bluetooth' }
)

/** Answers a parent process that opened an IPC channel: a test, or scripts/start.ts; the program ends with it. */
export function listenToControl(): void {
  if (!process.send) return
  process.once('disconnect', () => app.quit())
  process.on('message', (message: ControlRequest) => {
    if (typeof message !== 'object' || !('host' in message)) return
    process.send?.({ host: message.host, value: answer(message) })
  })
}

function answer(request: ControlRequest): unknown {
  switch (request.ask) {
    case 'records':
      return recorded(request.member)
    case 'answer-dialog': {
      answerDialog(request.member, request.answer)
      return
    }
    case 'click-notification':
      return shownNotifications.find(({ title }) => title === request.title)?.press() ?? false
    case 'notifications':
      return shownNotifications.map(({ title, body }) => ({ title, body }))
    case 'trays':
      return shownTrays.map(({ toolTip }) => toolTip)
    case 'choose':
      return choose(menuOf(request.from), request.label)
    case 'menu-item':
      return Menu.getApplicationMenu()?.getMenuItemById(request.id)?.enabled ?? null
    case 'misspelling': {
      setMisspelling(request)
      return
    }
    case 'power':
      return powerMonitor.emit(request.event)
    case 'open-url':
      return app.givenLink(request.url)
    case 'open-file':
      return app.givenFile(request.path)
    case 'page-asks':
      return openWindows.map(({ webContents }) => webContents.asks(request.for))
  }
}

function menuOf(from: 'tray' | 'menu' | 'popup'): Menu | null | undefined {
  if (from === 'tray') return shownTrays[0]?.menu
  return from === 'menu' ? Menu.getApplicationMenu() : poppedMenu()
}

/** Chooses the item of that label, wherever in the menu it stands. */
function choose(menu: Menu | null | undefined, label: string): boolean {
  for (const item of menu?.items ?? []) {
    if (item.options.label === label) {
      item.options.click?.(item.options as unknown as Electron.MenuItem, undefined, {})
      return true
    }
    if (choose(item.submenu, label)) return true
  }
  return false
}
