import { lookup } from 'node:dns/promises'

/** All addresses of a name, by the system's own way to look names up. Rejects with Node's error. */
export async function lookUp(name: string): Promise<readonly string[]> {
  const found = await lookup(name, { all: true, order: 'verbatim' })
  return found.map(({ address }) => address)
}
