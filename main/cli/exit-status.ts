import type { MessageResult } from './jobs/job.ts'

/** Exit statuses by sysexits, as cli.md gives them. */
export const exitStatus = {
  ok: 0,
  usage: 64,
  refusedLocally: 65,
  permanent: 69,
  internal: 70,
  unconfirmed: 74,
  temporary: 75,
  signIn: 77,
} as const

export type ExitStatus = (typeof exitStatus)[keyof typeof exitStatus]

/** Of several messages the first of these that occurs. */
const ORDER: readonly ExitStatus[] = [
  exitStatus.unconfirmed,
  exitStatus.signIn,
  exitStatus.temporary,
  exitStatus.permanent,
  exitStatus.refusedLocally,
]

/** The status for one message. */
export function statusOf({ overall, phase, recipients }: MessageResult): ExitStatus {
  switch (overall) {
    case 'accepted':
      return exitStatus.ok
    case 'partly':
      return recipients.some(({ outcome }) => outcome === 'deferred')
        ? exitStatus.temporary
        : exitStatus.permanent
    case 'unconfirmed':
      return exitStatus.unconfirmed
    case 'deferred':
      return exitStatus.temporary
    case 'rejected':
      return phase === 'auth' ? exitStatus.signIn : exitStatus.permanent
    case 'refused-locally':
      return phase === 'auth' ? exitStatus.signIn : exitStatus.refusedLocally
  }
}

export function statusOfAll(results: readonly MessageResult[]): ExitStatus {
  const found = new Set(results.map(statusOf))
  return ORDER.find((status) => found.has(status)) ?? exitStatus.ok
}
