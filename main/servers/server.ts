import type { Security } from '../smtp/client.ts'

/** An outgoing server as the person configured it. Its password is in the SecretStore under `server:${id}`. */
export interface Server {
  readonly id: string
  /** `practice` is the built-in practice server; it cannot be edited or deleted. */
  readonly kind: 'configured' | 'practice'
  readonly name: string
  readonly host: string
  readonly port: number
  readonly security: Security
  readonly user: string // '' = no sign-in
  readonly ehloName: string // '' = address literal of this computer
  readonly allowInsecureAuth: boolean // P26: only if the person allowed exactly that
  readonly pins: readonly string[]
  readonly isDefault: boolean
  /** Sessions at the same time; absent: 1. */
  readonly concurrency?: number
  /** Messages a minute and a day at most; absent: no limit. */
  readonly perMinute?: number
  readonly perDay?: number
  readonly createdAt: number
}
