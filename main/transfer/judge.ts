// What was found, judged as if a person had typed it: what does not pass is not taken, and is said.
import type { IdentityForm, ServerForm } from '../api.ts'
import { parseIdentity } from '../identities/parse-identity.ts'
import { findForbidden } from '../message/forbidden.ts'
import { parseServerForm, type ServerValues } from '../servers/parse-form.ts'
import type { Server } from '../servers/server.ts'
import { isTextKey, t } from '../text/t.ts'
import { identitySettingsSchema, serverSettingsSchema, toIdentitySettings } from './export-file.ts'
import type { IdentitySettings, Left, ServerSettings } from './found.ts'

export type Judged<T> =
  | { readonly ok: true; readonly settings: T; readonly left: readonly Left[] }
  | { readonly ok: false; readonly message: string }

type Loose = Record<string, unknown>

/** Without these there is no server. */
const needed = new Set(['name', 'host', 'port', 'security', 'user'])

/** Judges a server by the rules of the server form; a setting of its own that does not pass is left. */
export function judgeServer(found: ServerSettings): Judged<ServerSettings> {
  const named = { ...found, name: (found.name.trim() || found.host.trim()).slice(0, 300) }
  const left: Left[] = []
  const limited = withinLimits(named, (settings) => serverSettingsSchema.safeParse(settings), left)
  if (limited === null) return { ok: false, message: left[0]?.why ?? '' }
  const forbidden = findForbidden(limited.name)
  if (forbidden !== null) return { ok: false, message: t('transfer.forbidden-name', { what: forbidden }) }
  let settings: Loose = { ...limited }
  // What is not sensible is taken out, one after the other: a parser may see the next only without the one before it.
  for (let round = 0; round < 20; round += 1) {
    const parsed = parseServerForm(toForm(settings as unknown as ServerSettings), false)
    if (parsed.ok) return { ok: true, settings: toSettings(parsed.values, limited), left }
    const [problem] = parsed.problems
    if (problem === undefined) break
    const field = problem.field.split(/[.[]/)[0] ?? ''
    if (needed.has(field) || !(field in settings)) return { ok: false, message: problem.message }
    left.push({ what: labelOf(field), why: problem.message })
    settings = field === 'ehloName' ? { ...settings, ehloName: '' } : without(settings, field)
  }
  return { ok: false, message: t('transfer.unknown-file') }
}

function toSettings(values: ServerValues, { pins, disabled }: ServerSettings): ServerSettings {
  const { name, host, port, security, user, ehloName, options } = values
  const off = disabled === true ? { disabled } : {}
  return { name, host, port, security, user, ehloName, pins, ...options, ...off }
}

function toForm(settings: ServerSettings): ServerForm {
  const { oauth, proxy, pins: _pins, ...rest } = settings
  return {
    ...rest,
    id: null,
    yourName: '',
    email: '',
    password: null,
    // Judged as allowed, stored as not allowed: only a person allows it (P26).
    allowInsecureAuth: true,
    isDefault: false,
    ...(oauth && { oauth: { ...oauth, clientSecret: null } }),
    ...(proxy && { proxy: { ...proxy, password: null } }),
  }
}

function without(settings: Loose, field: string): Loose {
  return Object.fromEntries(Object.entries(settings).filter(([name]) => name !== field))
}

interface Limits {
  readonly success: boolean
  readonly error?: {
    readonly issues: readonly { readonly path: readonly PropertyKey[]; readonly message: string }[]
  }
}

/** Takes out what is over its limit; null where that is one of the needed settings. */
function withinLimits<T extends object>(settings: T, check: (settings: T) => Limits, left: Left[]): T | null {
  let kept: Loose = { ...(settings as unknown as Loose) }
  for (const { path, message } of check(settings).error?.issues ?? []) {
    const field = String(path[0] ?? '')
    const isNeeded = needed.has(field) || field === 'address'
    const note = { what: labelOf(field), why: message }
    if (isNeeded) left.unshift(note)
    else left.push(note)
    if (isNeeded) return null
    if (field === 'ehloName') kept = { ...kept, ehloName: '' }
    else kept = field === 'pins' ? { ...kept, pins: [] } : without(kept, field)
  }
  return kept as unknown as T
}

/** The server that an identity of the file goes with, as far as it judges its senders. */
export type SenderLimits = Pick<Server, 'name' | 'allowedSenders'>

/** Judges an identity by the rules of its form; the address has to be one that its server takes. */
export function judgeIdentity(found: IdentitySettings, server: SenderLimits): Judged<IdentitySettings> {
  const left: Left[] = []
  const limited = withinLimits(found, (settings) => identitySettingsSchema.safeParse(settings), left)
  if (limited === null) return { ok: false, message: left[0]?.why ?? '' }
  const own = { id: 'server', kind: 'configured' as const, ...server }
  let settings = limited as unknown as Loose
  for (let round = 0; round < 20; round += 1) {
    const parsed = parseIdentity(toIdentityForm(settings as unknown as IdentitySettings), () => own)
    if (parsed.ok) return { ok: true, settings: toIdentitySettings({ ...parsed.values, id: '' }), left }
    const [problem] = parsed.problems
    const field = problem?.field.split(/[.[]/)[0] ?? ''
    if (problem === undefined || field === 'address' || !(field in settings))
      return { ok: false, message: problem?.message ?? '' }
    left.push({ what: labelOf(field), why: problem.message })
    settings = field === 'name' ? { ...settings, name: '' } : without(settings, field)
  }
  return { ok: false, message: t('transfer.unknown-file') }
}

function toIdentityForm(settings: IdentitySettings): IdentityForm {
  const { replyTo = '', organisation = '', signatures = [], alwaysBcc = [], envelopeSender = '' } = settings
  return {
    ...{ id: null, name: settings.name, address: settings.address, serverId: 'server', furtherServerIds: [] },
    ...{ replyTo, organisation, alwaysBcc, envelopeSender },
    signatures: signatures.map((each, at) => ({ id: `signature-${at}`, ...each })),
    sentCopy: settings.sentCopy ?? null,
  }
}

/** The label of a setting. */
export function labelOf(field: string): string {
  const key = `transfer.field.${field}`
  return isTextKey(key) ? t(key as 'transfer.field.name') : field
}
