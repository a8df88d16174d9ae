// The Api over the rooms: each part is made in main/api/.
import type { Api } from './api.ts'
import { createAttachmentsApi, type AttachmentsApiDeps } from './api/attachments-api.ts'
import { createPreflightApi, type PreflightApiDeps } from './api/preflight-api.ts'
import { createTemplatesApi, type TemplatesApiDeps } from './api/templates-api.ts'
import { createAppApi, createSettingsApi, type AppApiDeps } from './api/app-api.ts'
import { createBouncesApi, type BouncesApiDeps } from './api/bounces-api.ts'
import { createChecksApi, type ChecksApiDeps } from './api/checks-api.ts'
import { createContactsApi, type ContactsApiDeps } from './api/contacts-api.ts'
import { createIdentitiesApi, type IdentitiesApiDeps } from './api/identities-api.ts'
import { createDesktopApi, createUpdatesApi } from './api/desktop-api.ts'
import { createDiscoveryApi, type DiscoveryApiDeps } from './api/discovery-api.ts'
import { createAddressesApi, type AddressesApiDeps } from './api/addresses-api.ts'
import { createDraftsApi } from './api/drafts-api.ts'
import { createOutboxApi, type OutboxApiDeps } from './api/outbox-api.ts'
import { createMessagesApi, type MessagesApiDeps } from './api/messages-api.ts'
import { createMergeApi, type MergeApiDeps } from './api/merge-api.ts'
import { createOAuthApi, type OAuthApiDeps } from './api/oauth-api.ts'
import { createPolicyApi, type PolicyApiDeps } from './api/policy-api.ts'
import { createProfileApi, type ProfileApiDeps } from './api/profile-api.ts'
import { createHelpApi, type HelpApiDeps } from './api/help-api.ts'
import { createPracticeApi, type PracticeApiDeps } from './api/practice-api.ts'
import { createServersApi, type ServersApiDeps } from './api/servers-api.ts'
import { createCertificatesApi, type CertificatesApiDeps } from './api/certificates-api.ts'
import { createSecretsApi, type SecretsApiDeps } from './api/secrets-api.ts'
import { createRoutesApi, type RoutesApiDeps } from './api/routes-api.ts'
import { createTranscriptApi } from './api/transcript-api.ts'
import { createTransferApi, type TransferApiDeps } from './api/transfer-api.ts'
import type { Store } from './storage/store.ts'
import type { SettingsStore } from './settings/settings-store.ts'

export interface ApiRooms
  extends
    AttachmentsApiDeps,
    PreflightApiDeps,
    AddressesApiDeps,
    TemplatesApiDeps,
    BouncesApiDeps,
    ContactsApiDeps,
    MergeApiDeps,
    MessagesApiDeps,
    ChecksApiDeps,
    OutboxApiDeps,
    ServersApiDeps,
    OAuthApiDeps,
    IdentitiesApiDeps,
    PolicyApiDeps,
    HelpApiDeps,
    ProfileApiDeps,
    PracticeApiDeps,
    RoutesApiDeps,
    SecretsApiDeps,
    CertificatesApiDeps,
    TransferApiDeps,
    AppApiDeps,
    DiscoveryApiDeps {
  readonly settings: SettingsStore
  readonly store: Store
}

/** Makes the Api. A refused call throws a CallError; `dispatch` turns it into a Result. */
export function createApi(rooms: ApiRooms): Api {
  return {
    outbox: createOutboxApi(rooms),
    transcripts: createTranscriptApi(rooms),
    drafts: createDraftsApi(rooms),
    attachments: createAttachmentsApi(rooms),
    preflight: createPreflightApi(rooms),
    addresses: createAddressesApi(rooms),
    contacts: createContactsApi(rooms),
    templates: createTemplatesApi(rooms),
    merge: createMergeApi(rooms),
    bounces: createBouncesApi(rooms),
    messages: createMessagesApi(rooms),
    servers: createServersApi(rooms),
    checks: createChecksApi(rooms),
    oauth: createOAuthApi(rooms),
    identities: createIdentitiesApi(rooms),
    discovery: createDiscoveryApi(rooms),
    routes: createRoutesApi(rooms),
    transfer: createTransferApi(rooms),
    practice: createPracticeApi(rooms),
    policy: createPolicyApi(rooms),
    help: createHelpApi(rooms),
    profile: createProfileApi(rooms),
    settings: createSettingsApi(rooms),
    app: createAppApi(rooms),
    secrets: createSecretsApi(rooms),
    desktop: createDesktopApi(rooms),
    updates: createUpdatesApi(rooms),
    certificates: createCertificatesApi(rooms),
  }
}
