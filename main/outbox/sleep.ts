import type { Clock, Timer } from '../clock.ts'

/** A machine that said it would sleep and did not is taken to be awake after this, ms. Timers rest while it sleeps. */
const mostMs = 120_000

/** Between the machine's word that it goes to sleep and its waking no attempt begins: it would be cut in the middle. */
export interface Sleep {
  readonly isAsleep: boolean
  begin(): void
  end(): void
}

/** @param overslept Called where the machine never said that it woke. */
export function createSleep(clock: Pick<Clock, 'after'>, overslept: () => void): Sleep {
  let timer: Timer | undefined
  const end = (): void => {
    timer?.cancel()
    timer = undefined
  }
  return {
    get isAsleep() {
      return timer !== undefined
    },
    begin: () => {
      end()
      timer = clock.after(mostMs, () => {
        timer = undefined
        overslept()
      })
    },
    end,
  }
}
