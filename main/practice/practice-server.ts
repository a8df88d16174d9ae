import { join } from 'node:path'
import type { Clock } from '../clock.ts'
import type { Log } from '../core.ts'
import type { Random } from '../random.ts'
import { loadCertificate, type Certificate } from './certificate.ts'
import { listen, practiceHost, type Listener } from './listener.ts'
import { createOverrides, type Overrides } from './overrides.ts'
import type { PracticeScenario, PracticeStatus, ReceivedMessage, ReceivedSummary } from './practice.ts'
import { openReceivedStore, type Arrived } from './received-store.ts'
import { scenarios } from './scenarios.ts'
import { createShared } from './shared.ts'
import { makeFaultyCertificates, type FaultyCertificates } from './tls-faults.ts'

export interface PracticeServerOptions {
  /** Folder in the profile for certificate and messages; made if it is not there. */
  readonly dir: string
  readonly clock: Clock
  readonly random: Random
  readonly log: Log
}

export interface PracticeLease {
  readonly port: number
  readonly certificatePem: string
  readonly spkiSha256: string
  /**
   * What a client trusts (PEM, pins): its key, and nothing else. While a certificate that is not right is armed, no key: the certificate
   * is then checked as any server's is.
   */
  readonly trust: { readonly ca: string; readonly pins?: readonly string[] }
  /** Once nobody holds a lease, the server closes. Safe to call more than once. */
  release(): void
}

export interface PracticeServer {
  /** Listens while at least one lease is held. Rejects where the profile or the port refuses. */
  acquire(): Promise<PracticeLease>
  status(): Promise<PracticeStatus>
  readonly scenarios: readonly PracticeScenario[]
  /** What is answered next, once, and the server that EHLO imitates. */
  readonly overrides: Pick<Overrides, 'arm' | 'disarm' | 'armed' | 'imitate' | 'imitated'>
  /** Newest first. */
  received(): Promise<readonly ReceivedSummary[]>
  /** Null where it is not there. */
  read(id: string): Promise<ReceivedMessage | null>
  clear(): Promise<void>
  /** Told after it began or ceased to listen, and after what it received changed. Gives the way to stop being told. */
  onChanged(listener: (status: PracticeStatus) => void): () => void
  close(): Promise<void>
}

/** The built-in practice server; nothing is opened or read before it is asked for. */
export function createPracticeServer(options: PracticeServerOptions): PracticeServer {
  const listeners = new Set<(status: PracticeStatus) => void>()
  const greylist = new Set<string>()
  const overrides = createOverrides(options.clock, () => {
    announce().catch((error: unknown) => options.log.warn(`practice server: ${String(error)}`))
  })
  const store = createOnce(() => openReceivedStore(join(options.dir, 'received')))
  const faulty = createOnce(() => makeFaultyCertificates(options))
  let lastPort = 0

  async function announce(): Promise<void> {
    const now = await status()
    for (const listener of listeners) listener(now)
  }
  async function start(): Promise<Listener> {
    const received = await store()
    const keep = async (message: Arrived) => {
      await received.add(message)
      await announce()
    }
    const certificate = await loadCertificate(options)
    const listener = await listen(certificate, lastPort, { ...options, greylist, keep, overrides, faulty })
    lastPort = listener.port
    options.log.info(`practice server: listening on ${practiceHost}, port ${lastPort}`)
    return listener
  }
  const shared = createShared(start, (listener) => listener.close(), announce)
  async function status(): Promise<PracticeStatus> {
    const { length } = (await store()).list()
    const port = shared.current()?.port ?? null
    return { running: port !== null, host: practiceHost, port, receivedCount: length }
  }
  return {
    scenarios,
    overrides,
    status,
    async acquire() {
      const faultyPem = overrides.showsFaultyCertificate() ? await authoritiesOf(faulty) : undefined
      const { value, release } = await shared.acquire()
      const { certificatePem, spkiSha256 } = value.certificate
      const trust = trustOf(value.certificate, faultyPem)
      return { port: value.port, certificatePem, spkiSha256, trust, release }
    },
    received: async () => (await store()).list(),
    read: async (id) => (await store()).read(id),
    async clear() {
      await (await store()).clear()
      await announce()
    },
    onChanged(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    async close() {
      listeners.clear()
      await shared.close()
    },
  }
}

function trustOf({ certificatePem, spkiSha256 }: Certificate, faultyPem?: string): PracticeLease['trust'] {
  if (faultyPem === undefined) return { ca: certificatePem, pins: [spkiSha256] }
  return { ca: certificatePem + faultyPem }
}

/** What a client trusts, so that a faulty certificate fails by its fault alone (PEM). */
async function authoritiesOf(faulty: () => Promise<FaultyCertificates>): Promise<string> {
  const { expired, otherName } = await faulty()
  return expired.certificatePem + otherName.certificatePem
}

/** Opens at the first call; a failure is forgotten, so that the next call tries again. */
function createOnce<T>(open: () => Promise<T>): () => Promise<T> {
  let opened: Promise<T> | null = null
  return () =>
    (opened ??= open().catch((error: unknown) => {
      opened = null
      throw error
    }))
}
