// What the simulated servers do, by their own time (ms since the week began; sleep of the client does not stop it).
import type { Random } from '../../../main/random.ts'
import type { LaneKey } from '../../../main/outbox/entry.ts'

export const secondMs = 1_000
export const minuteMs = 60 * secondMs
export const hourMs = 60 * minuteMs
export const dayMs = 24 * hourMs

/** `unreached`: no connection; `closing`: 421 in the greeting; `password`: 535 to the sign-in; `silent`: no answer for five minutes. */
export type Trouble = 'unreached' | 'closing' | 'password' | 'silent'

export interface Spell {
  readonly lane: LaneKey
  readonly from: number
  readonly to: number
  readonly trouble: Trouble
}

export interface Weather {
  readonly spells: readonly Spell[]
  troubleAt(lane: LaneKey, at: number): Trouble | undefined
  /** Whether there was trouble at the lane at any time between the two. */
  wasTroubled(lane: LaneKey, from: number, to: number): boolean
}

/** Outages of some minutes to some hours for each lane; one password that is changed. */
export function makeWeather(random: Random, lanes: readonly LaneKey[]): Weather {
  const between = (least: number, most: number) => Math.round(least + random.fraction() * (most - least))
  const spells: Spell[] = lanes.flatMap((lane) =>
    (['unreached', 'closing', 'silent'] as const).map((trouble) => {
      const from = between(0.2 * dayMs, 6 * dayMs)
      return { lane, trouble, from, to: from + between(10 * minuteMs, 8 * hourMs) }
    }),
  )
  const changed = lanes.at(-1) ?? ''
  const from = between(3 * dayMs, 4 * dayMs)
  spells.unshift({ lane: changed, trouble: 'password', from, to: from + 4 * hourMs })
  return {
    spells,
    troubleAt: (lane, at) =>
      spells.find((one) => one.lane === lane && one.from <= at && at < one.to)?.trouble,
    wasTroubled: (lane, from, to) =>
      spells.some((one) => one.lane === lane && one.from <= to && one.to >= from),
  }
}
