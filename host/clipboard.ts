import { BrowserWindow } from './browser-window.ts'
import { guardMembers } from './strict.ts'

/** Electron's clipboard. Only a page reaches the system's: a window copies, without touching its selection. */
export class Clipboard {
  #written = ''

  async writeText(text: string): Promise<void> {
    this.#written = text
    const window = BrowserWindow.getFocusedWindow() ?? BrowserWindow.getAllWindows()[0]
    if (!window) throw new Error('clipboard.writeText: the stand-in needs an open window')
    const link = await window.webContents.link
    const { value } = await link.evaluate(`(() => {
      const put = (event) => {
        event.clipboardData.setData('text/plain', ${JSON.stringify(text)})
        event.preventDefault()
        event.stopImmediatePropagation()
      }
      window.addEventListener('copy', put, { capture: true, once: true })
      const done = document.execCommand('copy')
      window.removeEventListener('copy', put, { capture: true })
      return done
    })()`)
    if (value !== true) throw new Error('clipboard.writeText: Chromium did not copy')
  }

  /** What was last written by the app: what others copied is not seen. */
  readText(): Promise<string> {
    return Promise.resolve(this.#written)
  }
}
guardMembers(Clipboard, 'clipboard')

export const clipboard = new Clipboard()
