// What was found beside what is there: new, the same, or in conflict. Nothing that is there is ever changed.
import { isDeepStrictEqual } from 'node:util'
import type { TransferIdentity, TransferServer } from '../api.ts'
import type { Identity } from '../identities/identity.ts'
import { addressKey, parseMailbox } from '../message/address.ts'
import type { Server } from '../servers/server.ts'
import { t } from '../text/t.ts'
import { describeIdentity, describeServer } from './describe.ts'
import { toIdentitySettings, toServerSettings } from './export-file.ts'
import type { Found, FoundIdentity, FoundServer, IdentitySettings, Left, ServerSettings } from './found.ts'
import { judgeIdentity, judgeServer, labelOf } from './judge.ts'

/** What is in the profile now; the practice server is none of it. */
export interface Present {
  readonly servers: readonly Server[]
  readonly identities: readonly Identity[]
}

/** A found server with its judgement: what would be stored, and which of yours is at the same place. */
export interface ComparedServer {
  readonly view: TransferServer
  readonly settings: ServerSettings
  readonly isDefault: boolean
  readonly usesToken: boolean
  readonly existing?: Server
}

export interface ComparedIdentity {
  readonly view: TransferIdentity
  readonly settings: IdentitySettings
  readonly found: FoundIdentity
}

export interface Compared {
  readonly servers: readonly ComparedServer[]
  readonly identities: readonly ComparedIdentity[]
}

/** Judges all that was found, and says of each what it is beside what is there. */
export function compare(found: Found, present: Present): Compared {
  const servers = found.servers.map((server) => compareServer(server, present.servers))
  const fallback = defaultOf(servers)
  const identities = found.identities.map((identity) =>
    compareIdentity(identity, { servers, fallback, present }),
  )
  return { servers, identities }
}

/** Server of an identity that names none: the default of the file. */
function defaultOf(servers: readonly ComparedServer[]): string | undefined {
  const usable = servers.filter(({ view }) => view.state !== 'unusable')
  return (usable.find(({ isDefault }) => isDefault) ?? usable[0])?.view.key
}

function compareServer(
  { key, settings, isDefault, usesToken = false, left }: FoundServer,
  own: readonly Server[],
): ComparedServer {
  const judged = judgeServer(settings)
  const base = { key, name: settings.name.trim() || settings.host, took: [], left: [] }
  if (!judged.ok) {
    const remark = judged.message
    return { view: { ...base, state: 'unusable', remark }, settings, isDefault, usesToken }
  }
  const taken = judged.settings
  const view = {
    ...base,
    name: taken.name,
    took: describeServer(taken),
    left: [...left, ...judged.left, ...insecure(taken)],
  }
  const existing = own.find((server) => placeOf(server) === placeOf(taken))
  if (existing === undefined) {
    const name = freeName(
      taken.name,
      own.map((server) => server.name),
    )
    const remark = name === taken.name ? {} : { remark: t('transfer.conflict.same-name', { name }) }
    return { view: { ...view, state: 'new', ...remark }, settings: taken, isDefault, usesToken }
  }
  return {
    view: { ...view, ...besideExisting(taken, existing) },
    settings: taken,
    isDefault,
    usesToken,
    existing,
  }
}

function besideExisting(settings: ServerSettings, existing: Server) {
  const { name } = existing
  const differing = differencesOf(settings, toServerSettings(existing))
  // The one that you have may go by another name.
  const remark = name === settings.name ? {} : { remark: t('transfer.same.server', { name }) }
  if (differing.length === 0) return { state: 'same' as const, ...remark }
  const differences = differing.map(labelOf).join(', ')
  return { state: 'conflict' as const, remark: t('transfer.conflict.same-place', { name, differences }) }
}

/** P26: an imported file never allows a password without encryption. */
function insecure({ security, user }: ServerSettings): readonly Left[] {
  if (security !== 'none' || user === '') return []
  return [{ what: t('transfer.what.insecure-password'), why: t('transfer.why.insecure-password') }]
}

/** Two servers with the same host, port and user are one. */
function placeOf({ host, port, user }: Pick<Server, 'host' | 'port' | 'user'>): string {
  return JSON.stringify([host.toLowerCase().replace(/\.$/, ''), port, user])
}

/** Names of settings that differ; a name is only what a person calls it. */
function differencesOf(a: ServerSettings, b: ServerSettings): readonly string[] {
  const skipped = new Set(['name', 'host'])
  const fields = [...new Set([...Object.keys(a), ...Object.keys(b)])].filter((field) => !skipped.has(field))
  const [left, right] = [a, b] as unknown as readonly [Record<string, unknown>, Record<string, unknown>]
  return fields.filter((field) => !isDeepStrictEqual(left[field], right[field]))
}

/** The name, with a number where it is taken. */
export function freeName(name: string, taken: readonly string[]): string {
  const used = new Set(taken.map((each) => each.toLowerCase()))
  if (!used.has(name.toLowerCase())) return name
  for (let number = 2; ; number += 1) {
    const next = `${name} (${number})`
    if (!used.has(next.toLowerCase())) return next
  }
}

interface Around {
  readonly servers: readonly ComparedServer[]
  readonly fallback: string | undefined
  readonly present: Present
}

function compareIdentity(found: FoundIdentity, { servers, fallback, present }: Around): ComparedIdentity {
  const server =
    servers.find(({ view }) => view.key === found.serverKey && view.state !== 'unusable') ??
    servers.find(({ view }) => found.serverKey === null && view.key === fallback)
  const own = server === undefined ? present.servers.find(({ isDefault }) => isDefault) : server.existing
  const judged = judgeIdentity(found.settings, server?.settings ?? own ?? { name: '' })
  const base = {
    key: found.key,
    name: found.settings.address.slice(0, 300),
    serverKey: server?.view.key ?? null,
    serverName: server?.view.name ?? own?.name ?? '',
    needsServer: own === undefined,
    took: [],
    left: [],
  }
  const unusable = (remark: string): ComparedIdentity => {
    const view = { ...base, state: 'unusable' as const, remark }
    return { view, settings: found.settings, found }
  }
  if (!judged.ok) return unusable(judged.message)
  if (server === undefined && own === undefined) return unusable(t('transfer.no-server'))
  const { settings } = judged
  const view = {
    ...base,
    name: settings.address,
    took: describeIdentity(settings),
    left: [...found.left, ...judged.left],
    ...identityState(settings, present.identities),
  }
  return { view, settings, found }
}

function identityState(
  settings: IdentitySettings,
  own: readonly Identity[],
): Pick<TransferIdentity, 'state' | 'remark'> {
  const { address } = settings
  const existing = own.filter((identity) => keyOf(identity.address) === keyOf(address))
  if (existing.length === 0) return { state: 'new' }
  const same = existing.some((identity) =>
    isDeepStrictEqual({ ...toIdentitySettings(identity), address }, settings),
  )
  return same
    ? { state: 'same' }
    : { state: 'conflict', remark: t('transfer.conflict.identity', { address }) }
}

function keyOf(address: string): string {
  const parsed = parseMailbox(address)
  return parsed.ok ? addressKey(parsed.mailbox) : address
}
