import type { Clock } from '../clock.ts'

/** No answer came in time. */
export class NoAnswer extends Error {
  override readonly name = 'NoAnswer'

  constructor(limitMs: number) {
    super(`no answer in ${limitMs / 1000} s`)
  }
}

/** Rejects with `NoAnswer` when `run` has not settled after `limitMs` ms. A call that throws at once rejects like one that rejects. */
export async function within<T>(clock: Clock, limitMs: number, run: () => Promise<T>): Promise<T> {
  return await new Promise((resolve, reject) => {
    const timer = clock.after(limitMs, () => reject(new NoAnswer(limitMs)))
    Promise.resolve()
      .then(run)
      .then(resolve, reject)
      .finally(() => timer.cancel())
  })
}

/** The first line of an error without its full stop. */
export function toLine(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error)
  return (text.split('\n')[0] ?? '').replace(/\.$/, '')
}
