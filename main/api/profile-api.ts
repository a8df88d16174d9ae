// Calls about the whole profile: taking it along, and what of it lies on this disk.
import type { ProfileApi, ProfilePreview } from '../api.ts'
import type { Clock } from '../clock.ts'
import type { Contacts } from '../contacts/contacts.ts'
import { formatAllVCards } from '../contacts/export/vcard.ts'
import { foresee, takeImport } from '../contacts/import/take.ts'
import { parseVCards } from '../contacts/import/vcard.ts'
import type { EventBus } from '../events.ts'
import { createId } from '../id.ts'
import type { PolicyBook } from '../policy/policy-book.ts'
import type { Random } from '../random.ts'
import { CallError } from '../result.ts'
import type { Servers } from '../servers/servers.ts'
import { lastingSettingsSchema } from '../settings/settings.ts'
import type { SettingsStore } from '../settings/settings-store.ts'
import type { Shell } from '../shell.ts'
import type { Templates } from '../templates/templates.ts'
import { t } from '../text/t.ts'
import { compare, type Compared } from '../transfer/compare.ts'
import type { LocalFiles } from '../transfer/local-files.ts'
import {
  formatProfile,
  maxProfileOctets,
  parseProfile,
  type ProfileFile,
  type ProfileTemplate,
} from '../transfer/profile-file.ts'
import { take } from '../transfer/take.ts'
import { measureProfile } from './disk-use.ts'
import { requireReadable } from './export-size.ts'
import { readPicked } from './picked-file.ts'
import { presentIn } from './transfer-api.ts'

export interface ProfileApiDeps {
  readonly dataDir: string
  readonly settings: SettingsStore
  readonly policy: PolicyBook
  readonly servers: Servers
  readonly templates: Templates
  readonly contacts: Contacts
  readonly shell: Shell
  readonly localFiles: LocalFiles
  readonly events: EventBus
  readonly clock: Clock
  readonly random: Random
}

const settingNames = lastingSettingsSchema.keyof().options

/** Makes the profile part of the Api. */
export function createProfileApi(deps: ProfileApiDeps): ProfileApi {
  let shown: { readonly id: string; readonly file: ProfileFile } | null = null
  return {
    export: async () => ({ path: await exportProfile(deps) }),
    read: async () => {
      const path = await deps.shell.pickFile(t('profile.pick'), ['json'])
      if (path === null) return null
      const file = await readProfile(deps, path)
      shown = { id: createId(deps.random), file }
      return await toPreview(deps, shown.id, path, file)
    },
    apply: async ({ previewId, parts }) => {
      if (shown?.id !== previewId)
        throw new CallError('not-found', 'The file that was read is not there any more.')
      const { file } = shown
      // Servers first: they are what may be refused, and then nothing else has come.
      const servers = parts.includes('accounts') ? await takeAccounts(deps, file) : []
      if (parts.includes('settings')) await takeSettings(deps, file)
      if (parts.includes('templates'))
        // The list has the one used last first, and each counts as used now.
        for (const form of (await newTemplates(deps, file)).toReversed())
          await deps.templates.save({ id: null, ...form })
      if (parts.includes('contacts'))
        await takeImport({ ...deps, takesUnaddressed: true }, parseVCards(file.vcards))
      shown = null
      return { servers }
    },
    diskUse: () => measureProfile(deps.dataDir),
  }
}

async function exportProfile(deps: ProfileApiDeps): Promise<string | null> {
  const { servers, settings, templates, contacts, clock, shell } = deps
  const now = clock.now()
  const [people, own] = await Promise.all([contacts.people(), settings.get()])
  const defaults = settings.defaults()
  const changed = settingNames.filter((name) => !isSame(own[name], defaults[name]))
  const text = formatProfile({
    ...presentIn(servers),
    now,
    settings: Object.fromEntries(changed.map((name) => [name, own[name]])),
    templates: (await templates.list()).map(({ html, ...rest }) => ({ ...rest, html: html ?? null })),
    vcards: formatAllVCards(people, '4.0'),
  })
  requireReadable(text, maxProfileOctets)
  return await shell.saveFile(`sendoff-profile-${new Date(now).toISOString().slice(0, 10)}.json`, text)
}

/** @throws CallError `file` with one sentence; never a piece of the file (P25). */
async function readProfile({ localFiles }: ProfileApiDeps, path: string): Promise<ProfileFile> {
  const octets = await readPicked(localFiles, path, maxProfileOctets)
  if (octets.length > maxProfileOctets) throw new CallError('file', t('profile.too-large'), { field: path })
  const parsed = parseProfile(new TextDecoder().decode(octets))
  if (!parsed.ok) throw new CallError('file', parsed.message, { field: path })
  return parsed.value
}

async function toPreview(
  deps: ProfileApiDeps,
  id: string,
  path: string,
  file: ProfileFile,
): Promise<ProfilePreview> {
  const now = await deps.settings.get()
  const differing = settingNames.filter(
    (name) => Object.hasOwn(file.settings, name) && !isSame(file.settings[name], now[name]),
  )
  const isLocked = (name: string) => Object.hasOwn(deps.policy.locked, name)
  const compared = compare(file.accounts, presentIn(deps.servers))
  const coming = newIn(compared)
  const { added, merged, leftOut } = await foresee(
    { ...deps, takesUnaddressed: true },
    parseVCards(file.vcards),
  )
  return {
    id,
    path,
    settings: differing
      .filter((name) => !isLocked(name))
      .map((name) => ({ name, now: now[name], then: file.settings[name] })),
    locked: differing.filter(isLocked),
    servers: coming.servers.map(({ name }) => name),
    identities: coming.identities.map(({ name }) => name),
    kept:
      compared.servers.length + compared.identities.length - coming.servers.length - coming.identities.length,
    templates: (await newTemplates(deps, file)).map(({ name }) => name),
    contacts: { added, merged, leftOut },
  }
}

function isSame(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b)
}

/** What would come of a file. */
function newIn({ servers, identities }: Compared) {
  return {
    servers: servers.map(({ view }) => view).filter(({ state }) => state === 'new'),
    identities: identities.map(({ view }) => view).filter(({ state }) => state === 'new'),
  }
}

/** What is new comes; a server that is there with other settings stays as it is. */
async function takeAccounts(deps: ProfileApiDeps, { accounts }: ProfileFile): Promise<readonly string[]> {
  const present = presentIn(deps.servers)
  const compared = compare(accounts, present)
  const { servers, identities } = newIn(compared)
  const chosen = { servers: servers.map(({ key }) => key), identities: identities.map(({ key }) => key) }
  const taken = take(compared, chosen, { ...deps, present })
  await deps.servers.addImported(taken.servers, taken.identities)
  return taken.servers.map(({ name }) => name)
}

async function takeSettings({ settings, policy, events }: ProfileApiDeps, file: ProfileFile): Promise<void> {
  const wanted = Object.entries(file.settings).filter(([name]) => !Object.hasOwn(policy.locked, name))
  events.emit('settings.changed', await settings.set(Object.fromEntries(wanted)))
}

async function newTemplates(
  { templates }: ProfileApiDeps,
  file: ProfileFile,
): Promise<readonly ProfileTemplate[]> {
  const mark = ({
    kind,
    name,
    subject,
    text,
    html,
  }: Omit<ProfileTemplate, 'html'> & { html?: string | null }) =>
    JSON.stringify([kind, name, subject, text, html ?? null])
  const there = new Set((await templates.list()).map(mark))
  return file.templates.filter((one) => !there.has(mark(one)))
}
