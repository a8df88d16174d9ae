import type { AddressCheck, PlannedRoute, RouteRule, SendProblem, ServerView } from '../../main/api.ts'
import type { Identity } from '../../main/identities/identity.ts'
import type { CallFailure } from '../../main/result.ts'
import type { Bridge } from '../../preload/contract.ts'
import { moved } from '../shared/moved.ts'
import { RuleForm } from './rule-form.svelte.ts'

/** One address that was asked about; `planned` null: the answer is not there yet. */
export interface Answer {
  readonly typed: string
  readonly planned: PlannedRoute | null
  /** What was typed is no address: `planned` says why. */
  readonly isInvalid?: boolean
}

interface Deleted {
  readonly rule: RouteRule
  readonly at: number
}

/** As many addresses are asked about at once. */
const maxAsked = 20

function toAnswer({ ok, text, message = '' }: AddressCheck): Answer {
  if (ok) return { typed: text, planned: null }
  return { typed: text, isInvalid: true, planned: { address: text, route: null, rule: 0, problem: message } }
}

/** The routes page: the rules, the form of one, and what was asked; no markup. */
export class RoutesState {
  rules = $state.raw<readonly RouteRule[]>([])
  servers = $state.raw<readonly ServerView[]>([])
  identities = $state.raw<readonly Identity[]>([])
  loaded = $state(false)
  form = $state.raw<RuleForm | null>(null)
  /** What was deleted last; it can be put back where it was. */
  deleted = $state.raw<Deleted | null>(null)
  failure = $state.raw<CallFailure | string | null>(null)
  typed = $state('')
  /** '' is the default address. */
  identityId = $state('')
  answers = $state.raw<readonly Answer[]>([])

  readonly #bridge: Bridge
  readonly #newId: () => string
  #asked = 0

  constructor(bridge: Bridge, newId: () => string) {
    this.#bridge = bridge
    this.#newId = newId
  }

  /** Reads rules and servers and follows them. Returns the function that ends it. */
  start(): () => void {
    void this.#read()
    const stops = [
      this.#bridge.on('routes.changed', ({ rules }) => (this.rules = rules)),
      this.#bridge.on('servers.changed', () => void this.#read()),
      this.#bridge.on('identities.changed', () => void this.#read()),
    ]
    return () => stops.forEach((stop) => stop())
  }

  async #read(): Promise<void> {
    const [rules, servers, identities] = await Promise.all([
      this.#bridge.routes.list(),
      this.#bridge.servers.list(),
      this.#bridge.identities.list(),
    ])
    if (rules.ok) this.rules = rules.value
    else this.failure = rules.failure
    if (servers.ok) this.servers = servers.value
    if (identities.ok) this.identities = identities.value
    this.loaded = true
  }

  get isAsking(): boolean {
    return this.answers.some(({ planned }) => planned === null)
  }

  /** Opens the form of the rule at this place, or of a new one. */
  edit(at: number | null): void {
    const rule = at === null ? null : (this.rules[at] ?? null)
    const first = this.servers.find(({ isDefault }) => isDefault) ?? this.servers[0]
    this.form = new RuleForm(rule, at, this.#newId(), first?.id ?? '')
  }

  /** Saves the form; gives the rule's number, or null with the problems beside their fields. */
  async saveForm(): Promise<number | null> {
    const { form } = this
    if (form === null) return null
    const at = form.at ?? this.rules.length
    const problems = await this.#save(this.rules.toSpliced(at, 1, form.rule))
    if (problems === null) return null
    form.problems = problems
    // A fault of another rule has no field in this form.
    const own = `rules[${at}].`
    const other = problems.find(({ field }) => !field.startsWith(own))
    if (other !== undefined) this.failure = other.message
    if (problems.length > 0) return null
    this.form = null
    return at + 1
  }

  switch(at: number): Promise<boolean> {
    return this.#change(this.rules.map((rule, index) => (index === at ? { ...rule, on: !rule.on } : rule)))
  }

  /** Moves the rule to the place before it (-1) or behind it (1). */
  move(at: number, by: -1 | 1): Promise<boolean> {
    const rules = moved(this.rules, at, by)
    return rules === this.rules ? Promise.resolve(false) : this.#change(rules)
  }

  async delete(at: number): Promise<void> {
    const rule = this.rules[at]
    if (rule === undefined) return
    if (await this.#change(this.rules.toSpliced(at, 1))) this.deleted = { rule, at }
  }

  async undo(): Promise<void> {
    const { deleted } = this
    if (deleted === null) return
    await this.#change(this.rules.toSpliced(deleted.at, 0, deleted.rule))
  }

  /** The rule that decided is made to verify whom it talks to. */
  async requireVerified(ruleId: string): Promise<void> {
    const changed = await this.#change(
      this.rules.map((rule) =>
        rule.id === ruleId && rule.route.kind === 'mx'
          ? { ...rule, route: { kind: 'mx', tls: 'verified' } }
          : rule,
      ),
    )
    if (changed) await this.ask()
  }

  /** Asks for each address that was typed; answers come one by one. */
  async ask(): Promise<void> {
    const round = ++this.#asked
    const checked = await this.#bridge.addresses.check({ text: this.typed })
    if (!checked.ok) {
      this.failure = checked.failure
      return
    }
    const asked = checked.value.slice(0, maxAsked)
    this.answers = asked.map(toAnswer)
    await Promise.all(asked.map((check, at) => this.#askFor(check, at, round)))
  }

  async #askFor({ ok, text }: AddressCheck, at: number, round: number): Promise<void> {
    if (!ok) return
    const identityId = this.identityId === '' ? null : this.identityId
    const result = await this.#bridge.routes.where({ addresses: [text], identityId })
    if (round !== this.#asked) return
    if (!result.ok) this.failure = result.failure
    const problem = { address: text, route: null, rule: 0 }
    const planned = result.ok ? (result.value[0] ?? problem) : problem
    this.answers = this.answers.map((answer, index) => (index === at ? { ...answer, planned } : answer))
  }

  async #change(rules: readonly RouteRule[]): Promise<boolean> {
    const problems = await this.#save(rules)
    const [problem] = problems ?? []
    if (problem !== undefined) this.failure = problem.message
    return problems?.length === 0
  }

  /** Null where the call failed. */
  async #save(rules: readonly RouteRule[]): Promise<readonly SendProblem[] | null> {
    this.failure = null
    this.deleted = null
    const result = await this.#bridge.routes.save({ rules })
    if (!result.ok) {
      this.failure = result.failure
      return null
    }
    if (result.value.problems.length === 0) await this.#read()
    return result.value.problems
  }
}
