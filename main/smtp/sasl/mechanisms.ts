// Which mechanisms there are, in the order of trust, and what each needs.
import type { Random } from '../../random.ts'
import { createLogin } from './login.ts'
import type { Credentials, SaslExchange } from './mechanism.ts'
import { createPlain } from './plain.ts'

export interface SaslContext {
  readonly credentials: Credentials
  readonly random: Random
  /** Mechanisms that the server lists, upper case. */
  readonly offered: readonly string[]
}

export interface Mechanism {
  readonly name: string
  /** Whether the credentials suffice for it. */
  isUsable(context: SaslContext): boolean
  create(context: SaslContext): SaslExchange
}

/** Best first. */
export const mechanisms: readonly Mechanism[] = [
  withPassword('PLAIN', createPlain),
  withPassword('LOGIN', createLogin),
]

/** A password serves only these, a token never. */
function withPassword(
  name: string,
  create: (user: string, pass: string, context: SaslContext) => SaslExchange,
): Mechanism {
  return {
    name,
    isUsable: ({ credentials }) => credentials.pass !== undefined,
    create: (context) => create(context.credentials.user, context.credentials.pass ?? '', context),
  }
}

/** The mechanisms to try, best first: never one that the server does not list, never one that `only` leaves out. */
export function chooseMechanisms(context: SaslContext, only: readonly string[] | undefined): Mechanism[] {
  const allowed = only?.map((name) => name.toUpperCase())
  return mechanisms.filter(
    (mechanism) =>
      context.offered.includes(mechanism.name) &&
      (allowed?.includes(mechanism.name) ?? true) &&
      mechanism.isUsable(context),
  )
}
