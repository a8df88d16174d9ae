// Places of bars and marks in the charts of a server's health. Pure; lengths in px.
import type { HealthView } from '../../main/api.ts'
import type { HealthSpan } from '../../main/health/span.ts'
import { formatClock } from '../shared/format.ts'
import { locale } from '../text/t.ts'

type Bucket = HealthView['buckets'][number]

export const outcomes = ['handedOver', 'deferred', 'refused', 'unconfirmed'] as const
export type Counted = (typeof outcomes)[number]

/** Unconfirmed and deferred want patience, refused wants a change. */
export const toneOf: Readonly<Record<Counted, 'ok' | 'wait' | 'bad'>> = {
  handedOver: 'ok',
  deferred: 'wait',
  refused: 'bad',
  unconfirmed: 'wait',
}

export function totalOf(bucket: Bucket): number {
  return outcomes.reduce((sum, name) => sum + bucket[name], 0)
}

export function failedOf(bucket: Bucket): number {
  return totalOf(bucket) - bucket.handedOver
}

/** Marks of the axis: round numbers from 0, at most five of them, the last not under `most`. */
export function toMarks(most: number): readonly number[] {
  const least = Math.max(most, 4) / 4
  const power = 10 ** Math.floor(Math.log10(least))
  const step = [1, 2, 2.5, 5, 10].map((n) => n * power).find((n) => n >= least && Number.isInteger(n))
  const size = step ?? 10 * power
  return Array.from({ length: Math.ceil(Math.max(most, 1) / size) + 1 }, (_, index) => index * size)
}

export interface Piece {
  readonly name: Counted
  readonly from: number
  readonly to: number
}

/** The pieces of a bar from the bottom up, in attempts. */
export function toPieces(bucket: Bucket): readonly Piece[] {
  let from = 0
  return outcomes.flatMap((name) => {
    const piece = { name, from, to: from + bucket[name] }
    from = piece.to
    return bucket[name] === 0 ? [] : [piece]
  })
}

const dayMonth = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short' })

/** What stands under a bar; '' under most of them. */
export function toLabel(
  span: HealthSpan,
  startAt: number,
  { index, count, last }: { readonly index: number; readonly count: number; readonly last: string },
): string {
  if (index === count - 1) return last
  if (span === 'day') return index % 4 === 0 && index < count - 2 ? formatClock(startAt) : ''
  const isMarked = span === 'week' || (index % 7 === 0 && index < count - 3)
  return isMarked ? dayMonth.format(startAt) : ''
}

export interface Step {
  readonly fromMs: number
  readonly toMs: number
}

/** Bars one behind the other, as the phases of one message follow each other. */
export function toSteps(durations: readonly number[]): readonly Step[] {
  let end = 0
  return durations.map((ms) => {
    const step = { fromMs: end, toMs: end + ms }
    end = step.toMs
    return step
  })
}
