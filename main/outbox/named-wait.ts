// A time to come back that a reply names in words (greylisting, quota).
import type { Reply } from '../smtp/types.ts'

const unitsMs: Readonly<Record<string, number>> = { s: 1_000, m: 60_000, h: 3_600_000 }
/** A longer wait than this is no answer to a try; the cause's own rule is used. */
const longestMs = 24 * 3_600_000

const words = /\b(?:again|back|retry|retried|wait|delayed?|greylist\w*|graylist\w*)\b[^0-9.;([]{0,40}?/
const amount = /\b(\d{1,6})\s?(s|secs?|seconds?|m|mins?|minutes?|h|hrs?|hours?)\b/
const clock = /\b(\d{1,2}):(\d\d):(\d\d)\b/

const inWords = new RegExp(words.source + amount.source, 'i')
const asClock = new RegExp(words.source + clock.source, 'i')

/** The wait that the reply names, ms; undefined where it names none, or one that is nothing to keep to. */
export function parseNamedWait(reply: Reply): number | undefined {
  const text = reply.lines.join(' ')
  const waitMs = fromWords(text) ?? fromClock(text)
  return waitMs !== undefined && waitMs > 0 && waitMs <= longestMs ? waitMs : undefined
}

function fromWords(text: string): number | undefined {
  const [, count, unit] = inWords.exec(text) ?? []
  if (count === undefined || unit === undefined) return undefined
  return Number(count) * (unitsMs[unit.charAt(0).toLowerCase()] ?? 0)
}

function fromClock(text: string): number | undefined {
  const found = asClock.exec(text)
  if (found === null) return undefined
  const [hours = 0, minutes = 0, seconds = 0] = found.slice(1).map(Number)
  return ((hours * 60 + minutes) * 60 + seconds) * 1_000
}
