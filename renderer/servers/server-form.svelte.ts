import type { SendProblem, ServerForm, ServerView } from '../../main/api.ts'
import type { FoundSettings } from '../../main/discovery/discovery.ts'
import type { CallFailure } from '../../main/result.ts'
import type { Bridge } from '../../preload/contract.ts'
import { CheckState } from '../check/check-state.svelte.ts'
import { OAuthForm } from '../oauth/oauth-form.svelte.ts'
import { ClientCertificateForm } from './client-certificate-form.svelte.ts'
import { OtherWays, type Way } from './other-ways.svelte.ts'
import { ServerOptionsState } from './server-options.svelte.ts'

export type FormSecurity = ServerForm['security']

/** The port that goes with a kind of security; follows it until the person types another. */
export const usualPort: Readonly<Record<FormSecurity, number>> = { none: 25, starttls: 587, implicit: 465 }

/** The form of one outgoing server, its unsaved values and its check; no markup. */
export class ServerFormState {
  readonly id: string | null
  name = $state('')
  yourName = $state('')
  email = $state('')
  host = $state('')
  port = $state('587')
  security = $state<FormSecurity>('starttls')
  user = $state('')
  /** '' with `hasPassword` keeps the stored one. */
  password = $state('')
  ehloName = $state('')
  allowInsecureAuth = $state(false)
  isDefault = $state(false)
  concurrency = $state('1')
  /** Messages a minute and a day; '': no limit. */
  perMinute = $state('')
  perDay = $state('')
  /** Servers that may carry its address's mail when it does not, in this order. */
  furtherServerIds = $state.raw<readonly string[]>([])

  readonly options: ServerOptionsState
  readonly hasPassword: boolean
  readonly builtIn: boolean
  /** Given by the administrator: name, host, port and security stay as they are. */
  readonly isGiven: boolean
  problems = $state.raw<readonly SendProblem[]>([])
  failure = $state.raw<CallFailure | null>(null)
  saving = $state(false)
  readonly check: CheckState

  readonly otherWays: OtherWays
  /** How it signs in where that is on a provider's page. */
  readonly oauth: OAuthForm
  readonly certificate: ClientCertificateForm
  readonly #bridge: Bridge
  #saved = $state('')

  /** @param check of the form in whose place this one comes: a save does not end it */
  constructor(
    bridge: Bridge,
    server: ServerView | null,
    first: boolean,
    check: CheckState = new CheckState(bridge),
  ) {
    this.#bridge = bridge
    this.check = check
    this.otherWays = new OtherWays((input) => bridge.checks.run(input))
    this.oauth = new OAuthForm(bridge, server)
    this.certificate = new ClientCertificateForm(server?.clientCertificate ?? null)
    this.id = server?.id ?? null
    this.options = new ServerOptionsState(server)
    this.hasPassword = server?.hasPassword ?? false
    this.builtIn = server?.kind === 'practice'
    this.isGiven = server?.isGiven === true
    this.isDefault = server?.isDefault ?? first
    if (server) this.#fill(server)
    this.#saved = this.#fingerprint()
  }

  #fill(server: ServerView): void {
    this.name = server.name
    this.yourName = server.identity?.name ?? ''
    this.email = server.identity?.address ?? ''
    this.host = server.host
    this.port = String(server.port)
    this.security = server.security
    this.user = server.user
    this.ehloName = server.ehloName
    this.allowInsecureAuth = server.allowInsecureAuth
    this.concurrency = String(server.concurrency ?? 1)
    this.perMinute = String(server.perMinute ?? '')
    this.perDay = String(server.perDay ?? '')
    this.furtherServerIds = server.identity?.furtherServerIds ?? []
  }

  get dirty(): boolean {
    return this.#fingerprint() !== this.#saved
  }

  get form(): ServerForm {
    return {
      id: this.id,
      name: this.name.trim(),
      yourName: this.yourName.trim(),
      email: this.email.trim(),
      host: this.host.trim(),
      port: parseNumber(this.port, 5),
      security: this.security,
      user: this.user,
      password: this.password === '' ? null : this.password,
      ehloName: this.ehloName.trim(),
      allowInsecureAuth: this.allowInsecureAuth,
      isDefault: this.isDefault,
      concurrency: parseNumber(this.concurrency),
      perMinute: parseLimit(this.perMinute),
      perDay: parseLimit(this.perDay),
      furtherServerIds: this.furtherServerIds,
      ...this.oauth.value,
      ...(this.certificate.input === undefined ? {} : { clientCertificate: this.certificate.input }),
      ...this.options.form,
    }
  }

  problemAt(field: string): string | null {
    return this.problems.find((problem) => problem.field === field)?.message ?? null
  }

  /** Takes the usual port of the new security, unless the person had typed one of their own. */
  chooseSecurity(security: FormSecurity): void {
    if (this.port === '' || this.port === String(usualPort[this.security]))
      this.port = String(usualPort[security])
    this.security = security
  }

  /** Takes settings that were found; a name that was typed stays, and with a password that was typed the way it is for. */
  fillIn({ host, port, security, user, name, oauth }: FoundSettings): void {
    this.host = host
    this.port = String(port)
    this.security = security
    this.user = user
    if (this.name === '') this.name = name === '' ? this.email.replace(/^.*@/, '') : name
    if (oauth !== undefined && this.password === '') this.oauth.choose(oauth)
  }

  useWay({ port, security }: Way): void {
    this.security = security
    this.port = String(port)
  }

  /** Saves; resolves to the server, or null with the problems beside their fields. */
  async save(): Promise<ServerView | null> {
    this.saving = true
    this.failure = null
    const result = await this.#bridge.servers.save(this.form)
    this.saving = false
    if (!result.ok) {
      this.failure = result.failure
      return null
    }
    this.problems = result.value.saved ? [] : result.value.problems
    if (!result.value.saved) return null
    this.#saved = this.#fingerprint()
    await this.oauth.saved()
    return result.value.server
  }

  /** Checks the server with the values in the form; no mail is sent. What is wrong with them stands at their fields. */
  async runCheck(): Promise<void> {
    this.failure = null
    this.problems = []
    if (this.check.testTo === '') this.check.testTo = this.email.trim()
    await this.check.run(this.form)
    const { failure } = this.check
    if (failure?.field !== undefined) this.problems = [{ field: failure.field, message: failure.message }]
  }

  async delete(moveTo: string | null): Promise<boolean> {
    if (this.id === null) return true
    const result = await this.#bridge.servers.delete({ serverId: this.id, moveTo })
    if (!result.ok) this.failure = result.failure
    return result.ok
  }

  #fingerprint(): string {
    const { port, concurrency, perMinute, perDay } = this
    const clientCertificate = this.certificate.mark
    return JSON.stringify({
      ...this.form,
      clientCertificate,
      port,
      concurrency,
      perMinute,
      perDay,
      password: this.password,
    })
  }
}

/** Whole numbers only; anything else becomes 0, which main refuses by name. */
function parseNumber(text: string, digits = 7): number {
  const typed = text.trim()
  return typed.length <= digits && /^\d+$/.test(typed) ? Number(typed) : 0
}

function parseLimit(text: string): number | null {
  return text.trim() === '' ? null : parseNumber(text)
}
