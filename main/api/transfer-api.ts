// Calls about import and export of servers and identities. The window names what it saw by keys; it never names a path.
import type { TransferApi, TransferPreview, TransferReport } from '../api.ts'
import type { Clock } from '../clock.ts'
import { createId } from '../id.ts'
import type { Random } from '../random.ts'
import { CallError } from '../result.ts'
import type { Server } from '../servers/server.ts'
import type { Servers } from '../servers/servers.ts'
import type { Shell } from '../shell.ts'
import { t } from '../text/t.ts'
import { compare, type Present } from '../transfer/compare.ts'
import { maxFileOctets } from '../transfer/decode.ts'
import { formatExport } from '../transfer/export-file.ts'
import type { Found } from '../transfer/found.ts'
import type { LocalFiles } from '../transfer/local-files.ts'
import { parseFile, refuseByName } from '../transfer/read-file.ts'
import { findSources } from '../transfer/sources.ts'
import { take, type Taken } from '../transfer/take.ts'
import { requireReadable } from './export-size.ts'
import { readPicked } from './picked-file.ts'

export interface TransferApiDeps {
  readonly servers: Servers
  readonly shell: Shell
  readonly localFiles: LocalFiles
  readonly clock: Clock
  readonly random: Random
}

/** `.msmtprc` and msmtp's `config` have no ending: the picker hides no file. */
const extensions = ['*']

/** Makes the transfer part of the Api. */
export function createTransferApi(deps: TransferApiDeps): TransferApi {
  /** What the window looks at; a new one takes its place. */
  let shown: { readonly id: string; readonly found: Found } | null = null
  return {
    sources: () => findSources(deps.localFiles),
    read: async ({ sourceId }) => {
      const path = sourceId === null ? await pick(deps) : await pathOf(deps, sourceId)
      if (path === null) return null
      const found = await readFound(deps.localFiles, path)
      shown = { id: createId(deps.random), found }
      return toPreview(shown.id, path, found, deps.servers)
    },
    apply: async ({ previewId, servers, identities }) => {
      if (shown?.id !== previewId)
        throw new CallError('not-found', 'The file that was read is not there any more.')
      const present = presentIn(deps.servers)
      const compared = compare(shown.found, present)
      const taken = take(compared, { servers, identities }, { ...deps, present })
      await deps.servers.addImported(taken.servers, taken.identities)
      shown = null
      return reportOf(deps.servers, taken)
    },
    exportServers: async ({ serverIds, identityIds }) => {
      const { servers, identities } = presentIn(deps.servers)
      const chosen = servers.filter(({ id }) => serverIds.includes(id))
      if (chosen.length === 0)
        throw new CallError('invalid-argument', 'No server is chosen.', { field: 'serverIds' })
      const going = identities.filter(
        ({ id, serverId }) => identityIds.includes(id) && serverIds.includes(serverId),
      )
      const now = deps.clock.now()
      const name = `sendoff-servers-${new Date(now).toISOString().slice(0, 10)}.json`
      const text = formatExport({ servers: chosen, identities: going, now })
      requireReadable(text, maxFileOctets)
      const path = await deps.shell.saveFile(name, text)
      return { path, servers: chosen.length, identities: going.length }
    },
  }
}

/** The practice server is built in: it neither goes nor comes. */
export function presentIn(servers: Servers): Present {
  const own = servers.all().filter(({ kind }) => kind === 'configured')
  const ids = new Set(own.map(({ id }) => id))
  return { servers: own, identities: servers.identities().filter(({ serverId }) => ids.has(serverId)) }
}

async function pick({ shell }: TransferApiDeps): Promise<string | null> {
  return await shell.pickFile(t('transfer.pick'), extensions)
}

async function pathOf({ localFiles }: TransferApiDeps, sourceId: string): Promise<string> {
  const source = (await findSources(localFiles)).find(({ id }) => id === sourceId)
  if (source === undefined) throw new CallError('not-found', 'These settings are not there any more.')
  return source.path
}

/** @throws CallError `file` with one sentence; never a piece of the file (P25). */
async function readFound(files: LocalFiles, path: string): Promise<Found> {
  const refused = refuseByName(path)
  if (refused !== null) throw new CallError('file', refused, { field: path })
  const parsed = parseFile(await readPicked(files, path, maxFileOctets))
  if (!parsed.ok) throw new CallError('file', parsed.message, { field: path })
  return parsed.value
}

function toPreview(id: string, path: string, found: Found, servers: Servers): TransferPreview {
  const compared = compare(found, presentIn(servers))
  return {
    id,
    kind: found.kind,
    path,
    servers: compared.servers.map(({ view }) => view),
    identities: compared.identities.map(({ view }) => view),
    left: found.left,
  }
}

function reportOf(servers: Servers, taken: Taken): TransferReport {
  const hasAddress = (serverId: string) =>
    servers.identities().some((identity) => identity.serverId === serverId)
  return {
    servers: taken.servers.map((server) => ({
      serverId: server.id,
      name: server.name,
      needs: needsOf(server, hasAddress(server.id), taken.withToken.has(server.id)),
    })),
    identities: taken.identities.map(({ address, serverId }) => ({
      address,
      serverName: servers.get(serverId)?.name ?? '',
    })),
  }
}

type Needs = TransferReport['servers'][number]['needs']

function needsOf({ user, oauth, proxy, mechanism }: Server, hasAddress: boolean, usesToken: boolean): Needs {
  const needs: Needs[number][] = []
  if (oauth !== undefined || usesToken) needs.push('sign-in')
  else if (mechanism === 'EXTERNAL') needs.push('certificate')
  else if (user !== '') needs.push('password')
  if (proxy !== undefined && proxy.user !== '') needs.push('proxy-password')
  if (!hasAddress) needs.push('address')
  return needs
}
