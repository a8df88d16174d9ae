// Whether a goal is met: it is missed where it is missed in four of five rounds, since other work on the machine may spoil one.

export interface Goal {
  readonly what: string
  readonly is: 'at most' | 'at least'
  readonly limit: number
  /** One figure for each round, in the unit of `limit`. */
  readonly rounds: readonly number[]
}

/** The share of rounds from which on a goal counts as missed. */
const missedShare = 0.8

/** How many rounds missed it. A figure that is not one has missed. */
export function countMisses({ is, limit, rounds }: Goal): number {
  return rounds.filter((figure) => !(is === 'at most' ? figure <= limit : figure >= limit)).length
}

/** Without a single round nothing is met. */
export function isMet(goal: Goal): boolean {
  return goal.rounds.length > 0 && countMisses(goal) / goal.rounds.length < missedShare
}

/** One line: what, how much, whether it is met, and in how many rounds it was missed. */
export function formatGoal(goal: Goal): string {
  const verdict = isMet(goal) ? 'met' : 'not met'
  return `${verdict}: ${goal.what}, ${goal.is} ${goal.limit} (missed in ${countMisses(goal)} of ${goal.rounds.length} rounds)`
}
