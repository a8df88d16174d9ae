// Pre-flight: what is known before one octet is sent.

import type { DraftContent } from '../../drafts/draft.ts'

/** `refused`: the server will not take it as it is; `reminder`: the person is asked once; `doubt` and `note`: said, and no more. */
export type PreflightGrade = 'refused' | 'reminder' | 'doubt' | 'note'

/** What a button does about a finding. */
export type PreflightFix =
  | { readonly kind: 'use-server'; readonly serverId: string; readonly label: string }
  | { readonly kind: 'shrink'; readonly attachmentId: string; readonly label: string }
  | { readonly kind: 'attach'; readonly label: string }
  | { readonly kind: 'resume'; readonly label: string }
  | { readonly kind: 'open-servers'; readonly label: string }
  | { readonly kind: 'without-option'; readonly option: 'requireTls' | 'dsn'; readonly label: string }
  /** Field of the compose window: `subject`, `to`, `from` … */
  | { readonly kind: 'go-to'; readonly field: string; readonly label: string }

export interface PreflightFinding {
  /** Names the finding: the same trouble has the same id. */
  readonly id: string
  readonly grade: PreflightGrade
  readonly text: string
  /** The same for a narrow window. */
  readonly short: string
  readonly fix?: PreflightFix
}

export interface Preflight {
  /** The gravest first. */
  readonly findings: readonly PreflightFinding[]
  readonly size: {
    /** On the wire, about. */
    readonly octets: number
    /** SIZE as the server said last (RFC 1870), and who said it when (epoch ms). */
    readonly limit?: number
    readonly host?: string
    readonly saidAt?: number
  }
}

export interface PreflightApi {
  /** Over what the server listed when it was last asked; connects to nothing. */
  check(input: { readonly content: DraftContent }): Promise<Preflight>
}
