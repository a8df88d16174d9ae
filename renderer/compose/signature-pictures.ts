import type { Signature, SignaturePicture } from '../../main/identities/identity.ts'

/** Pictures that came into a letter with a signature: each letter has copies of its own. */
export class SignaturePictures {
  readonly #files = new Map<string, File>()
  readonly #attach: (file: File, cid: string) => Promise<unknown>

  /** @param attach Copies a picture into the message under this Content-ID. */
  constructor(attach: (file: File, cid: string) => Promise<unknown>) {
    this.#attach = attach
  }

  find(cid: string): File | undefined {
    return this.#files.get(cid)
  }

  /** The rich form of a signature, with its pictures under Content-IDs that are new. */
  take({ html = '', pictures = [] }: Pick<Signature, 'html' | 'pictures'>): string {
    return pictures.reduce((written, picture) => {
      const cid = `${crypto.randomUUID()}@sendoff`
      const file = toFile(picture)
      this.#files.set(cid, file)
      void this.#attach(file, cid)
      return written.replaceAll(`src="cid:${picture.cid}"`, `src="cid:${cid}"`)
    }, html)
  }
}

/** The picture as a file. */
export function toFile({ name, type, base64 }: Omit<SignaturePicture, 'cid'>): File {
  return new File([Uint8Array.from(atob(base64), (char) => char.charCodeAt(0))], name, { type })
}
