import type {
  EngineOptions,
  OpenSession,
  OutgoingMessage,
  ServerTarget,
  Timeouts,
} from '../../main/smtp/client.ts'
import type { Network } from '../../main/smtp/network.ts'
import { notBegun } from '../../main/smtp/outcome.ts'
import { openClient } from '../../main/smtp/session.ts'
import type { DeliveryResult, TranscriptLine } from '../../main/smtp/types.ts'
import type { FakeClock } from './fake-clock.ts'
import { createSeededRandom } from './seeded-random.ts'

/** What a dialogue asks of the engine. */
export interface Call {
  readonly target: ServerTarget
  readonly timeouts: Partial<Timeouts>
  readonly options: EngineOptions
  readonly messages: readonly (OutgoingMessage & { readonly pauseMs: number })[]
  /** Addresses of the host, or an error code of the look-up. */
  readonly lookup: string
  readonly refuseConnections: number
  /** `reject`: beforeLastOctet rejects. */
  readonly hook: string
  /** Phase in which the caller cancels. */
  readonly cancelAt: string
}

export interface CallResult {
  readonly results: readonly DeliveryResult[]
  /** What passed in which order: `phase mail`, `before-last-octet`. */
  readonly events: readonly string[]
  readonly session?: OpenSession
}

export interface CallDeps {
  readonly clock: FakeClock
  readonly network: Network
  readonly tap: (line: TranscriptLine) => void
}

/** Opens a session, sends the messages one behind another, closes. */
export async function callEngine(call: Call, { clock, network, tap }: CallDeps): Promise<CallResult> {
  const events: string[] = []
  const controller = new AbortController()
  const opened = await openClient(call.target, {
    clock,
    network,
    random: createSeededRandom(),
    tap(line) {
      tap(line)
      if (line.phase === call.cancelAt && line.from === 'client') queueMicrotask(() => controller.abort())
    },
    timeouts: call.timeouts,
    options: call.options,
    signal: controller.signal,
  })
  if (!opened.ok)
    return {
      results: call.messages.map(({ to }) =>
        notBegun(
          to.map(({ address }) => address),
          opened.failure,
        ),
      ),
      events,
    }
  const { session } = opened
  const results: Promise<DeliveryResult>[] = []
  for (const message of call.messages) {
    if (message.pauseMs > 0) await new Promise<void>((resolve) => clock.after(message.pauseMs, resolve))
    const result = session.deliver(message, {
      phase: (phase) => events.push(`phase ${phase}`),
      beforeLastOctet: (refused) => {
        events.push(`before-last-octet ${refused.map(({ address }) => address).join(',')}`.trim())
        return call.hook === 'reject' ? Promise.reject(new Error('disk full')) : Promise.resolve()
      },
    })
    results.push(result)
    // In a window the next follows at once.
    if ((session.window ?? 1) === 1) await result
  }
  const all = await Promise.all(results)
  await session.close()
  return { results: all, events, session }
}
