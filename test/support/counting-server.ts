// A small submission server for proofs: counts complete copies by Message-ID, logs every transaction, and can fall silent
// at a step, so that a test kills the client exactly there.
import { createServer, type Socket } from 'node:net'
import { CountingSession } from './counting-session.ts'

/** Where the server falls silent, before it answers. `content`: in the middle of the message; `dot`: behind it. */
export type StallPoint =
  'connect' | 'ehlo' | 'starttls' | 'auth' | 'mail' | 'rcpt' | 'data' | 'content' | 'dot'

/** One mail transaction as the server saw it. */
export interface Transaction {
  /** The peer's port: which connection it was on. */
  readonly peerPort: number
  /** Those that it took, in their order. */
  readonly recipients: string[]
  /** 354 was written, or BDAT had come. */
  asked: boolean
  /** Known once the content is complete. */
  messageId?: string
  /** In the final 2yz; no two are the same. Only a copy that is complete has one. */
  queueId?: string
}

export interface CountingServer {
  readonly port: number
  /** Messages of which the last octet arrived, by Message-ID, each with the recipients it was for. */
  readonly copies: ReadonlyMap<string, readonly (readonly string[])[]>
  /** Every transaction from its MAIL on. */
  readonly transactions: readonly Transaction[]
  /** Steps as they happened. */
  readonly journal: readonly string[]
  /** From now on the first session that comes to this point gets no answer; resolves when it has come there. */
  stallAt(point: StallPoint): Promise<void>
  /** Connections that are open now. */
  readonly open: number
  /** Every connection that is open now is cut. */
  cut(): void
  close(): Promise<void>
}

export interface CountingServerOptions {
  readonly certificatePem: string
  readonly keyPem: string
  /** Listed in EHLO; without it there is no sign-in either. Default: yes. */
  readonly startTls?: boolean
  /** Listed in EHLO. Default: no. */
  readonly pipelining?: boolean
  readonly chunking?: boolean
  /** Recipients that get 550 5.1.1. */
  readonly unknown?: readonly string[]
  /** The reply to MAIL, where it is to be another one than 250. */
  readonly answerMail?: (address: string) => string | undefined
  /** The reply to RCPT, where it is to be another one than 250. */
  readonly answerRcpt?: (address: string) => string | undefined
  /** Recipients taken in one transaction; more get 452 4.5.3. */
  readonly mostRecipients?: number
}

/** What sessions write down and ask. */
export interface Ledger {
  readonly options: CountingServerOptions
  readonly copies: Map<string, (readonly string[])[]>
  readonly transactions: Transaction[]
  readonly journal: string[]
  readonly isStalled: (point: StallPoint) => boolean
}

interface Stall {
  readonly point: StallPoint
  readonly reached: () => void
}

/** Starts the server on a port that the system gives. */
export async function startCountingServer(options: CountingServerOptions): Promise<CountingServer> {
  const sockets = new Set<Socket>()
  const state: { stall: Stall | null } = { stall: null }
  const ledger: Ledger = {
    options,
    copies: new Map(),
    transactions: [],
    journal: [],
    isStalled: (point) => {
      if (state.stall?.point !== point) return false
      const { reached } = state.stall
      state.stall = null
      ledger.journal.push(`stalled at ${point}`)
      reached()
      return true
    },
  }
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
    socket.on('error', () => undefined)
    new CountingSession(socket, ledger).greet()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  const { copies, transactions, journal } = ledger
  return {
    port: address.port,
    copies,
    transactions,
    journal,
    stallAt: (point) => new Promise((reached) => void (state.stall = { point, reached })),
    get open() {
      return sockets.size
    },
    cut: () => {
      for (const socket of sockets) socket.destroy()
    },
    close: async () => {
      for (const socket of sockets) socket.destroy()
      await new Promise<void>((resolve) => void server.close(() => resolve()))
    },
  }
}
