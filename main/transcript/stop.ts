/** The eight stops of the session line (design.md), in their order: a session passes them from left to right. */
export const STOPS = [
  'lookup',
  'connect',
  'tls',
  'sign-in',
  'sender',
  'recipients',
  'message',
  'handed-over',
] as const

export type Stop = (typeof STOPS)[number]

export interface StopView {
  readonly stop: Stop
  /** `passed`, `running`, `refused` or `deferred` where it was decided, `unknown` where nobody knows, `not-reached`, `skipped` (no TLS, no sign-in). */
  readonly state: 'passed' | 'running' | 'refused' | 'deferred' | 'unknown' | 'not-reached' | 'skipped'
  readonly durationMs?: number
}
