// Message files that a person opened: one is shown at a time, and the others wait until it was closed.
import { basename } from 'node:path'
import { maxMessageOctets, type MessageFile } from '../message/import/message-file.ts'
import { readMessageFile } from '../message/import/read-message-file.ts'
import { CallError } from '../result.ts'
import { t } from '../text/t.ts'
import type { LocalFiles } from '../transfer/local-files.ts'

/** A file that was not read yet. */
interface Waiting {
  readonly id: string
  readonly name: string
  readonly load: () => Promise<Uint8Array>
}

export interface OpenedMessage {
  readonly id: string
  readonly name: string
  readonly octets: Uint8Array
  readonly message: MessageFile
}

export type Shown =
  | ({ readonly ok: true } & OpenedMessage)
  | { readonly ok: false; readonly id: string; readonly name: string; readonly reason: string }

/** Files of one selection in a file manager; more are a mistake. */
const maxWaiting = 20

export class OpenedFiles {
  readonly #newId: () => string
  readonly #changed: () => void
  #waiting: readonly Waiting[] = []
  #head: Promise<Shown> | null = null

  /** @param changed Told when another file is to be shown. */
  constructor(newId: () => string, changed: () => void) {
    this.#newId = newId
    this.#changed = changed
  }

  /** The file is read when its turn comes. */
  add(name: string, load: () => Promise<Uint8Array>): void {
    if (this.#waiting.length >= maxWaiting) return
    this.#waiting = [...this.#waiting, { id: this.#newId(), name, load }]
    if (this.#waiting.length === 1) this.#head = null
    this.#changed()
  }

  /** The file whose turn it is; null: there is none. */
  async shown(): Promise<Shown | null> {
    const [first] = this.#waiting
    if (first === undefined) return null
    this.#head ??= read(first)
    return await this.#head
  }

  /** @throws CallError `not-found` where another one, or none, is shown. */
  async get(id: string): Promise<OpenedMessage> {
    const shown = await this.shown()
    if (shown?.ok !== true || shown.id !== id) throw new CallError('not-found', t('opened.gone'))
    return shown
  }

  close(id: string): void {
    const [first] = this.#waiting
    if (first?.id !== id) return
    this.#waiting = this.#waiting.slice(1)
    this.#head = null
    this.#changed()
  }
}

/** A file of the disk; one octet more than may be is enough to know that it is too large. */
export function openPath(files: OpenedFiles, disk: LocalFiles, path: string): void {
  files.add(basename(path), () => disk.read(path, maxMessageOctets + 1))
}

async function read({ id, name, load }: Waiting): Promise<Shown> {
  let octets: Uint8Array
  try {
    octets = await load()
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    return { ok: false, id, name, reason: t('opened.unread', { name, reason }) }
  }
  const result = readMessageFile(octets)
  if (!result.ok) return { ok: false, id, name, reason: t(`opened.${result.why}`, { name }) }
  return { ok: true, id, name, octets, message: result.message }
}
