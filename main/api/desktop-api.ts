// Calls about what the desktop knows of the program, and about updates of it.
import type { DesktopApi, UpdatesApi } from '../api.ts'
import type { EventBus } from '../events.ts'
import type { PolicyBook } from '../policy/policy-book.ts'
import { CallError } from '../result.ts'
import { t } from '../text/t.ts'
import type { Shell } from '../shell.ts'

export interface DesktopApiDeps {
  readonly shell: Shell
  readonly events: EventBus
  readonly policy: Pick<PolicyBook, 'rules'>
}

/** Makes the desktop part of the Api. */
export function createDesktopApi({ shell: { mailLinks } }: DesktopApiDeps): DesktopApi {
  const info = () => ({ isPossible: mailLinks?.isPossible ?? false, isOurs: mailLinks?.isOurs() ?? false })
  return {
    mailLinks: () => Promise.resolve(info()),
    takeMailLinks: async () => {
      if (mailLinks?.isPossible !== true) throw new CallError('not-possible', t('mailLinks.notInstalled'))
      if (!mailLinks.take() && !mailLinks.isOurs())
        throw new CallError('not-possible', t('mailLinks.refused'))
      return await Promise.resolve(info())
    },
  }
}

/** Makes the updates part of the Api. */
export function createUpdatesApi({ shell: { updates }, events, policy }: DesktopApiDeps): UpdatesApi {
  // Read anew at each step: an administrator may have changed it.
  const isForbidden = () => updates?.info().state !== 'off' && !policy.rules.updates
  const forbidden = { state: 'off', why: 'policy' } as const
  updates?.listen((info) => events.emit('updates.changed', info))
  const needed = () => {
    if (updates === undefined || isForbidden()) throw new CallError('not-possible', t('updates.notOurs'))
    return updates
  }
  return {
    get: () =>
      Promise.resolve(isForbidden() ? forbidden : (updates?.info() ?? { state: 'off', why: 'source' })),
    check: async () => {
      await needed().check()
      return needed().info()
    },
    load: async () => {
      await needed().load()
      return needed().info()
    },
    install: () => {
      needed().install()
      return Promise.resolve()
    },
  }
}
