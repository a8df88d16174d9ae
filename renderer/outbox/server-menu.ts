import type { ServerView } from '../../main/api.ts'
import type { MenuGroup } from '../shared/menu.ts'
import { t } from '../text/t.ts'

type Named = Pick<ServerView, 'id' | 'name' | 'kind' | 'disabled'>

/** Servers that are switched on and that a message could go over instead. The practice server carries mail nowhere: it is no help. */
export function otherServers(servers: readonly Named[], serverId: string): readonly Named[] {
  return servers.filter(
    ({ id, kind, disabled }) => id !== serverId && kind === 'configured' && disabled !== true,
  )
}

/** The other servers, as a menu. */
export function toServerMenu(
  servers: readonly Named[],
  serverId: string,
  move: (serverId: string) => Promise<unknown>,
): readonly MenuGroup[] {
  const items = otherServers(servers, serverId).map(({ id, name }) => ({
    label: name,
    run: async () => {
      await move(id)
    },
  }))
  return [{ label: t('action.moveTo'), items }]
}
