// When a cause is worth another try: the "Retry" lines of data/causes.md for temporary codes, as data.

/** Waits in minutes, and for how long they go on. */
export interface RetryRule {
  /** Waits after the first, second … attempt. */
  readonly afterMin: readonly number[]
  /** What follows the last wait: the same again, or twice as long each time. */
  readonly then: 'repeat' | 'double'
  /** Longest wait of one that doubles. */
  readonly longestMin?: number
  /** Tries in all; after that the person is asked. */
  readonly maxTries?: number
  /** Days after the first refusal, where the cause is given up before the setting says so. */
  readonly upToDays?: number
}

/** Connection, TLS and other trouble that no cause has a rule for (RFC 5321 4.5.4.1, first tries sooner). */
export const defaultRule: RetryRule = { afterMin: [1, 5, 10, 20, 60], then: 'repeat' }

/** Direct to the recipient's servers: nobody there knows us, and RFC 5321 4.5.4.1 asks for 30 minutes and more. */
export const directFloor: RetryRule = { afterMin: [15, 30, 60], then: 'repeat' }

const hourThenFour = { afterMin: [60, 240], then: 'repeat' } as const
const halfHourThenHourly: RetryRule = { afterMin: [30, 60], then: 'repeat', upToDays: 1 }
const busy: RetryRule = { afterMin: [5], then: 'double', longestMin: 240, upToDays: 2 }
const quarterDoubling: RetryRule = { afterMin: [15], then: 'double', longestMin: 240, upToDays: 2 }

/** By name of the cause (main/diagnosis/cause.ts). */
export const retryRules: Readonly<Record<string, RetryRule>> = {
  'recipient-mailbox-full': { ...hourThenFour, upToDays: 2 },
  'recipient-disabled': busy,
  'domain-unknown': halfHourThenHourly,
  'sender-rejected': halfHourThenHourly,
  'auth-temporarily-refused': { afterMin: [15, 60], then: 'repeat', maxTries: 3 },
  'tls-unavailable': { afterMin: [5, 30, 60], then: 'repeat', upToDays: 1 },
  'rate-limited': quarterDoubling,
  'too-many-connections': { afterMin: [1], then: 'double', upToDays: 1 },
  'quota-sending-exceeded': { afterMin: [1440], then: 'repeat' },
  greylisted: { afterMin: [5, 15, 30, 60], then: 'repeat', upToDays: 2 },
  'server-busy': busy,
  'service-unavailable': busy,
  timeout: { afterMin: [1, 5], then: 'double', upToDays: 1 },
  'policy-rejected': { ...hourThenFour, upToDays: 1 },
  'ip-blocklisted': { ...hourThenFour, upToDays: 1 },
  'poor-reputation': { ...hourThenFour, upToDays: 2 },
  'spf-dkim-dmarc-failed': { ...hourThenFour, upToDays: 1 },
  'reverse-dns': { ...hourThenFour, upToDays: 1 },
  unknown: quarterDoubling,
}
