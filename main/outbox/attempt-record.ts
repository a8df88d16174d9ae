// What is written down of an attempt: at its start, at its end, and where the courier itself failed. Pure.
import { isCounted, type CourierReport } from './courier.ts'
import type { Attempt, Entry } from './entry.ts'
import { isOpen, laneOf } from './state.ts'

/** The courier failed, which it never should: what was stored last tells what may have happened (P3). */
export function faultReport(entry: Entry, attempt: Attempt, detail: string): CourierReport {
  const mayHaveLeft = attempt.step === 'about-to-complete'
  const refused = new Set(attempt.refused?.map(({ address }) => address))
  const unconfirmed = entry.recipients
    .filter(({ address }) => !refused.has(address))
    .map(({ address }) => ({ address, outcome: 'unconfirmed' as const }))
  return {
    overall: mayHaveLeft ? 'unconfirmed' : 'deferred',
    phase: 'message',
    recipients: mayHaveLeft ? [...(attempt.refused ?? []), ...unconfirmed] : [],
    failure: { phase: 'message', kind: 'protocol', detail: `A fault in Sendoff: ${detail}` },
    notes: [],
    answered: true,
    needsSignIn: false,
    session: {},
  }
}

/** @param endedAt Epoch ms. */
export function endedAttempt(attempt: Attempt, report: CourierReport, endedAt: number): Attempt {
  const took = report.overall === 'accepted' || report.overall === 'partly'
  return {
    ...attempt,
    ...report.session,
    step: 'ended',
    endedAt,
    overall: report.overall,
    phase: report.phase,
    failure: report.failure,
    finalReply: took ? report.reply : undefined,
    queueId: report.queueId,
    notes: report.notes,
    counts: isCounted(report),
  }
}

/** The route by which its recipients came into the lane. */
export function routeFor(entry: Entry, lane: string) {
  const route = entry.recipients.find((one) => isOpen(one) && laneOf(entry, one) === lane)?.route
  return route === undefined ? {} : { route }
}
