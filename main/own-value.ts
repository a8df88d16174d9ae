/**
 * What a table has under a name that came from outside. `table[name]` alone gives what every object has, too: a name such as
 * `constructor` or `__proto__` finds a function there.
 */
export function ownValue<T>(table: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.hasOwn(table, name) ? table[name] : undefined
}
