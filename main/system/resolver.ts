import { Resolver } from 'node:dns/promises'

/** The name servers that the system is set to, asked for records of any type: at most two tries of five seconds for each. */
export function createSystemResolver(): Pick<Resolver, 'resolveMx' | 'resolve4' | 'resolve6'> {
  const resolver = new Resolver({ timeout: 5_000, tries: 2 })
  return {
    resolveMx: (domain) => resolver.resolveMx(domain),
    resolve4: (host: string) => resolver.resolve4(host),
    resolve6: (host: string) => resolver.resolve6(host),
  }
}
