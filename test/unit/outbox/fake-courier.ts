import type { Courier, CourierHooks, CourierReport } from '../../../main/outbox/courier.ts'
import type { Entry } from '../../../main/outbox/entry.ts'
import { reportOf } from './sample.ts'

export interface Delivery {
  readonly entry: Entry
  readonly attemptId: string
  readonly hooks: CourierHooks
  readonly signal: AbortSignal
  /** Ends the attempt with this report. */
  end(report: Partial<CourierReport>): void
  /** Everybody accepted. */
  accept(): void
}

export interface FakeCourier extends Courier {
  readonly deliveries: Delivery[]
  readonly events: string[]
}

/** A courier whose attempts a test ends by hand; an aborted one ends deferred, as the engine's would. */
export function createFakeCourier(): FakeCourier {
  const deliveries: Delivery[] = []
  const events: string[] = []
  return {
    deliveries,
    events,
    deliver(entry, _recipients, attemptId, hooks, signal) {
      events.push(`deliver ${entry.id}`)
      return new Promise((resolve) => {
        const end = (report: Partial<CourierReport>) => resolve(reportOf(report))
        signal.addEventListener('abort', () =>
          end({
            overall: 'deferred',
            phase: 'message',
            failure: { phase: 'message', kind: 'local', detail: 'Stopped.' },
          }),
        )
        deliveries.push({
          entry,
          attemptId,
          hooks,
          signal,
          end,
          accept: () =>
            end({
              reply: { code: 250, lines: ['250 Ok'] },
              recipients: entry.recipients
                .filter(({ status }) => status.state === 'pending' || status.state === 'deferred')
                .map(({ address }) => ({ address, outcome: 'accepted' })),
            }),
        })
      })
    },
    hasSession: () => deliveries.length > 0,
    rest: async () => void events.push('rest'),
    abort: () => void events.push('abort'),
  }
}
