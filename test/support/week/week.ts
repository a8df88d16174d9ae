// A week of an outbox: what happens when, by a seed. What came of it is held against the rules.
import { settle } from '../fake-clock.ts'
import { lanes, openWeekRun, type WeekRun } from './week-run.ts'
import { dayMs, hourMs, secondMs } from './weather.ts'

/** Lives the week of this seed, and some quiet days after it, so that what waits comes to its end. */
export async function liveWeek(seed: number): Promise<WeekRun> {
  const run = await openWeekRun(seed)
  // Some steps wait for the clock: the end of an attempt that is stopped.
  const begun: Promise<void>[] = []
  for (const step of planWeek(run)) {
    if (step.at > run.at()) await run.clock.advance(step.at - run.at())
    begun.push(step.run())
    await settle()
  }
  await run.clock.advance(dayMs)
  await Promise.all(begun)
  await run.close()
  return run
}

interface Step {
  /** By the servers' time. */
  readonly at: number
  readonly run: () => Promise<void>
}

function planWeek(run: WeekRun): readonly Step[] {
  const steps = [...planLetters(run), ...planPerson(run), ...planMachine(run)]
  for (let hour = 1; hour < 9 * 24; hour += 1) {
    steps.push({ at: hour * hourMs, run: async () => run.look() })
  }
  return steps.sort((a, b) => a.at - b.at)
}

/** So often, at any time between. */
function some(run: WeekRun, times: number, [from, to]: readonly [number, number], work: Step['run']): Step[] {
  return Array.from({ length: times }, () => ({
    at: Math.round(from + run.random.fraction() * (to - from)),
    run: work,
  }))
}

async function burst(run: WeekRun, lane: string, count: number): Promise<void> {
  for (let n = 0; n < count; n += 1) await run.enqueue(lane)
}

function planLetters(run: WeekRun): Step[] {
  const { clock, random } = run
  const later = () => run.enqueue('c', { scheduledAt: clock.now() + Math.round(random.fraction() * dayMs) })
  return [
    ...lanes.flatMap((lane) => some(run, 40, [0, 6.5 * dayMs], () => run.enqueue(lane))),
    ...some(run, 3, [0, 6 * dayMs], () => burst(run, 'b', 30)),
    ...some(run, 2, [0, 6 * dayMs], () => burst(run, 'a', 40)),
    ...some(run, 10, [0, 5 * dayMs], later),
    ...some(run, 10, [0, 6 * dayMs], () => run.enqueue('c', { undoUntil: clock.now() + 20 * secondMs })),
  ]
}

function planPerson(run: WeekRun): Step[] {
  const acts: readonly Step['run'][] = [
    () => run.hold(),
    () => run.sendNow(),
    () => run.cancel(),
    () => run.sendAgain(),
    () => run.delete(),
  ]
  const changed = run.weather.spells.filter(({ trouble }) => trouble === 'password')
  return [
    ...acts.flatMap((act) => some(run, 6, [0.5 * dayMs, 6.5 * dayMs], act)),
    ...changed.flatMap(({ lane, from, to }) => [
      ...some(run, 5, [from, to], () => run.enqueue(lane, { identityId: 'i1' })),
      // The person types the new password an hour after it was changed back.
      { at: to + hourMs, run: () => run.signIn(lane) },
    ]),
  ]
}

function planMachine(run: WeekRun): Step[] {
  const days = [dayMs, 6 * dayMs] as const
  return [
    ...some(run, 3, days, () => run.sleep(Math.round(hourMs + run.random.fraction() * 9 * hourMs))),
    ...[hourMs, -hourMs, 3 * hourMs, -5 * hourMs].flatMap((byMs) =>
      some(run, 1, days, async () => run.setClock(byMs)),
    ),
  ]
}
