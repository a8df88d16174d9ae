// Pre-flight: gathers what the rules look at.
import type { Preflight, PreflightApi } from '../api.ts'
import type { DraftContent } from '../drafts/draft.ts'
import { preflight, type KnownServer, type PreflightFacts } from '../preflight/preflight.ts'
import type { SeenServers } from '../servers/seen.ts'
import type { Server } from '../servers/server.ts'
import type { Servers } from '../servers/servers.ts'
import type { SettingsStore } from '../settings/settings-store.ts'

export interface PreflightApiDeps {
  readonly servers: Servers
  readonly seen: SeenServers
  readonly settings: SettingsStore
}

/** Makes the pre-flight part of the Api. */
export function createPreflightApi(deps: PreflightApiDeps): PreflightApi {
  return { check: ({ content }) => lookAhead(deps, content) }
}

/** What is known about this message before it goes. */
export async function lookAhead(deps: PreflightApiDeps, content: DraftContent): Promise<Preflight> {
  return preflight(await gather(deps, content))
}

async function gather(
  { servers, seen, settings }: PreflightApiDeps,
  content: DraftContent,
): Promise<PreflightFacts> {
  const identity = content.identityId === null ? undefined : servers.identity(content.identityId)
  const serverId = content.serverId ?? identity?.serverId
  const server = serverId === undefined ? undefined : servers.get(serverId)
  const { sending, remindAttachment, remindSubject } = await settings.get()
  const known = (one: Server): KnownServer => ({ server: one, seen: seen.get(one) })
  return {
    content,
    identity,
    chosen: server === undefined ? undefined : known(server),
    others: servers
      .all()
      .filter((one) => one.id !== serverId && one.disabled !== true && one.kind !== 'practice')
      .map(known),
    sending,
    reminders: { attachment: remindAttachment, subject: remindSubject },
    language: 'en',
  }
}
