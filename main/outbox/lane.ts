// What a lane is asked for, and what it needs.
import type { LaneView, LiveProgress } from '../api.ts'
import type { Clock } from '../clock.ts'
import type { Log } from '../core.ts'
import type { Courier } from './courier.ts'
import type { Entry, LaneKey, Reason } from './entry.ts'
import type { PaceKeeper } from './pace-keeper.ts'
import type { LaneWork, Queue } from './queue.ts'
import type { AttemptDeps, LaneServer } from './run-attempt.ts'

/** Why a lane starts nothing on its own: a person paused it, or all, or works offline. */
export type StopReason = Extract<Reason, { kind: 'paused' | 'offline' }>

export interface LaneDeps extends Omit<AttemptDeps, 'faults' | 'courier'> {
  readonly queue: Queue
  readonly clock: Clock
  readonly log: Log
  /** A courier for one more attempt at a time. */
  readonly createCourier: () => Courier
  readonly server: () => LaneServer
  readonly stopReason: () => StopReason | undefined
  readonly pace: PaceKeeper
  /** Servers that may carry the entry when this one does not take it, in their order. */
  readonly furtherServers: (entry: Entry) => readonly LaneKey[]
  /** Identities that have any. */
  readonly identitiesWithFurther: () => readonly string[]
  /** Whether that server's lane goes on now. */
  readonly canUse: (serverId: LaneKey) => boolean
  /** These go soon: their octets may be read. */
  readonly soon?: (entries: readonly Entry[]) => void
  /** The lane's view or the live progress of the entry changed. */
  readonly progressed: (entryId: string | null) => void
  /** What keeps the lane's entries waiting changed: their reasons did. */
  readonly braked: () => void
}

export interface Lane {
  /** Looks whether something is due. Called after every change that could make it so; `entryId`: of this entry alone. */
  wake(entryId?: string): void
  /** The network may be back: a storage pause ends, and what met no server goes at once (P20). */
  networkBack(): Promise<void>
  /** The entry goes first, and goes even while the lane is stopped or others wait for a password (P17). */
  hurry(entryId: string): void
  /** Takes "goes first" back. */
  calm(entryId: string): void
  /** A password is known; `keychain`: the keychain is open, which helps where that was the matter. */
  signedIn(matter?: 'keychain'): void
  /** Ends the attempt of this entry, if one runs; resolves when its session is destroyed. */
  stop(entryId: string): Promise<void>
  /** Ends it only where the last octet was not given away yet; resolves when the attempt is over (P21). */
  cancel(entryId: string): Promise<void>
  /** The machine is about to sleep: what has not given its last octet away is ended and due again; the rest ends as it can (P3). */
  suspend(): void
  live(entryId: string): LiveProgress | undefined
  /** Why the lane itself keeps this entry waiting; undefined where it does not (P15). */
  reasonFor(entry: Entry): Reason | undefined
  /** Whether another server's entries may come over now. */
  isUsable(): boolean
  view(work: LaneWork): LaneView
  /** Takes no more work, gives the running attempts `graceMs`, then ends them. */
  close(graceMs: number): Promise<void>
}
