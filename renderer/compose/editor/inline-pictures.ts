// Pictures in the text: files of the message that stand there by Content-ID and are shown from memory.
import type { DraftAttachment } from '../../../main/drafts/draft.ts'
import type { PastedPicture } from './clean-paste.ts'
import type { Pictures } from './sanitise.ts'

export interface PictureDeps {
  /** Copies a picture into the message under this Content-ID; false where it could not be taken. */
  readonly attach: (file: File, cid: string) => Promise<boolean>
  readonly read: (id: string) => Promise<Uint8Array | null>
  /** A picture could not be copied: it leaves the text. */
  readonly lost: (cid: string) => void
  /** A picture that was put into the text without the editor. */
  readonly given?: (cid: string) => File | undefined
  /** The octets of a picture are here. */
  readonly came: (cid: string, address: string) => void
}

/** Kinds of pictures that every reader shows. */
const shown = /^image\/(?:png|jpeg|gif|webp)$/

/** Whether a file can stand in the text. */
export function isPicture(file: Pick<File, 'type'>): boolean {
  return shown.test(file.type)
}

/** The pictures of one letter. */
export class InlinePictures implements Pictures {
  readonly #deps: PictureDeps
  readonly #addresses = new Map<string, string>()
  readonly #cids = new Map<string, string>()

  constructor(deps: PictureDeps) {
    this.#deps = deps
  }

  addressOf(cid: string): string | undefined {
    const address = this.#addresses.get(cid)
    if (address !== undefined) return address
    const given = this.#deps.given?.(cid)
    return given === undefined ? undefined : this.#show(cid, given)
  }

  cidOf(address: string): string | undefined {
    return this.#cids.get(address)
  }

  /** Begins to copy a picture into the message; gives its Content-ID at once. */
  add(file: File): string {
    const cid = `${crypto.randomUUID()}@sendoff`
    this.#show(cid, file)
    void this.#deps.attach(file, cid).then((taken) => {
      if (!taken) this.#deps.lost(cid)
    })
    return cid
  }

  /** A picture that came inside of pasted HTML. */
  take({ type, bytes }: PastedPicture): string {
    return this.add(new File([bytes], `picture.${type.slice(type.indexOf('/') + 1)}`, { type }))
  }

  /** Reads the pictures of a draft that was opened again. */
  async load(files: readonly DraftAttachment[]): Promise<void> {
    for (const { id, cid, type } of files) {
      if (cid === undefined || this.#addresses.has(cid) || !isPicture({ type })) continue
      const bytes = await this.#deps.read(id)
      if (bytes === null) continue
      this.#deps.came(cid, this.#show(cid, new Blob([new Uint8Array(bytes)], { type })))
    }
  }

  /** Gives the memory back. */
  free(): void {
    for (const address of this.#addresses.values()) URL.revokeObjectURL(address)
    this.#addresses.clear()
    this.#cids.clear()
  }

  #show(cid: string, octets: Blob): string {
    const address = URL.createObjectURL(octets)
    this.#addresses.set(cid, address)
    this.#cids.set(address, cid)
    return address
  }
}
