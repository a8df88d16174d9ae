// What is known before one octet is sent (product.md, point 9): pure, over what the chosen server listed last.
import type { Preflight, PreflightFinding, PreflightGrade } from '../api.ts'
import { findNeeds } from './find-needs.ts'
import { findReminders } from './find-reminders.ts'
import { findServerState } from './find-server-state.ts'
import { findSize } from './find-size.ts'
import type { PreflightFacts } from './facts.ts'
import { estimateOctets } from './message-size.ts'

export type { KnownServer, PreflightFacts } from './facts.ts'

const order: Readonly<Record<PreflightGrade, number>> = { refused: 0, reminder: 1, doubt: 2, note: 3 }

/** Findings with the gravest first, and the size beside the limit. */
export function preflight(facts: PreflightFacts): Preflight {
  const octets = estimateOctets(facts.content)
  const findings: readonly PreflightFinding[] = [
    ...findSize(facts, octets),
    ...findNeeds(facts),
    ...findReminders(facts),
    ...findServerState(facts),
  ]
  return {
    findings: findings.toSorted((a, b) => order[a.grade] - order[b.grade]),
    size: { octets, ...limitOf(facts) },
  }
}

function limitOf({ chosen }: PreflightFacts): Partial<Preflight['size']> {
  if (chosen?.seen?.maxSize === undefined) return {}
  return { limit: chosen.seen.maxSize, host: chosen.server.host, saidAt: chosen.seen.at }
}
