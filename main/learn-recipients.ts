import { isPractice } from './create-courier.ts'
import type { Outbox } from './outbox/outbox.ts'
import type { Rooms } from './rooms.ts'
import type { Servers } from './servers/servers.ts'

/**
 * The contacts learn whom mail goes to. The message is stored by then and waits for nothing: a fault here is a fault here. Mail to
 * the practice server goes to nobody. Never rejects.
 */
export function learnRecipients(
  { contacts, options, policy }: Rooms,
  servers: Servers,
  outbox: Outbox,
  entryId: string,
): Promise<void> {
  if (!policy.rules.rememberRecipients) return Promise.resolve()
  const learn = async (): Promise<void> => {
    const entry = await outbox.find(entryId)
    if (entry === undefined || isPractice(servers.get(entry.serverId))) return
    await contacts.learn(
      entry.recipients.map(({ address, name }) => ({ address, ...(name === undefined ? {} : { name }) })),
    )
  }
  return learn().catch((error: unknown) =>
    options.log.warn(`recipients were not remembered: ${String(error)}`),
  )
}
