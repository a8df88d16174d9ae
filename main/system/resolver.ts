import { Resolver } from 'node:dns/promises'

/** The name servers that the system is set to, asked for records of any type: at most two tries of five seconds for each. */
export function createSystemResolver(): Resolver {
  return new Resolver({ timeout: 5_000, tries: 2 })
}
