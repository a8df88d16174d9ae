// What discovery asks of the world, injected; the real one is in main/system/.
import type { Network } from '../smtp/network.ts'

export interface SrvRecord {
  readonly name: string
  readonly port: number
  readonly priority: number
  readonly weight: number
}

/** As `Resolver` of node:dns/promises; rejects with its codes. */
export interface DiscoveryResolver {
  resolveSrv(name: string): Promise<readonly SrvRecord[]>
  resolveMx(domain: string): Promise<readonly { readonly exchange: string; readonly priority: number }[]>
}

export interface HttpsRequest {
  /** https alone. */
  readonly url: string
  /** More than this is not read: `too-large`. */
  readonly maxOctets: number
  readonly signal: AbortSignal
}

/** What one request came to; redirects are not followed here. */
export type HttpsAnswer =
  | {
      readonly ok: true
      readonly status: number
      /** `Location`, where it is given. */
      readonly location?: string
      /** Media type, lower case, without parameters. */
      readonly type: string
      readonly body: Uint8Array
    }
  | { readonly ok: false; readonly kind: 'too-large' | 'certificate' | 'network'; readonly detail: string }

export interface DiscoveryNetwork {
  readonly resolver: DiscoveryResolver
  /** One GET with its certificate verified; never rejects. */
  readonly get: (request: HttpsRequest) => Promise<HttpsAnswer>
  /** Names and TCP of the probes; the system's where it is left out. */
  readonly smtp?: Network
  /** PEM; the only CA that is trusted for probes when given. */
  readonly smtpCa?: string
}
