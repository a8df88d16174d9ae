import { isIP } from 'node:net'
import { parseHost } from './host-name.ts'

/** All addresses of a name; rejects where it has none. */
export type LookUp = (name: string) => Promise<readonly string[]>

export interface OtherName {
  readonly name: string
  /** One that both names have. */
  readonly address: string
  /** It is of another domain: what is stored for the server is not for it, and is asked for again. */
  readonly asksAnew?: true
}

/** Names of a certificate that are looked up; a shared one may have hundreds. */
const maxNames = 8

/**
 * A name of the certificate that leads to the same computer as `host` does: it can be used in its place, and then fits. A wildcard
 * names no host. Null where there is none: nothing is guessed.
 */
export async function findOtherName(
  host: string,
  names: readonly string[],
  lookUp: LookUp,
): Promise<OtherName | null> {
  const own = await addressesOf(host, lookUp)
  if (own.length === 0) return null
  for (const name of names.filter((one) => isHostName(one) && !isSame(one, host)).slice(0, maxNames)) {
    const found = await addressesOf(name, lookUp)
    const address = own.find((one) => found.includes(one))
    if (address !== undefined) return { name, address }
  }
  return null
}

function isHostName(name: string): boolean {
  return isIP(name) === 0 && parseHost(name).ok
}

function isSame(one: string, other: string): boolean {
  const bare = (name: string) => name.toLowerCase().replace(/\.$/, '')
  return bare(one) === bare(other)
}

async function addressesOf(name: string, lookUp: LookUp): Promise<readonly string[]> {
  if (isIP(name) !== 0) return [name]
  return await lookUp(name).catch(() => [])
}
