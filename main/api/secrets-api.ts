// Calls about where secrets are kept.
import type { Notice, SecretsApi, SecretsInfo } from '../api.ts'
import type { EventBus } from '../events.ts'
import type { Outbox } from '../outbox/outbox.ts'
import { CallError } from '../result.ts'
import { secretKinds, secretName, type SecretPlaces, type SecretStore } from '../secrets/secret-store.ts'
import type { Servers } from '../servers/servers.ts'
import { t } from '../text/t.ts'
import type { Telling } from './notices.ts'
import type { Notices } from './notices.ts'

export interface SecretsApiDeps {
  readonly secrets: SecretStore
  readonly servers: Servers
  readonly outbox: Outbox
  readonly events: EventBus
  readonly notices: Notices
}

/** Makes the secrets part of the Api. */
export function createSecretsApi({ secrets, servers, outbox, events, notices }: SecretsApiDeps): SecretsApi {
  const change = async (run: (places: SecretPlaces) => Promise<void>): Promise<SecretsInfo> => {
    if (secrets.places === undefined)
      throw new CallError(
        'not-possible',
        'There is one place for secrets here, and no other to move them to.',
      )
    try {
      await run(secrets.places)
    } finally {
      // Also where it failed: a part of them may have moved.
      events.emit('secrets.changed', toSecretsInfo(secrets))
      if (secrets.kind !== 'memory') notices.dismiss('secrets-in-memory')
      if (secrets.places.problems.length === 0) notices.dismiss('secrets-problem')
    }
    return toSecretsInfo(secrets)
  }
  return {
    useKeychain: () =>
      change(async (places) => {
        try {
          await places.useKeychain()
        } finally {
          // Also where one secret could not be moved: the others are there.
          if (secrets.kind === 'keychain') {
            await servers.sweepSecrets()
            await outbox.keychainOpened()
          }
        }
      }),
    useFile: () => change((places) => places.useFile(allNames(servers))),
  }
}

function allNames(servers: Servers): readonly string[] {
  return servers.all().flatMap(({ id }) => secretKinds.map((kind) => secretName(id, kind)))
}

/** Where secrets are kept now, for the windows. */
export function toSecretsInfo(secrets: SecretStore): SecretsInfo {
  const { kind, reason, places } = secrets
  return {
    kind,
    ...(reason === undefined ? {} : { reason }),
    isChosen: places?.isFileChosen === true,
    hasFile: places?.hasCipher === true,
    problems: places?.problems ?? [],
  }
}

/** What a banner says of it at start. */
export function secretsNotices(secrets: SecretStore): readonly Telling[] {
  const { kind, reason, problems } = toSecretsInfo(secrets)
  const memory = (): Notice => ({
    id: 'secrets-in-memory',
    message: t('notice.secrets'),
    ...withDetail(reason),
  })
  const problem = (): Notice => ({
    id: 'secrets-problem',
    message: t('notice.secrets-problem'),
    ...withDetail(problems.join(' ')),
  })
  return [...(kind === 'memory' ? [memory] : []), ...(problems.length > 0 ? [problem] : [])]
}

function withDetail(detail: string | undefined): { readonly detail?: string } {
  return detail === undefined ? {} : { detail }
}
