// What a change of a server, its password, its pace or the routes means for the messages that wait.
import type { LaneKey } from './entry.ts'
import type { Lanes } from './lanes.ts'
import type { Outbox, OutboxDeps } from './outbox.ts'
import type { Queue } from './queue.ts'
import type { SharedLanes } from './shared-lanes.ts'

type ServerChanges = Pick<
  Outbox,
  'signedIn' | 'keychainOpened' | 'serverDeleted' | 'moveAll' | 'rerouted' | 'restorePace'
>

interface ServerChangesDeps extends Pick<OutboxDeps, 'pace' | 'braked'> {
  readonly queue: Queue
  readonly lanes: Lanes
  readonly shared: SharedLanes
}

/** Everything is stored before a lane looks. */
export function createServerChanges({
  queue,
  lanes,
  shared,
  pace,
  braked,
}: ServerChangesDeps): ServerChanges {
  const signedIn = async (lane: LaneKey, matter?: 'keychain'): Promise<void> => {
    await queue.applyToLane(lane, { type: 'signed-in', lane, ...(matter === undefined ? {} : { matter }) })
    shared.signedIn(lane, matter)
  }
  return {
    signedIn: (serverId) => signedIn(serverId),
    keychainOpened: async () => {
      for (const { lane, needsSignIn } of await queue.lanes())
        if (needsSignIn) await signedIn(lane, 'keychain')
    },
    serverDeleted: async (serverId) => {
      await queue.applyToLane(serverId, { type: 'server-deleted' })
      await lanes.drop(serverId)
    },
    moveAll: async (fromServerId, toServerId) => {
      await queue.applyToLane(fromServerId, { type: 'moved', serverId: toServerId })
    },
    rerouted: async (rules) => {
      await queue.applyToAll({ type: 'rerouted', rules })
    },
    restorePace: (serverId) => {
      pace.restore(serverId)
      braked()
      shared.wake(serverId)
      return Promise.resolve()
    },
  }
}
