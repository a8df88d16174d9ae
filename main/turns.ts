/** Runs what concerns one thing (a draft, a job) one after the other: each reads what the one before it wrote. */
export type InTurn = <T>(id: string, run: () => Promise<T>) => Promise<T>

/** What was run for other ids does not wait; a run that failed holds nothing up. */
export function createTurns(): InTurn {
  const tails = new Map<string, Promise<unknown>>()
  return (id, run) => {
    const next = (tails.get(id) ?? Promise.resolve()).then(run, run)
    tails.set(id, next)
    void next
      .catch(() => undefined)
      .then(() => {
        if (tails.get(id) === next) tails.delete(id)
      })
    return next
  }
}
