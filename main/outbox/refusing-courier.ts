import { localReport } from './courier-report.ts'
import type { Courier } from './courier.ts'

/** What an administrator does not allow: no connection is opened. */
const policyCode = 'POLICY'

/** A courier that asks before each attempt whether it may: a rule that came in between holds for what is queued too. */
export function withRefusal(courier: Courier, refusal: () => string | null): Courier {
  return {
    deliver: async (...order) => {
      const reason = refusal()
      if (reason !== null) return localReport('local', policyCode, reason)
      return await courier.deliver(...order)
    },
    hasSession: () => courier.hasSession(),
    window: () => courier.window?.() ?? 1,
    rest: () => courier.rest(),
    abort: () => courier.abort(),
  }
}
