import type { ApiEvents } from '../api.ts'

/** Every event that a window may hear. */
export const eventNames = [
  'outbox.changed',
  'transcript.lines',
  'drafts.changed',
  'drafts.restored',
  'attachments.copying',
  'messages.opened',
  'contacts.changed',
  'templates.changed',
  'merge.changed',
  'servers.changed',
  'identities.changed',
  'routes.changed',
  'practice.changed',
  'settings.changed',
  'policy.changed',
  'lessons.changed',
  'secrets.changed',
  'updates.changed',
  'notices.changed',
  'app.show',
  'app.quitting',
  'checks.progress',
  'discovery.changed',
  'oauth.changed',
] as const satisfies readonly (keyof ApiEvents)[]

type IsNever<T> = [T] extends [never] ? true : T

/** @public Compile error with the missing names when the list is not complete. */
export const allEventsNamed: IsNever<Exclude<keyof ApiEvents, (typeof eventNames)[number]>> = true
