// Calls about the practice server, and "Try it".
import type { PracticeApi } from '../api.ts'
import type { Clock } from '../clock.ts'
import type { DraftContent } from '../drafts/draft.ts'
import type { Drafts } from '../drafts/drafts.ts'
import type { Identity } from '../identities/identity.ts'
import type { PolicyBook } from '../policy/policy-book.ts'
import type { PracticeScenario } from '../practice/practice.ts'
import type { PracticeServer } from '../practice/practice-server.ts'
import { CallError } from '../result.ts'
import { asSet } from '../drafts/as-set.ts'
import type { SettingsStore } from '../settings/settings-store.ts'
import type { Server } from '../servers/server.ts'
import type { Servers } from '../servers/servers.ts'
import { nameOfServer, practiceServerIds } from '../servers/built-in-names.ts'
import type { Shell } from '../shell.ts'
import { fillIn, isTextKey, t } from '../text/t.ts'
import type { Keeper } from './practice-keeper.ts'

export interface PracticeApiDeps {
  readonly practice: PracticeServer
  readonly keeper: Keeper
  readonly policy: PolicyBook
  readonly servers: Servers
  readonly drafts: Drafts
  readonly shell: Shell
  readonly clock: Clock
  readonly settings: Pick<SettingsStore, 'get'>
}

const domain = 'practice.test'
const user = 'you'
/** `wrong` is a record of its own: "Sign in again" then sets this one right. */
const { server: serverId, wrong: wrongServerId } = practiceServerIds
const passwords: Readonly<Record<string, string>> = { [serverId]: 'rehearsal', [wrongServerId]: 'wrong' }

/** The password that a practice server starts with; it is no secret. Null for any other server. */
export function practicePassword(id: string): string | null {
  return passwords[id] ?? null
}

/** Makes the practice part of the Api. */
export function createPracticeApi(deps: PracticeApiDeps): PracticeApi {
  const { practice, keeper } = deps
  return {
    open: async () => {
      refuseForbidden(deps)
      await keeper.open()
      return practice.status()
    },
    close: () => keeper.close(),
    status: () => practice.status(),
    scenarios: () =>
      Promise.resolve(
        practice.scenarios.map(({ id, kind, name, answer, expected }) => ({
          id,
          kind,
          name,
          shows: showsOf(id),
          answer,
          expected,
        })),
      ),
    received: () => practice.received(),
    read: async ({ id }) => {
      const message = await practice.read(id)
      if (message === null)
        throw new CallError('not-found', 'The practice server has no such message any more.')
      return message
    },
    clear: () => practice.clear(),
    ...armedApi(practice.overrides),
    tryIt: async ({ scenarioId }) => {
      refuseForbidden(deps)
      return await tryIt(deps, scenarioId)
    },
  }
}

/** @throws CallError `not-possible` where an administrator switched it off. */
function refuseForbidden({ policy }: PracticeApiDeps): void {
  if (!policy.rules.practiceServer)
    throw new CallError('not-possible', t('policy.no-practice', { who: policy.who }))
}

/** What is answered next; each call gives what stands after it. */
function armedApi(
  overrides: PracticeServer['overrides'],
): Pick<PracticeApi, 'armed' | 'arm' | 'disarm' | 'imitate'> {
  const view = () => Promise.resolve({ armed: overrides.armed(), imitated: overrides.imitated() })
  return {
    armed: view,
    arm(armed) {
      overrides.arm(armed)
      return view()
    },
    disarm({ phase }) {
      overrides.disarm(phase)
      return view()
    },
    imitate({ server }) {
      overrides.imitate(server)
      return view()
    },
  }
}

async function tryIt(
  deps: PracticeApiDeps,
  scenarioId: string | null,
): Promise<{ readonly draftId: string }> {
  const scenario = scenarioId === null ? null : findScenario(deps, scenarioId)
  const identity = await ensureIdentity(deps, scenario?.kind === 'sender' ? scenario.name : user)
  if (scenario?.kind === 'password') await ensureServer(deps, wrongServerId)
  const draft = await deps.drafts.create(asSet(contentFor(scenario, identity), await deps.settings.get()))
  await deps.shell.openCompose(draft.id)
  return { draftId: draft.id }
}

function showsOf(scenarioId: string): string {
  const key = `practice.shows.${scenarioId}`
  return isTextKey(key) ? fillIn(key, {}) : ''
}

function findScenario(deps: PracticeApiDeps, scenarioId: string): PracticeScenario {
  const found = deps.practice.scenarios.find(({ id }) => id === scenarioId)
  if (found === undefined) throw new CallError('not-found', 'The practice server has no such scenario.')
  return found
}

function contentFor(scenario: PracticeScenario | null, identity: Identity): Partial<DraftContent> {
  const mailbox = scenario?.kind === 'recipient' ? scenario.name : 'anna'
  return {
    identityId: identity.id,
    serverId: scenario?.kind === 'password' ? wrongServerId : null,
    to: [`${mailbox}@${domain}`],
    subject:
      scenario === null
        ? t('practice.subject')
        : t('practice.subject-scenario', { shows: showsOf(scenario.id) }),
    text: t('practice.text'),
  }
}

async function ensureIdentity(deps: PracticeApiDeps, local: string): Promise<Identity> {
  await ensureServer(deps, serverId)
  const address = `${local}@${domain}`
  const there = deps.servers
    .identities()
    .find((identity) => identity.address === address && identity.serverId === serverId)
  if (there !== undefined) return there
  const identity = { id: `practice-${local}`, name: t('practice.you'), address, serverId }
  await addServer(deps, deps.servers.get(serverId) ?? record(deps, serverId), [identity])
  return identity
}

/** The one that refuses gets its wrong password back each time. */
async function ensureServer(deps: PracticeApiDeps, id: string): Promise<void> {
  const there = deps.servers.get(id)
  if (there === undefined) await addServer(deps, record(deps, id), [])
  else if (id === wrongServerId) await deps.servers.setPassword(id, practicePassword(id) ?? '')
}

function addServer(deps: PracticeApiDeps, server: Server, identities: readonly Identity[]): Promise<void> {
  return deps.servers.add(server, identities, practicePassword(server.id) ?? '')
}

function record({ clock }: PracticeApiDeps, id: string): Server {
  return {
    id,
    kind: 'practice',
    name: nameOfServer(id, ''),
    host: domain,
    // The system gives the port when the server opens; this is the usual one, for show.
    port: 587,
    security: 'starttls',
    user,
    ehloName: '',
    allowInsecureAuth: false,
    pins: [],
    isDefault: false,
    createdAt: clock.now(),
  }
}
