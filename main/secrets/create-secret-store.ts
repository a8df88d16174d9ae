// Where secrets go: the keychain, else an encrypted file of the profile, else memory.
import { CallError } from '../result.ts'
import type { Cipher } from './cipher.ts'
import { openCipherPlace, type CipherPlace } from './cipher-place.ts'
import { openKeychain, type KeychainOptions, type OpenedKeychain } from './keychain-place.ts'
import { createMemoryPlace, moveSecrets, type ListedPlace, type Place } from './place.ts'
import { openSecretFile, type SecretFile } from './secret-file.ts'
import type { SecretPlaceKind, SecretPlaces, SecretStore } from './secret-store.ts'

export interface SecretStoreOptions extends KeychainOptions {
  /** The encrypted file; its folder is there. Absent: no file is read or written. */
  readonly file?: string
  /** What encrypts it. Absent (the terminal): the file is only looked at. */
  readonly cipher?: Cipher
}

/**
 * Opens the first place that answers a self-test, and moves there what a lower one holds. Never rejects: memory is always there,
 * with the reason.
 */
export async function createSecretStore(options: SecretStoreOptions): Promise<SecretStore> {
  const chain = new SecretChain(options)
  await chain.open()
  return chain
}

/** Secrets of this session only; nothing is written anywhere. */
export function createMemoryStore(reason: string): SecretStore {
  return { ...createMemoryPlace(), reason }
}

class SecretChain implements SecretStore, SecretPlaces {
  readonly #options: SecretStoreOptions
  readonly #memory: ListedPlace = createMemoryPlace()
  #file: SecretFile | undefined
  #keychain: Place | undefined
  #cipher: CipherPlace | undefined
  #keychainReason = ''
  #isKeychainLocked = false
  #cipherReason = ''
  #fileProblems: readonly string[] = []
  #moveProblems: readonly string[] = []
  /** Changes and moves follow one another: a move must not overtake a change. */
  #tail: Promise<unknown> = Promise.resolve()

  constructor(options: SecretStoreOptions) {
    this.#options = options
  }

  async open(): Promise<void> {
    await this.#openFile()
    if (this.isFileChosen) await this.#openCipher()
    // A keychain that nobody wants is not asked: it might want its password.
    if (this.#cipher !== undefined) return
    this.#takeKeychain(await openKeychain(this.#options))
    if (this.#keychain === undefined) {
      await this.#openCipher()
      return
    }
    await this.#choose(false)
    await this.#raise()
  }

  get kind(): SecretPlaceKind {
    return this.#active.kind
  }

  get reason(): string | undefined {
    if (this.kind === 'keychain') return undefined
    if (this.kind === 'cipher') return this.isFileChosen ? undefined : this.#keychainReason
    return [this.#keychainReason, this.#cipherReason].filter((text) => text !== '').join(' ')
  }

  get isLocked(): boolean {
    return this.#keychain === undefined && this.#isKeychainLocked && !this.isFileChosen
  }

  get places(): SecretPlaces {
    return this
  }

  get isFileChosen(): boolean {
    return this.#file?.content.chosen === true
  }

  get hasCipher(): boolean {
    return this.#options.cipher !== undefined && this.#file !== undefined
  }

  get problems(): readonly string[] {
    const unreadable = [...(this.#cipher?.unreadable ?? [])].map(
      (name) => `The secret ${name} cannot be decrypted with the key of today: enter it again.`,
    )
    return [...this.#fileProblems, ...this.#moveProblems, ...unreadable]
  }

  async get(name: string): Promise<string | null> {
    for (const place of this.#newestFirst) {
      if (place.names().includes(name)) return await place.get(name)
    }
    // What lies in a file that does not open took the place of what a better place has; and what was deleted is not there.
    if (this.#isInFile(name) || this.#isForgotten(name)) return null
    return (await this.#keychain?.get(name)) ?? null
  }

  set(name: string, secret: string): Promise<void> {
    return this.#inTurn(async () => {
      const active = this.#active
      // Lower ones are newer than the keychain's: none is left that could come back, whatever ends this in between.
      if (active.kind === 'keychain') await this.#dropLower(name)
      // Until the keychain has been told: the one that it still holds is an old one.
      else if (this.#keychain === undefined) await this.#remember(name, true)
      await active.set(name, secret)
      if (active.kind === 'keychain') await this.#remember(name, false)
      else await this.#dropLower(name, active)
    })
  }

  delete(name: string): Promise<void> {
    return this.#inTurn(async () => {
      const keychain = this.#keychain
      // What a keychain that is not open, or refuses, keeps is as good as gone, and is deleted later.
      if (keychain === undefined) await this.#remember(name, true)
      await this.#dropLower(name)
      try {
        await keychain?.delete(name)
      } catch (error) {
        await this.#remember(name, true)
        throw error
      }
      if (keychain !== undefined) await this.#remember(name, false)
    })
  }

  useKeychain(): Promise<void> {
    return this.#inTurn(async () => {
      this.#takeKeychain(await openKeychain(this.#options))
      if (this.#keychain === undefined) {
        await this.#fallBack()
        throw new CallError('secret', this.#keychainReason)
      }
      await this.#choose(false)
      await this.#raise()
      this.#throwProblems()
    })
  }

  useFile(names: readonly string[]): Promise<void> {
    return this.#inTurn(async () => {
      await this.#openCipher()
      const [cipher, keychain] = [this.#cipher, this.#keychain]
      if (cipher === undefined) throw new CallError('secret', this.#cipherReason)
      this.#moveProblems = await moveSecrets(this.#memory.names(), this.#memory, cipher)
      if (keychain !== undefined) {
        await this.#forgetIn(keychain)
        // What the file has already is newer.
        const older = names.filter((name) => !this.#isInFile(name) && !this.#memory.names().includes(name))
        this.#moveProblems = [...this.#moveProblems, ...(await moveSecrets(older, keychain, cipher))]
      }
      this.#throwProblems()
      await this.#choose(true)
      // Nothing is in it any more, and it is not asked for what is not there.
      this.#keychain = undefined
    })
  }

  get #active(): Place {
    return this.#keychain ?? this.#cipher ?? this.#memory
  }

  /**
   * Places below the keychain, the newest first. A secret is put into the best place that is open, and what others have of it is
   * deleted: one that is still found below was put there while the better place was not open.
   */
  get #newestFirst(): readonly ListedPlace[] {
    return this.#cipher === undefined ? [this.#memory] : [this.#memory, this.#cipher]
  }

  /** Whether the file holds it, opened or not. */
  #isInFile(name: string): boolean {
    return this.#file !== undefined && Object.hasOwn(this.#file.content.secrets, name)
  }

