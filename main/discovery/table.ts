// Our own table: mailbox providers by the domains of their addresses and of their mail exchangers, and what each asks of a person.
import { z } from 'zod'
import { oauthProviders, type OAuthProviderId } from '../servers/server.ts'
import type { Security } from '../smtp/client.ts'
import { t } from '../text/t.ts'
import needsJson from './data/needs.json' with { type: 'json' }
import servicesJson from './data/services.json' with { type: 'json' }
import type { SignInWay } from './discovery.ts'
import { liesIn } from './subject.ts'

export interface Service {
  readonly name: string
  readonly domains: readonly string[]
  readonly mx: readonly string[]
  readonly host: string
  readonly port: number
  readonly security: Security
}

const hints = ['google', 'microsoft', 'microsoft-365', 'app-password', 'proton', 'code', 'switch-on'] as const

const { services } = z
  .object({
    services: z.array(
      z.object({
        name: z.string(),
        domains: z.array(z.string()),
        mx: z.array(z.string()),
        host: z.string(),
        port: z.number(),
        security: z.enum(['starttls', 'implicit']),
      }),
    ),
  })
  .parse(servicesJson)
const needs = new Map(
  Object.entries(
    z
      .record(
        z.string(),
        z.object({ oauth: z.enum(oauthProviders).optional(), hint: z.enum(hints).optional() }),
      )
      .parse(needsJson),
  ),
)

/** The provider whose addresses are in `domain` (A-labels). */
export function serviceOf(domain: string): Service | undefined {
  return services.find(({ domains }) => domains.includes(domain))
}

/** The provider whose mail exchanger this host is. */
export function serviceOfExchanger(host: string): Service | undefined {
  return services.find(({ mx }) => mx.some((domain) => liesIn(host, domain)))
}

/** What a provider is known to ask for at this host: web sign-in, an app password, a switch to be set first. */
export function needsOf(host: string): {
  readonly signIn?: readonly SignInWay[]
  readonly oauth?: OAuthProviderId
  readonly hint?: string
} {
  const { oauth, hint } = needs.get(host) ?? {}
  return {
    ...(oauth === undefined ? {} : { oauth, signIn: ['oauth', 'password'] as const }),
    ...(hint === undefined ? {} : { hint: t(`discovery.hint.${hint}`) }),
  }
}
