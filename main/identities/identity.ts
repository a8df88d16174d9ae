/** An address that the person sends from; "From" offers it. */
export interface Identity {
  readonly id: string
  readonly name: string
  readonly address: string
  /** The outgoing server of this address. */
  readonly serverId: string
  /** Servers that may carry it when the first does not take it, in this order (failover). */
  readonly furtherServerIds?: readonly string[]
}
