import { Menu, nativeTheme, Tray } from 'electron'
import { join } from 'node:path'
import type { Settings } from '../settings/settings.ts'
import { t } from '../text/t.ts'
import type { OutboxNow } from './outbox-state.ts'
import { trayImage, trayText } from './tray-view.ts'

export interface TrayActions {
  readonly show: () => void
  readonly newMessage: () => void
  readonly setSending: (sending: Settings['sending']) => void
  readonly quit: () => void
}

/** The icon in the tray, there only while it is wanted. */
export class TrayIcon {
  readonly #icons: string
  readonly #actions: TrayActions
  #tray: Tray | undefined
  #now: OutboxNow = { yourMove: 0, moving: 0, lanes: [] }
  #sending: Settings['sending'] = 'on'
  #isKept = false

  /** `icons`: folder of the images. */
  constructor(icons: string, actions: TrayActions) {
    this.#icons = icons
    nativeTheme.on('updated', () => this.#draw())
    this.#actions = actions
  }

  get isShown(): boolean {
    return this.#tray !== undefined
  }

  /** The program goes on without a window: the icon is the way in as long as it runs, whatever the settings say. */
  keep(): void {
    this.#isKept = true
    this.want(true)
  }

  want(isWanted: boolean): void {
    const isShown = isWanted || this.#isKept
    if (isShown === this.isShown) return
    if (isShown) {
      this.#tray = new Tray(this.#image())
      this.#tray.on('click', this.#actions.show)
      this.#draw()
    } else {
      this.#tray?.destroy()
      this.#tray = undefined
    }
  }

  tell(now: OutboxNow): void {
    this.#now = now
    this.#draw()
  }

  setSending(sending: Settings['sending']): void {
    this.#sending = sending
    this.#draw()
  }

  #draw(): void {
    this.#tray?.setImage(this.#image())
    this.#tray?.setToolTip(trayText(this.#now, this.#sending))
    this.#tray?.setContextMenu(this.#menu())
  }

  #image(): string {
    return join(this.#icons, trayImage(this.#now, this.#sending, nativeTheme.shouldUseDarkColors))
  }

  #menu() {
    const { show, newMessage, setSending, quit } = this.#actions
    const isOn = this.#sending === 'on'
    return Menu.buildFromTemplate([
      { label: trayText(this.#now, this.#sending), enabled: false },
      { type: 'separator' },
      { label: t('tray.show'), click: show },
      { label: t('tray.new'), click: newMessage },
      {
        label: isOn ? t('tray.pause') : t('tray.resume'),
        click: () => setSending(isOn ? 'paused' : 'on'),
      },
      { type: 'separator' },
      { label: t('tray.quit'), click: quit },
    ])
  }
}
