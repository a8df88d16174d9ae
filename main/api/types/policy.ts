// What an administrator of this computer has laid down.
import type { RuleName } from '../../policy/policy.ts'
import type { PolicyProblem } from '../../policy/parse-policy.ts'
import type { SettingName } from './settings.ts'

/** A setting that the file names. */
export interface PolicySetting {
  readonly name: SettingName
  readonly value: unknown
  readonly isLocked: boolean
}

/** A rule that is not as it is without a policy. */
export interface PolicyRuleView {
  readonly name: RuleName
  readonly value: string
}

export interface PolicyView {
  /** `none`: there is no file; `unusable`: there is one, and what it could forbid is forbidden. */
  readonly kind: 'none' | 'applied' | 'unusable'
  /** Where the file is, or would be. */
  readonly path: string
  /** Epoch ms. */
  readonly readAt: number
  /** Who set it, as it stands beside a lock. */
  readonly who: string
  readonly says?: string
  readonly contact?: string
  readonly problems: readonly PolicyProblem[]
  readonly settings: readonly PolicySetting[]
  readonly rules: readonly PolicyRuleView[]
  readonly servers: readonly {
    readonly serverId: string
    readonly name: string
    readonly host: string
    readonly port: number
    readonly security: 'none' | 'starttls' | 'implicit'
  }[]
}

export interface PolicyApi {
  get(): Promise<PolicyView>
  /** Reads the file again; what it says holds at once, for what is queued too. */
  readAgain(): Promise<PolicyView>
}
