import { hostname } from 'node:os'

/** The name of this computer where it is a whole one, with a domain; undefined: it has none that a server would know. */
export function fullHostName(name: string = hostname()): string | undefined {
  const isWhole = /^(?=.{4,255}$)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}$/i.test(name)
  return isWhole && !/\.(?:local|localdomain|lan|home)$/i.test(name) ? name : undefined
}
