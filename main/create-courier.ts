// What carries the messages of a lane, made from the rooms of the core.
import { hostname } from 'node:os'
import type { MxNetwork } from './core.ts'
import { askCredential, refuseWhileLocked } from './create-oauth-room.ts'
import { diagnose } from './diagnosis/diagnose.ts'
import type { Failure } from './failure.ts'
import type { Courier } from './outbox/courier.ts'
import type { LaneKey, Revision } from './outbox/entry.ts'
import { createLaneCourier } from './outbox/route/lane-courier.ts'
import { createMaildirDisk } from './outbox/route/maildir-disk.ts'
import { withRefusal } from './outbox/refusing-courier.ts'
import { createSmtpCourier, type Reach } from './outbox/smtp-courier.ts'
import type { Rooms } from './rooms.ts'
import type { Server } from './servers/server.ts'
import type { Servers } from './servers/servers.ts'
import { toTarget, toTimeouts } from './servers/to-target.ts'
import { t } from './text/t.ts'
import { createRecorder } from './transcript/recorder.ts'

export const maildirDisk = createMaildirDisk()

const noName = () =>
  Promise.reject(Object.assign(new Error('no name service was given'), { code: 'ESERVFAIL' }))
/** Where no name service was given, nothing is found: deferred. */
export const noNames: MxNetwork = { resolver: { resolveMx: noName, resolve4: noName, resolve6: noName } }

/** What carries the messages of a lane: an outgoing server by its id, or a route of its own. */
export function courierFor(rooms: Rooms, servers: Servers, lane: LaneKey): Courier {
  const { options, store, events } = rooms
  const { clock, random, openClient, log, mx = noNames } = options
  const shared = {
    recorder: createRecorder({
      store: store.transcripts,
      clock,
      emit: (batch) => events.emit('transcript.lines', batch),
      onFault: (error) => log.error('transcript lines could not be stored', error),
    }),
    openSpool: (revision: Revision) => rooms.revisionFiles.open(revision),
    clock,
  }
  const courier = createLaneCourier(lane, {
    ...shared,
    mx: {
      ...mx,
      openClient,
      random,
      ehloName: ({ serverId }) => ehloNameOf(servers.get(serverId)),
    },
    maildir: { disk: maildirDisk, host: hostname(), pid: process.pid },
    forServer: (serverId) =>
      createSmtpCourier({
        ...shared,
        server: () => servers.get(serverId),
        reach: (server) => reach(rooms, servers, server),
        credential: (server) =>
          askCredential({ oauth: rooms.oauth, servers, secrets: options.secrets }, server),
        openClient,
        ...(options.takesConnection === undefined ? {} : { takesConnection: options.takesConnection }),
        needsSignIn,
        random,
        seen: (server, listed) => rooms.seen.note(server, listed),
      }),
  })
  return withRefusal(courier, () => refusalOf(rooms, servers, lane))
}

/** Why nothing goes over a lane, by the administrator's policy as it is now. */
function refusalOf({ policy, guard }: Rooms, servers: Servers, lane: LaneKey): string | null {
  if (lane.startsWith('mx:')) return policy.rules.directToMx ? null : t('policy.no-mx', { who: policy.who })
  const server = servers.get(lane)
  return server === undefined ? null : guard.refusal(server)
}

/** Who this computer says it is, where its person has said so. */
function ehloNameOf(server: Server | undefined): string | undefined {
  return server === undefined || server.ehloName === '' ? undefined : server.ehloName
}

/** P13: asked for only where the diagnosis says that a new password could help; or a word about the certificate. */
function needsSignIn(failure: Failure): boolean {
  if (failure.kind === 'certificate') return true
  if (failure.phase !== 'auth' || failure.reply === undefined || failure.reply.code < 500) return false
  const { phase, kind, reply } = failure
  return diagnose({ phase, kind, lines: reply.lines }).actions.includes('sign-in-again')
}

async function reach({ practice, options, guard }: Rooms, servers: Servers, server: Server): Promise<Reach> {
  const secrets = await servers.connectionSecrets(server.id)
  const { proxy, clientCertificate } = server
  const isOneMissing =
    ((proxy?.user ?? '') !== '' && secrets.proxyPassword === null) ||
    (clientCertificate !== undefined && secrets.clientCertificate === null)
  if (isOneMissing) refuseWhileLocked(options.secrets)
  const target = guard.harden(toTarget(server, secrets), server.id)
  const timeouts = toTimeouts(server)
  if (!isPractice(server)) return { target, timeouts, release: () => undefined }
  const { port, trust, release } = await practice.acquire()
  const tls = { servername: server.host, ...trust }
  return { target: { ...target, host: '127.0.0.1', port, tls }, timeouts, release }
}

export function isPractice(server: Server | undefined): boolean {
  return server?.kind === 'practice'
}
