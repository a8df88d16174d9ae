import type { PreflightFix } from '../api.ts'
import { t } from '../text/t.ts'
import type { KnownServer } from './facts.ts'

/** Sends through this server instead. `label`: where there is more to say than its name. */
export function useServer(
  { server: { id, name } }: KnownServer,
  label = t('preflight.use-server', { server: name }),
): PreflightFix {
  return { kind: 'use-server', serverId: id, label }
}
