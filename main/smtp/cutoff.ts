// What ends a session's work from outside: the overall deadline, and whoever asked for it (P4).
import type { Clock } from '../clock.ts'
import { localFault, SessionFault } from './fault.ts'
import type { LineChannel } from './line-channel.ts'
import type { Phase, SmtpFailure } from './types.ts'

const outOfTime: SmtpFailure = {
  phase: 'local',
  kind: 'timeout',
  detail: 'the time for this message ran out before its last octet was sent',
}

export interface Cutoff {
  readonly signal: AbortSignal
  release(): void
}

/** A signal that fires after `ms`, or when `outer` does. */
export function createCutoff(clock: Clock, ms: number, outer: AbortSignal | undefined): Cutoff {
  const controller = new AbortController()
  const late = () => controller.abort(new SessionFault(outOfTime))
  const cancelled = () => controller.abort(localFault('local', 'cancelled'))
  // Reading the content may have taken it all.
  const timer = clock.after(Math.max(0, ms), late)
  if (outer?.aborted === true) cancelled()
  outer?.addEventListener('abort', cancelled)
  return {
    signal: controller.signal,
    release() {
      timer.cancel()
      outer?.removeEventListener('abort', cancelled)
    },
  }
}

/** Runs `stop` with the reason, in the phase that it meets, when the signal fires; gives back how to stop listening. */
export function onCutoff(
  signal: AbortSignal,
  phase: () => Phase,
  stop: (failure: SmtpFailure) => void,
): () => void {
  const fire = () => {
    const reason: unknown = signal.reason
    const failure = reason instanceof SessionFault ? reason.failure : localFault('local', 'cancelled').failure
    stop({ ...failure, phase: phase() })
  }
  if (signal.aborted) fire()
  else signal.addEventListener('abort', fire)
  return () => signal.removeEventListener('abort', fire)
}

/**
 * Hangs up when the time for a message has run out, or when who gave it takes it back; gives back how to stop watching. As `createCutoff`, but
 * with no signal of its own: one for each message costs more than anything else about it here.
 *
 * @param ms from now; reading the content may have taken it all
 */
export function watchMessage(channel: LineChannel, ms: number, outer: AbortSignal | undefined): () => void {
  const stop = (failure: SmtpFailure) => channel.break({ ...failure, phase: channel.phase })
  const cancelled = () => stop(localFault('local', 'cancelled').failure)
  const timer = channel.deadlines.after(Math.max(0, ms), () => stop(outOfTime))
  if (outer?.aborted === true) cancelled()
  else outer?.addEventListener('abort', cancelled)
  return () => {
    timer.cancel()
    outer?.removeEventListener('abort', cancelled)
  }
}
