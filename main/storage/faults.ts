import type { PlannedFault } from './protocol.ts'

export interface Faults {
  /** Throws where a fault is planned for this call. */
  check(at: PlannedFault['at']): void
}

/** Counts down each planned fault; the real program plans none. */
export function createFaults(planned: readonly PlannedFault[]): Faults {
  const left = planned.map((fault) => ({ ...fault, left: fault.nth }))
  return {
    check(at) {
      for (const fault of left) {
        if (fault.at !== at || --fault.left !== 0) continue
        throw Object.assign(new Error(`${fault.code}: planned fault at ${at}`), { code: fault.code })
      }
    },
  }
}
