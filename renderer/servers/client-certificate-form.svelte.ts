import type { ClientCertificateInput } from '../../main/api.ts'
import type { ClientCertificateFacts } from '../../main/servers/server.ts'
import { t } from '../text/t.ts'

/** Octets of what may be chosen: the limit of main/servers/client-certificate.ts. */
const maxOctets = 256 * 1024
const dayMs = 86_400_000
/** Shown as about to end. */
const soonDays = 30

export type Expiry = 'expired' | 'soon' | 'fine'

/** Whether a certificate has ended, or ends within 30 days. */
export function toExpiry(validToAt: number, now: number): Expiry {
  if (validToAt <= now) return 'expired'
  return validToAt - now <= soonDays * dayMs ? 'soon' : 'fine'
}

type Choice =
  | { readonly kind: 'stored' }
  | { readonly kind: 'removed' }
  /** Typed or chosen; nothing yet where both are empty. */
  | { readonly kind: 'new' }

/** The client certificate in a server's form: the stored one, another one in its place, or none. */
export class ClientCertificateForm {
  readonly stored: ClientCertificateFacts | null
  choice = $state.raw<Choice>({ kind: 'new' })
  /** Certificate and key as PEM. */
  text = $state('')
  passphrase = $state('')
  fileName = $state('')
  /** Why the chosen file was not taken. */
  problem = $state<string | null>(null)
  #bytes = $state.raw<Uint8Array | null>(null)
  #chosen = $state(0)

  constructor(stored: ClientCertificateFacts | null) {
    this.stored = stored
    if (stored !== null) this.choice = { kind: 'stored' }
  }

  get isNew(): boolean {
    return this.choice.kind === 'new'
  }

  /** What goes to main; undefined leaves what is stored. */
  get input(): ClientCertificateInput | undefined {
    const { passphrase } = this
    if (this.choice.kind === 'removed') return { kind: 'none' }
    if (this.choice.kind === 'stored') return undefined
    if (this.#bytes !== null) return { kind: 'pkcs12', bytes: this.#bytes, passphrase }
    return this.text.trim() === '' ? undefined : { kind: 'pem', text: this.text, passphrase }
  }

  /** Changes when the form has other values; without them. */
  get mark(): string {
    return [this.choice.kind, this.#chosen, this.text.length, this.passphrase.length].join(' ')
  }

  replace(): void {
    this.choice = { kind: 'new' }
  }

  remove(): void {
    this.clear()
    this.choice = { kind: 'removed' }
  }

  /** Back to the stored one. */
  keep(): void {
    this.clear()
    this.choice = { kind: 'stored' }
  }

  clear(): void {
    this.text = ''
    this.passphrase = ''
    this.fileName = ''
    this.problem = null
    this.#bytes = null
  }

  /** Takes what was chosen: one .p12, or PEM files, of which certificate and key may be one each. */
  async take(files: readonly File[]): Promise<void> {
    this.text = ''
    this.#bytes = null
    this.problem = null
    this.fileName = files.map(({ name }) => name).join(', ')
    this.#chosen += 1
    if (files.reduce((sum, { size }) => sum + size, 0) > maxOctets) {
      this.problem = t('clientCertificate.tooBig', { name: this.fileName })
      return
    }
    const contents = await Promise.all(files.map(async (file) => new Uint8Array(await file.arrayBuffer())))
    const [first] = contents
    const texts = contents.map((bytes) => new TextDecoder('latin1').decode(bytes))
    if (texts.every((text) => text.includes('-----BEGIN'))) this.text = texts.join('\n')
    else if (first !== undefined && contents.length === 1) this.#bytes = first
    else this.problem = t('clientCertificate.oneFile')
  }
}
