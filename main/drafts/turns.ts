/** Runs what concerns one draft one after the other: each reads what the one before it wrote. */
export type InTurn = <T>(draftId: string, run: () => Promise<T>) => Promise<T>

export function createTurns(): InTurn {
  const tails = new Map<string, Promise<unknown>>()
  return (draftId, run) => {
    const next = (tails.get(draftId) ?? Promise.resolve()).then(run, run)
    tails.set(draftId, next)
    void next
      .catch(() => undefined)
      .then(() => {
        if (tails.get(draftId) === next) tails.delete(draftId)
      })
    return next
  }
}
