// Electron has hundreds of members; the stand-in has those that the app uses. Reading any other one throws and names it.

const probed = new Set([
  'then',
  'toJSON',
  'constructor',
  'inspect',
  'nodeType',
  'domain',
  '$$typeof',
  'asymmetricMatch',
])

/** What the stand-in throws for a member of Electron that it does not have. */
export class NotStoodIn extends Error {
  override readonly name = 'NotStoodIn'

  constructor(member: string, why = 'the stand-in does not have it') {
    super(`electron.${member}: ${why}`)
  }
}

/** Ends the prototype chain of `type` with a guard: a member that is not there throws `NotStoodIn` as `name.member`. */
export function guardMembers(type: { readonly prototype: object }, name: string): void {
  const base = Object.getPrototypeOf(type.prototype) as object
  Object.setPrototypeOf(type.prototype, guarded(base, name))
}

/** The same for one object: its own members work, every other one throws. */
export function guarded<T extends object>(target: T, name: string): T {
  return new Proxy(target, {
    get(from, key, receiver): unknown {
      if (key in from || typeof key === 'symbol' || probed.has(key) || key.startsWith('_')) {
        return Reflect.get(from, key, receiver)
      }
      throw new NotStoodIn(`${name}.${key}`)
    },
  })
}

/** A whole module or class of Electron that has no counterpart: using it in any way throws. */
export function absent(name: string, why: string): never {
  const fail = (member: string): never => {
    throw new NotStoodIn(member, why)
  }
  const target = function absentMember(): void {
    fail(name)
  }
  return new Proxy(target, {
    get: (_, key) => (typeof key === 'symbol' || probed.has(key) ? undefined : fail(`${name}.${key}`)),
    apply: () => fail(name),
    construct: () => fail(name),
  }) as never
}
