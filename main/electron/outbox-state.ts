// How the outbox stands, for the badge, the tray and the question before quitting.
import type { Api, OutboxPage } from '../api.ts'
import type { Clock, Timer } from '../clock.ts'
import type { Core, Log } from '../core.ts'

export interface OutboxNow {
  readonly yourMove: number
  readonly moving: number
  readonly lanes: OutboxPage['lanes']
}

/** Changes that come close together are looked at once. */
const settleMs = 300

/** Asks for counts and lanes alone. */
export async function readOutbox(api: Pick<Api, 'outbox'>): Promise<OutboxNow> {
  const { counts, lanes } = await api.outbox.list({ list: 'outbox', offset: 0, limit: 1 })
  return { yourMove: counts.yourMove, moving: counts.moving, lanes }
}

/** Calls `tell` now and after each change. */
export function watchOutbox(core: Core, clock: Clock, log: Log, tell: (now: OutboxNow) => void): void {
  let timer: Timer | undefined
  const read = () => {
    timer = undefined
    readOutbox(core.api).then(tell, (error: unknown) => log.error('the outbox could not be counted', error))
  }
  core.events.on('outbox.changed', () => (timer ??= clock.after(settleMs, read)))
  read()
}
