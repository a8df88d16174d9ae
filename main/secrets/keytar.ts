/** The part of keytar that is used. The package is optional: it may not be installed, or not be built for this system. */
export interface Keytar {
  getPassword(service: string, account: string): Promise<string | null>
  setPassword(service: string, account: string, password: string): Promise<void>
  deletePassword(service: string, account: string): Promise<boolean>
}

/** Loads keytar; rejects where it is not installed or its library is missing. */
export async function loadKeytar(): Promise<Keytar> {
  // A name that the compiler and the bundler do not follow: the package is optional and has a native part.
  const name = 'keytar'
  const loaded: unknown = await import(name)
  const found = isKeytar(loaded) ? loaded : defaultOf(loaded)
  if (!isKeytar(found)) throw new Error('keytar has not the functions that are expected of it')
  return found
}

function defaultOf(loaded: unknown): unknown {
  return typeof loaded === 'object' && loaded !== null && 'default' in loaded ? loaded.default : undefined
}

function isKeytar(value: unknown): value is Keytar {
  if (typeof value !== 'object' || value === null) return false
  return ['getPassword', 'setPassword', 'deletePassword'].every(
    (name) => typeof (value as Record<string, unknown>)[name] === 'function',
  )
}