  /** Deleted, or put into a lower place, and the keychain does not know of it yet. */
  #isForgotten(name: string): boolean {
    return this.#file?.content.forget.includes(name) ?? false
  }

  /** Deletes it below the keychain, from the file too where that cannot be opened; but not from `kept`. */
  async #dropLower(name: string, kept?: Place): Promise<void> {
    if (kept !== this.#memory) await this.#memory.delete(name)
    if (kept === this.#cipher && kept !== undefined) return
    if (this.#cipher !== undefined) await this.#cipher.delete(name)
    // The terminal has no key: it leaves the file to the program that has.
    else if (this.hasCipher && this.#isInFile(name))
      await this.#file?.change(({ secrets: { [name]: _gone, ...secrets } }) => ({ secrets }))
  }

  get #hasFileSecrets(): boolean {
    return Object.keys(this.#file?.content.secrets ?? {}).length > 0
  }

  #takeKeychain(opened: OpenedKeychain): void {
    this.#keychain = opened.ok ? opened.place : undefined
    this.#keychainReason = opened.ok ? '' : opened.reason
    this.#isKeychainLocked = !opened.ok && opened.isLocked
  }

  async #openFile(): Promise<void> {
    const { file, clock } = this.#options
    if (file === undefined) return
    try {
      this.#file = await openSecretFile(file, clock)
      const { setAside } = this.#file
      if (setAside !== undefined)
        this.#fileProblems = [
          `The file of encrypted secrets was damaged and was set aside as ${setAside}: what it held has to be entered again.`,
        ]
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? String(error.code) : 'unreadable'
      this.#fileProblems = [`The file of encrypted secrets cannot be used (${code}).`]
    }
  }

  async #openCipher(): Promise<void> {
    const { cipher, clock } = this.#options
    if (this.#cipher !== undefined) return
    if (this.#file === undefined || cipher === undefined) {
      this.#cipherReason = this.#hasFileSecrets
        ? 'Secrets lie in the encrypted file, which only the program with windows can open.'
        : ''
      return
    }
    const opened = await openCipherPlace(cipher, this.#file, clock)
    this.#cipher = opened.ok ? opened.place : undefined
    this.#cipherReason = opened.ok ? '' : opened.reason
  }

  /** The keychain is not there: what the memory holds is kept in the file, where that works now. */
  async #fallBack(): Promise<void> {
    await this.#openCipher()
    if (this.#cipher === undefined) return
    this.#moveProblems = await moveSecrets(this.#memory.names(), this.#memory, this.#cipher)
  }

  /** What lower places hold goes into the keychain, and what was deleted without it is deleted there. */
  async #raise(): Promise<void> {
    const keychain = this.#keychain
    if (keychain === undefined) return
    if (this.#hasFileSecrets) await this.#openCipher()
    const lower = [this.#cipher, this.#memory].filter((place) => place !== undefined)
    // Old ones first: what a lower place has of the same name is newer, and comes after.
    const problems = await this.#forgetIn(keychain)
    for (const place of lower) problems.push(...(await moveSecrets(place.names(), place, keychain)))
    this.#moveProblems = problems
  }

  /** Deletes in the keychain what it has still to forget. Gives a sentence for each that it keeps. */
  async #forgetIn(keychain: Place): Promise<string[]> {
    const problems: string[] = []
    for (const name of this.#file?.content.forget ?? []) {
      try {
        await keychain.delete(name)
        await this.#remember(name, false)
      } catch (error) {
        problems.push(error instanceof Error ? error.message : `The secret ${name} was not deleted.`)
      }
    }
    return problems
  }

  /** Keeps the names that the keychain has to forget, or drops one. */
  async #remember(name: string, toForget: boolean): Promise<void> {
    if (this.#file === undefined || !this.hasCipher) return
    if (this.#file.content.forget.includes(name) === toForget) return
    await this.#file.change(({ forget: names }) => ({
      forget: toForget ? [...names, name] : names.filter((one) => one !== name),
    }))
  }

  async #choose(chosen: boolean): Promise<void> {
    if (this.#file === undefined || !this.hasCipher || this.isFileChosen === chosen) return
    await this.#file.change(() => ({ chosen }))
  }

  #throwProblems(): void {
    const [first] = this.#moveProblems
    if (first !== undefined) throw new CallError('secret', first)
  }

  #inTurn<T>(change: () => Promise<T>): Promise<T> {
    const next = this.#tail.then(change)
    this.#tail = next.catch(() => undefined)
    return next
  }
}
