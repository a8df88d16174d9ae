// Which requests are run together: a change that may wait shares the commit of the next one that may not.

export interface Asked {
  /** It changes nothing. */
  readonly isRead: boolean
  /** A change that may wait for another. */
  readonly isPatient: boolean
}

export interface PatienceDeps<R extends Asked> {
  /** Runs requests in their order, the changes among them in one transaction. */
  readonly run: (batch: readonly R[]) => void
  /** Calls after `patienceMs`; gives what calls that off. */
  readonly later: (call: () => void) => () => void
}

export interface Patience<R extends Asked> {
  /** Requests that came together. Reads among them are run at once, and do not see what still waits. */
  take(batch: readonly R[]): void
  /** Runs what waits. */
  flush(): void
}

export function createPatience<R extends Asked>({ run, later }: PatienceDeps<R>): Patience<R> {
  let waiting: R[] = []
  let callOff: (() => void) | undefined
  const runWith = (batch: readonly R[]): void => {
    callOff?.()
    callOff = undefined
    const all = [...waiting, ...batch]
    waiting = []
    if (all.length > 0) run(all)
  }
  return {
    take: (batch) => {
      if (batch.some(({ isRead, isPatient }) => !isRead && !isPatient)) {
        runWith(batch)
        return
      }
      const patient = batch.filter(({ isPatient }) => isPatient)
      waiting.push(...patient)
      if (patient.length > 0) callOff ??= later(() => runWith([]))
      if (patient.length < batch.length) run(batch.filter(({ isPatient }) => !isPatient))
    },
    flush: () => runWith([]),
  }
}
