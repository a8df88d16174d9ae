// What was found, judged as if a person had typed it: what does not pass is not taken, and is said.
import { isAbsolute } from 'node:path'
import type { ServerForm } from '../api.ts'
import { parseMailbox } from '../message/address.ts'
import { findForbidden } from '../message/forbidden.ts'
import { parseServerForm, type ServerValues } from '../servers/parse-form.ts'
import { isTextKey, t } from '../text/t.ts'
import { identitySettingsSchema, serverSettingsSchema } from './export-file.ts'
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

/** Judges an identity; the address has to be one. */
export function judgeIdentity(found: IdentitySettings): Judged<IdentitySettings> {
  const left: Left[] = []
  const limited = withinLimits(found, (settings) => identitySettingsSchema.safeParse(settings), left)
  if (limited === null) return { ok: false, message: left[0]?.why ?? '' }
  const address = parseMailbox(limited.address)
  if (!address.ok) return { ok: false, message: address.message }
  let kept: Loose = { ...limited, address: address.mailbox.address, name: limited.name.trim() }
  for (const [field, problem] of problemsOf(limited)) {
    left.push({ what: labelOf(field), why: problem })
    kept = field === 'name' ? { ...kept, name: '' } : without(kept, field)
  }
  return { ok: true, settings: kept as unknown as IdentitySettings, left }
}

function problemsOf(settings: IdentitySettings): readonly (readonly [string, string])[] {
  const { replyTo, alwaysBcc = [], envelopeSender, sentCopy, organisation, name, signatures = [] } = settings
  const mailboxes = [
    ...(replyTo === undefined ? [] : [['replyTo', replyTo] as const]),
    ...(envelopeSender === undefined ? [] : [['envelopeSender', envelopeSender] as const]),
    ...alwaysBcc.map((each) => ['alwaysBcc', each] as const),
  ]
  const texts = [['name', name] as const, ['organisation', organisation ?? ''] as const]
  const signatureLines = signatures.flatMap((each) => [each.name, ...each.text.split('\n')])
  const wrong = new Map<string, string>()
  for (const [field, text] of mailboxes) {
    const parsed = parseMailbox(text)
    if (!parsed.ok) wrong.set(field, parsed.message)
  }
  for (const [field, text] of [...texts, ...signatureLines.map((line) => ['signatures', line] as const)]) {
    const forbidden = findForbidden(text.replaceAll('\t', ' '))
    if (forbidden !== null) wrong.set(field, t('transfer.forbidden', { what: forbidden }))
  }
  if (sentCopy !== undefined && !isAbsolute(sentCopy.path))
    wrong.set('sentCopy', t('transfer.why.no-path', { path: sentCopy.path.slice(0, 200) }))
  return [...wrong]
}

/** The label of a setting. */
export function labelOf(field: string): string {
  const key = `transfer.field.${field}`
  return isTextKey(key) ? t(key as 'transfer.field.name') : field
}
