import type { SecretPlaceKind } from './secret-store.ts'

/** One place that keeps secrets by name. Every call may reject with a CallError `secret`. */
export interface Place {
  readonly kind: SecretPlaceKind
  get(name: string): Promise<string | null>
  set(name: string, secret: string): Promise<void>
  delete(name: string): Promise<void>
}

/** A place that knows what it holds. */
export interface ListedPlace extends Place {
  names(): readonly string[]
}

/** Secrets of this session only; nothing is written anywhere. */
export function createMemoryPlace(): ListedPlace {
  const secrets = new Map<string, string>()
  return {
    kind: 'memory',
    names: () => [...secrets.keys()],
    get: (name) => Promise.resolve(secrets.get(name) ?? null),
    set: (name, secret) => {
      secrets.set(name, secret)
      return Promise.resolve()
    },
    delete: (name) => {
      secrets.delete(name)
      return Promise.resolve()
    },
  }
}

/**
 * Moves secrets, one after the other: each is written, read back, and only then deleted where it was. Those that the source does
 * not have are passed over; one that fails does not stop the others.
 * @returns a sentence for each that could not be moved.
 */
export async function moveSecrets(names: readonly string[], from: Place, to: Place): Promise<string[]> {
  const problems: string[] = []
  for (const name of names) {
    try {
      await moveOne(name, from, to)
    } catch (error) {
      const why = error instanceof Error ? error.message : 'the reason is not known.'
      problems.push(`The secret ${name} was not moved: ${why}`)
    }
  }
  return problems
}

async function moveOne(name: string, from: Place, to: Place): Promise<void> {
  const secret = await from.get(name)
  if (secret === null) return
  await to.set(name, secret)
  if ((await to.get(name)) !== secret) throw new Error('the new place did not give it back.')
  await from.delete(name)
}
