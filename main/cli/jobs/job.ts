// What the machine interface takes and gives (cli.md, `interface Job`, `interface Result`).
import type {
  EngineOptions,
  MessageSource,
  OutgoingMessage,
  ServerTarget,
  Timeouts,
} from '../../smtp/client.ts'
import type { FailureKind, Phase, RecipientOutcome, TranscriptLine } from '../../smtp/types.ts'
import type { WhoseMove } from '../../diagnosis/diagnosis.ts'

export interface Job extends Omit<
  ServerTarget,
  'address' | 'ehloFallback' | 'localAddress' | 'family' | 'proxy' | 'relaxed' | 'tls'
> {
  readonly id: string
  /** A client certificate is PEM here. */
  readonly tls?: Omit<NonNullable<ServerTarget['tls']>, 'pfx' | 'passphrase'>
  readonly timeouts?: Partial<Timeouts>
  readonly options?: EngineOptions
  readonly messages: readonly JobMessage[]
}

export interface JobMessage extends Omit<OutgoingMessage, 'source'> {
  readonly content: JobContent
  readonly pauseBeforeMs?: number
}

export type JobContent =
  { readonly octets: Buffer } | { readonly path: string } | { readonly source: MessageSource }

export interface JobReply {
  readonly code: number
  readonly enhanced?: string
  readonly lines: readonly string[]
}

export interface JobDiagnosis {
  readonly cause: string
  readonly whoseMove: WhoseMove
  readonly permanent: boolean
  readonly confidence: number
}

export interface MessageResult {
  readonly overall: 'accepted' | 'partly' | 'deferred' | 'rejected' | 'refused-locally' | 'unconfirmed'
  readonly phase: Phase
  readonly kind?: FailureKind
  readonly reply?: JobReply
  readonly queueId?: string
  readonly detail?: string
  readonly recipients: readonly {
    readonly address: string
    readonly outcome: RecipientOutcome
    readonly code?: number
    readonly enhanced?: string
  }[]
  readonly diagnosis?: JobDiagnosis
}

export interface JobResult {
  readonly id: string
  readonly messages: readonly MessageResult[]
  readonly transcript?: readonly TranscriptLine[]
}

/** In place of a result: the line is no job. */
export interface JobError {
  /** null where the line has none. */
  readonly id: string | null
  readonly error: string
}
