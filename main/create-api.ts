// The Api over the rooms: each part is made in main/api/.
import type { Api } from './api.ts'
import { createAppApi, createSettingsApi, type AppApiDeps } from './api/app-api.ts'
import { createBouncesApi, type BouncesApiDeps } from './api/bounces-api.ts'
import { createChecksApi, type ChecksApiDeps } from './api/checks-api.ts'
import { createAddressesApi, createDraftsApi } from './api/drafts-api.ts'
import { createOutboxApi, type OutboxApiDeps } from './api/outbox-api.ts'
import { createPracticeApi, type PracticeApiDeps } from './api/practice-api.ts'
import { createIdentitiesApi, createServersApi, type ServersApiDeps } from './api/servers-api.ts'
import { createRoutesApi, type RoutesApiDeps } from './api/routes-api.ts'
import { createTranscriptApi } from './api/transcript-api.ts'
import type { Store } from './storage/store.ts'
import type { SettingsStore } from './settings/settings-store.ts'

export interface ApiRooms
  extends
    BouncesApiDeps,
    ChecksApiDeps,
    OutboxApiDeps,
    ServersApiDeps,
    PracticeApiDeps,
    RoutesApiDeps,
    AppApiDeps {
  readonly settings: SettingsStore
  readonly store: Store
}

/** Makes the Api. A refused call throws a CallError; `dispatch` turns it into a Result. */
export function createApi(rooms: ApiRooms): Api {
  return {
    outbox: createOutboxApi(rooms),
    transcripts: createTranscriptApi(rooms),
    drafts: createDraftsApi(rooms),
    addresses: createAddressesApi(),
    bounces: createBouncesApi(rooms),
    servers: createServersApi(rooms),
    checks: createChecksApi(rooms),
    identities: createIdentitiesApi(rooms.servers),
    routes: createRoutesApi(rooms),
    practice: createPracticeApi(rooms),
    settings: createSettingsApi(rooms.settings, rooms.events),
    app: createAppApi(rooms),
  }
}
