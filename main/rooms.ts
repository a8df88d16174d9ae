// The rooms of the core that are open before the queue is.
import type { AskedFiles } from './api/asked-files.ts'
import type { OpenedFiles } from './api/opened-files.ts'
import type { Notices } from './api/notices.ts'
import type { Keeper } from './api/practice-keeper.ts'
import type { CoreOptions } from './core.ts'
import type { Contacts } from './contacts/contacts.ts'
import type { Drafts } from './drafts/drafts.ts'
import type { EventBus } from './events.ts'
import type { OAuth } from './oauth/create-oauth.ts'
import type { Aliases } from './identities/aliases.ts'
import type { Lease } from './outbox/lease/lease.ts'
import type { RevisionFiles } from './outbox/revision-files.ts'
import type { PolicyBook } from './policy/policy-book.ts'
import type { LessonBook } from './practice/lesson-book.ts'
import type { PracticeServer } from './practice/practice-server.ts'
import type { ServerGuard } from './servers/guard.ts'
import type { SeenServers } from './servers/seen.ts'
import type { SettingsStore } from './settings/settings-store.ts'
import type { Templates } from './templates/templates.ts'
import type { Store } from './storage/store.ts'

export interface Rooms {
  readonly options: CoreOptions
  readonly store: Store
  readonly settings: SettingsStore
  readonly events: EventBus
  readonly drafts: Drafts
  readonly contacts: Contacts
  readonly practice: PracticeServer
  readonly keeper: Keeper
  readonly notices: Notices
  readonly openedFiles: OpenedFiles
  readonly revisionFiles: RevisionFiles
  readonly lease: Lease
  readonly oauth: OAuth
  readonly seen: SeenServers
  readonly aliases: Aliases
  readonly templates: Templates
  readonly asked: AskedFiles
  readonly lessons: LessonBook
  readonly policy: PolicyBook
  readonly guard: ServerGuard
}
