// How many messages need the person, on the program's icon. Windows has no number there: a small picture lies over the button of the window.
import { join } from 'node:path'

/** What is used of the main window. */
export interface BadgedWindow<Image> {
  setOverlayIcon(image: Image | null, description: string): void
  on(event: 'show', listener: () => void): unknown
  isDestroyed(): boolean
}

export interface BadgeDeps<Image> {
  readonly platform: NodeJS.Platform
  /** Folder of the pictures. */
  readonly icons: string
  readonly load: (path: string) => Image
  /** The number where the desktop draws it: macOS, and Unity's launchers. */
  readonly setCount: (count: number) => void
}

/** Name of the picture for a count; null: none. Pure. */
export function badgeImage(count: number): string | null {
  if (count <= 0) return null
  return count > 9 ? 'badge-more.png' : `badge-${count}.png`
}

/** Keeps the icon's number. */
export class TaskbarBadge<Image> {
  readonly #deps: BadgeDeps<Image>
  #window: BadgedWindow<Image> | undefined
  #count = 0
  #description = ''

  constructor(deps: BadgeDeps<Image>) {
    this.#deps = deps
  }

  /** @param description What a screen reader says of the picture. */
  tell(count: number, description: string): void {
    if (this.#deps.platform !== 'win32') {
      this.#deps.setCount(count)
      return
    }
    this.#count = count
    this.#description = description
    this.#draw()
  }

  /** The main window is opened anew. It has its button, and so its picture, only once it is shown. */
  follow(window: BadgedWindow<Image>): void {
    if (this.#deps.platform !== 'win32') return
    this.#window = window
    window.on('show', () => this.#draw())
  }

  #draw(): void {
    if (this.#window === undefined || this.#window.isDestroyed()) return
    const name = badgeImage(this.#count)
    const { icons, load } = this.#deps
    this.#window.setOverlayIcon(
      name === null ? null : load(join(icons, name)),
      name === null ? '' : this.#description,
    )
  }
}
