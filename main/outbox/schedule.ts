// When a deferred entry is tried again. Pure; chance is injected.
import type { Random } from '../random.ts'

const minuteMs = 60_000

/** Waits after the first, second … attempt; the last one repeats (RFC 5321 4.5.4.1, first tries sooner). */
const waitsMs: readonly number[] = [1, 5, 10, 20, 60].map((minutes) => minutes * minuteMs)

/** A wait is stretched by at most this part, so that entries of one outage don't return in one second. */
const jitterPart = 0.1

/**
 * The next attempt after one that was put off.
 * `failedAttempts`: attempts so far, this one included (1 or more). Returns epoch ms, never earlier than the table says.
 */
export function nextAttemptAt(now: number, failedAttempts: number, random: Random): number {
  const step = Math.min(Math.max(1, Math.floor(failedAttempts)), waitsMs.length) - 1
  const waitMs = waitsMs[step] ?? minuteMs
  return now + Math.round(waitMs * (1 + jitterPart * random.fraction()))
}
