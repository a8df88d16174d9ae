import type { Clock } from '../clock.ts'
import { CallError } from '../result.ts'
import type { Cipher } from './cipher.ts'
import type { ListedPlace } from './place.ts'
import type { SecretFile } from './secret-file.ts'
import { NoAnswer, toLine, within } from './within.ts'

const selfTestMs = 5000
const callMs = 60_000

export interface CipherPlace extends ListedPlace {
  /** Secrets that the key of today does not open: they have to be typed again. */
  readonly unreadable: ReadonlySet<string>
}

export type OpenedCipher =
  { readonly ok: true; readonly place: CipherPlace } | { readonly ok: false; readonly reason: string }

/** The encrypted file, if the cipher gives back what it encrypted. */
export async function openCipherPlace(cipher: Cipher, file: SecretFile, clock: Clock): Promise<OpenedCipher> {
  try {
    const problem = await within(clock, selfTestMs, () => selfTest(cipher))
    if (problem !== undefined) return { ok: false, reason: problem }
  } catch (error) {
    const hint = error instanceof NoAnswer ? ' The keychain that holds its key may be locked: unlock it.' : ''
    return { ok: false, reason: `The encryption of this system cannot be used: ${toLine(error)}.${hint}` }
  }
  return { ok: true, place: new FilePlace(cipher, file, clock) }
}

async function selfTest(cipher: Cipher): Promise<string | undefined> {
  const problem = await cipher.problem()
  if (problem !== undefined) return problem
  const expected = 'Sendoff self-test'
  const octets = await cipher.encrypt(expected)
  if (Buffer.from(octets).includes(expected)) return 'The encryption of this system leaves the text readable.'
  const { text } = await cipher.decrypt(octets)
  return text === expected ? undefined : 'The encryption of this system did not give back what it encrypted.'
}

class FilePlace implements CipherPlace {
  readonly kind = 'cipher'
  readonly unreadable = new Set<string>()
  readonly #cipher: Cipher
  readonly #file: SecretFile
  readonly #clock: Clock

  constructor(cipher: Cipher, file: SecretFile, clock: Clock) {
    this.#cipher = cipher
    this.#file = file
    this.#clock = clock
  }

  names(): readonly string[] {
    return Object.keys(this.#file.content.secrets)
  }

  async get(name: string): Promise<string | null> {
    const stored = this.#stored(name)
    if (stored === undefined) return null
    const opened = await this.#open(name, stored)
    if (opened === null) return null
    // The key has changed: with the old one gone, the text would be too.
    if (opened.isStale && this.#stored(name) === stored) await this.set(name, opened.text)
    return opened.text
  }

  async set(name: string, secret: string): Promise<void> {
    await this.#ask(`The encrypted file could not store the secret of ${name}`, async () => {
      const octets = await this.#cipher.encrypt(secret)
      const base64 = Buffer.from(octets).toString('base64')
      await this.#file.change(({ secrets }) => ({ secrets: { ...secrets, [name]: base64 } }))
    })
    this.unreadable.delete(name)
  }

  async delete(name: string): Promise<void> {
    this.unreadable.delete(name)
    if (this.#stored(name) === undefined) return
    await this.#ask(`The encrypted file could not delete the secret of ${name}`, () =>
      this.#file.change(({ secrets: { [name]: _gone, ...secrets } }) => ({ secrets })),
    )
  }

  #stored(name: string): string | undefined {
    return Object.hasOwn(this.#file.content.secrets, name) ? this.#file.content.secrets[name] : undefined
  }

  /** One that cannot be opened is as good as not there; it stays in the file, for the key may come back. */
  async #open(name: string, base64: string): Promise<{ text: string; isStale: boolean } | null> {
    try {
      const octets = Buffer.from(base64, 'base64')
      const opened = await within(this.#clock, callMs, () => this.#cipher.decrypt(octets))
      this.unreadable.delete(name)
      return opened
    } catch {
      this.unreadable.add(name)
      return null
    }
  }

  async #ask(sentence: string, run: () => Promise<void>): Promise<void> {
    try {
      await within(this.#clock, callMs, run)
    } catch (error) {
      // The words of a cipher may quote what it was given (P25); a code of the file system does not.
      const code = error instanceof Error && 'code' in error ? ` (${String(error.code)})` : ''
      const why = error instanceof NoAnswer ? ` (${toLine(error)}; the keychain may be locked)` : code
      throw new CallError('secret', `${sentence}${why}.`)
    }
  }
}
