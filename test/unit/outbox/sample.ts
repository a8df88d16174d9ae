import type { CourierReport } from '../../../main/outbox/courier.ts'
import type { Entry, LaterReport, Recipient, RecipientStatus } from '../../../main/outbox/entry.ts'
import type { Reply } from '../../../main/smtp/types.ts'

export const now = Date.UTC(2026, 0, 5, 9, 0, 0)

export const accepted: Reply = { code: 250, enhanced: '2.0.0', lines: ['250 2.0.0 Ok: queued as 4XyZ'] }
export const unknownUser: Reply = { code: 550, enhanced: '5.1.1', lines: ['550 5.1.1 No such user here'] }
export const greylisted: Reply = { code: 450, enhanced: '4.2.0', lines: ['450 4.2.0 Greylisted'] }

export const statuses = {
  pending: { state: 'pending' },
  accepted: { state: 'accepted', at: now, attemptId: 'a0', reply: accepted },
  deferred: {
    state: 'deferred',
    at: now,
    attemptId: 'a0',
    failure: { phase: 'rcpt', kind: 'server-reply', reply: greylisted, detail: '450' },
  },
  rejected: {
    state: 'rejected',
    by: 'server',
    at: now,
    attemptId: 'a0',
    failure: { phase: 'rcpt', kind: 'server-reply', reply: unknownUser, detail: '550' },
  },
  unconfirmed: {
    state: 'unconfirmed',
    at: now,
    attemptId: 'a0',
    failure: { phase: 'message', kind: 'network', detail: 'closed' },
  },
} as const satisfies Record<string, RecipientStatus>

export type StatusName = keyof typeof statuses

/** A recipient named after its state: `accepted0@example.org`. */
export function recipient(state: StatusName, index = 0): Recipient {
  return { address: `${state}${index}@example.org`, field: 'to', status: statuses[state] }
}

/** A report that came after the hand-over, about `accepted0@example.org`. */
export function later(action: LaterReport['action'], over: Partial<LaterReport> = {}): LaterReport {
  const said = { status: '5.2.2', lines: ['552 5.2.2 Over quota'], by: 'both' } as const
  return { ...said, address: 'accepted0@example.org', action, readAt: now + 60_000, ...over }
}

/** An entry with one recipient for each state named. */
export function entryWith(states: readonly StatusName[], over: Partial<Entry> = {}): Entry {
  return {
    id: 'e1',
    createdAt: now,
    updatedAt: now,
    identityId: 'i1',
    from: { address: 'me@example.org' },
    serverId: 's1',
    subject: 'Minutes',
    recipients: states.map((state, index) => recipient(state, index)),
    revision: {
      number: 1,
      messageId: '<1@example.org>',
      createdAt: now,
      spoolFile: 'e1-1.eml',
      size: 100,
      sha256: '00',
      contentFile: 'e1-1.json',
    },
    history: [],
    allOrNone: false,
    attemptCount: 0,
    reason: { kind: 'queued' },
    ...over,
  }
}

/** A report of an attempt; by default the server answered and took everybody. */
export function reportOf(over: Partial<CourierReport>): CourierReport {
  return {
    overall: 'accepted',
    phase: 'done',
    recipients: [],
    notes: [],
    answered: true,
    needsSignIn: false,
    session: {},
    ...over,
  }
}
