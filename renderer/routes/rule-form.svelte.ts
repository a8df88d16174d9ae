import type { RouteRule, SendProblem } from '../../main/api.ts'

export type RouteKind = RouteRule['route']['kind']
export type MxTls = Extract<RouteRule['route'], { kind: 'mx' }>['tls']

/** The form of one rule with its unsaved values; no markup. */
export class RuleForm {
  /** Place in the list of the rule that is edited; null: a new one, which goes last. */
  readonly at: number | null
  domain = $state('')
  kind = $state<RouteKind>('server')
  serverId = $state('')
  tls = $state<MxTls>('opportunistic')
  path = $state('')
  problems = $state.raw<readonly SendProblem[]>([])
  readonly #id: string
  readonly #on: boolean

  constructor(rule: RouteRule | null, at: number | null, id: string, serverId: string) {
    this.at = at
    this.#id = rule?.id ?? id
    this.#on = rule?.on ?? true
    this.serverId = serverId
    if (rule === null) return
    this.domain = rule.domain
    this.kind = rule.route.kind
    if (rule.route.kind === 'server') this.serverId = rule.route.serverId
    if (rule.route.kind === 'mx') this.tls = rule.route.tls
    if (rule.route.kind === 'maildir') this.path = rule.route.path
  }

  get rule(): RouteRule {
    return { id: this.#id, on: this.#on, domain: this.domain, route: this.#route }
  }

  problemAt(field: string): string | null {
    return this.problems.find((problem) => problem.field.endsWith(`.${field}`))?.message ?? null
  }

  get #route(): RouteRule['route'] {
    switch (this.kind) {
      case 'server':
        return { kind: 'server', serverId: this.serverId }
      case 'mx':
        return { kind: 'mx', tls: this.tls }
      case 'maildir':
        return { kind: 'maildir', path: this.path }
    }
  }
}
