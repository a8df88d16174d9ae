// What somebody above the person allows of servers. The room of the policy answers; without one, all is allowed.
import type { SendProblem, ServerForm } from '../api.ts'
import type { ServerTarget } from '../smtp/client.ts'
import type { Server } from './server.ts'

type Named = Pick<Server, 'id' | 'name'>

/** Each `may…` throws CallError `not-possible` with the reason. */
export interface ServerGuard {
  isGiven(serverId: string): boolean
  mayAdd(): void
  mayChange(server: Named): void
  mayDelete(server: Named): void
  mayTrust(): void
  judgeForm(form: ServerForm): readonly SendProblem[]
  /** Why nothing goes over this server; null: it may. */
  refusal(server: Pick<Server, 'id' | 'kind' | 'name' | 'security'>): string | null
  /** A target with what the rules demand of TLS. */
  harden<T extends Pick<ServerTarget, 'tls'>>(target: T, serverId: string): T
}

export const openGuard: ServerGuard = {
  isGiven: () => false,
  mayAdd: () => undefined,
  mayChange: () => undefined,
  mayDelete: () => undefined,
  mayTrust: () => undefined,
  judgeForm: () => [],
  refusal: () => null,
  harden: (target) => target,
}
