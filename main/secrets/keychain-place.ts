// The system's keychain: Secret Service on Linux, Keychain on macOS, Credential Manager on Windows.
import type { Clock } from '../clock.ts'
import { CallError } from '../result.ts'
import type { Keytar } from './keytar.ts'
import { formatMarker, parseMarker, partNames, splitSecret, type Parts } from './long-secret.ts'
import type { Place } from './place.ts'
import { NoAnswer, toLine, within } from './within.ts'

export interface KeychainOptions {
  readonly loadKeytar: () => Promise<Keytar>
  /** Name of the service under which the keychain lists the secrets. */
  readonly service: string
  readonly clock: Clock
}

/** A locked keychain may wait for a prompt; the program does not wait for it for ever. */
const selfTestMs = 5000
/** A call later on may be answered by a person who types the keychain's password. */
const callMs = 60_000

const selfTestName = 'self-test'

export type OpenedKeychain =
  | { readonly ok: true; readonly place: Place }
  /** Sentences that say why, and what to do. */
  | { readonly ok: false; readonly reason: string; readonly isLocked: boolean }

/** The keychain, if it answers a self-test: write, read, delete. */
export async function openKeychain(options: KeychainOptions): Promise<OpenedKeychain> {
  let keytar: Keytar
  try {
    keytar = await options.loadKeytar()
  } catch {
    return { ok: false, reason: 'The keychain library of this system is not installed.', isLocked: false }
  }
  try {
    await within(options.clock, selfTestMs, () => selfTest(keytar, options.service))
  } catch (error) {
    return { ok: false, reason: toReason(error), isLocked: isLocked(error) }
  }
  return { ok: true, place: createKeychainPlace(keytar, options) }
}

/** A keychain that says nothing waits for its password, almost always; then there is something to do. */
function toReason(error: unknown): string {
  const why = `The system's keychain cannot be used: ${toLine(error)}.`
  return isLocked(error)
    ? `${why} It is locked, it seems: unlock it, then choose “Try the keychain again” under Settings, Security.`
    : why
}

function isLocked(error: unknown): boolean {
  return error instanceof NoAnswer || /lock|prompt|dismiss|user ?cancell?ed|interaction/i.test(toLine(error))
}

async function selfTest(keytar: Keytar, service: string): Promise<void> {
  const expected = 'Sendoff self-test'
  await keytar.setPassword(service, selfTestName, expected)
  const found = await keytar.getPassword(service, selfTestName)
  const deleted = await keytar.deletePassword(service, selfTestName)
  if (found !== expected || !deleted) throw new Error('it did not give back what was stored')
}

function createKeychainPlace(keytar: Keytar, options: KeychainOptions): Place {
  return new KeychainPlace(keytar, options)
}

class KeychainPlace implements Place {
  readonly kind = 'keychain'
  readonly #keytar: Keytar
  readonly #options: KeychainOptions
  #probing: Promise<void> | undefined

  constructor(keytar: Keytar, options: KeychainOptions) {
    this.#keytar = keytar
    this.#options = options
  }

  get(name: string): Promise<string | null> {
    return this.#ask(`read the secret of ${name}`, () => this.#read(name))
  }

  set(name: string, secret: string): Promise<void> {
    return this.#ask(`store the secret of ${name}`, () => this.#write(name, secret), secret)
  }

  delete(name: string): Promise<void> {
    return this.#ask(`delete the secret of ${name}`, () => this.#remove(name))
  }

  /** The keychain's own error is not passed on, and its words only without the secret (P25). */
  async #ask<T>(what: string, run: () => Promise<T>, secret = ''): Promise<T> {
    try {
      return await within(this.#options.clock, callMs, run)
    } catch (error) {
      const hint = isLocked(error) ? ' It may be locked: unlock it, and try again.' : ''
      throw new CallError('secret', `The keychain could not ${what}: ${hide(error, secret)}.${hint}`)
    }
  }

  async #read(name: string): Promise<string | null> {
    const entry = await this.#entry(name)
    if (entry === null) await this.#probe()
    const parts = parseMarker(entry ?? '')
    if (parts === undefined) return entry
    const pieces = await Promise.all(partNames(name, parts).map((part) => this.#entry(part)))
    if (pieces.includes(null)) throw new Error('a part of it is missing')
    return pieces.join('')
  }

  async #write(name: string, secret: string): Promise<void> {
    const { service } = this.#options
    const old = parseMarker((await this.#entry(name)) ?? '')
    const pieces = splitSecret(secret)
    const [only = ''] = pieces
    if (pieces.length === 1) {
      await this.#keytar.setPassword(service, name, only)
    } else {
      const parts: Parts = { set: old?.set === 'a' ? 'b' : 'a', count: pieces.length }
      for (const [index, part] of partNames(name, parts).entries())
        await this.#keytar.setPassword(service, part, pieces[index] ?? '')
      await this.#keytar.setPassword(service, name, formatMarker(parts))
    }
    if (old !== undefined) await this.#removeParts(name, old)
  }

  async #remove(name: string): Promise<void> {
    const entry = await this.#entry(name)
    if (entry === null) {
      await this.#probe()
      return
    }
    const parts = parseMarker(entry)
    if (!(await this.#keytar.deletePassword(this.#options.service, name)))
      throw new Error('it is still there')
    if (parts !== undefined) await this.#removeParts(name, parts)
  }

  /**
   * A Secret Service that stays locked, its prompt dismissed, says that it has no such entry: what is not found is believed of a
   * keychain that answers the self-test alone. One test at a time: they share its entry.
   */
  #probe(): Promise<void> {
    this.#probing ??= selfTest(this.#keytar, this.#options.service).finally(() => (this.#probing = undefined))
    return this.#probing
  }

  async #removeParts(name: string, parts: Parts): Promise<void> {
    for (const part of partNames(name, parts)) await this.#keytar.deletePassword(this.#options.service, part)
  }

  #entry(name: string): Promise<string | null> {
    return this.#keytar.getPassword(this.#options.service, name)
  }
}

/** An error's line without the secret, nor any of the pieces that it went in. */
function hide(error: unknown, secret: string): string {
  const message = error instanceof Error ? error.message : String(error)
  // Longest first: a piece must not be what is left of the whole.
  return toLine([secret, ...piecesOf(secret)].reduce((text, piece) => toHidden(text, piece), message))
}

function toHidden(text: string, secret: string): string {
  return secret === '' ? text : text.replaceAll(secret, '[hidden]')
}

function piecesOf(secret: string): string[] {
  try {
    return splitSecret(secret).filter((piece) => piece.length > 1)
  } catch {
    return []
  }
}
