// The rules as they are stored: one value, so that their order and what they say change together.
import { z } from 'zod'
import type { RouteRule, SendProblem } from '../../api.ts'
import type { SettingsTable } from '../../storage/store.ts'
import { checkMaildirPath, parsePattern } from './rules.ts'

/** Where the rules stand among the settings; the settings' own schema does not know it. */
const storedAs = 'routes'

const ruleSchema = z.object({
  id: z.string().min(1),
  domain: z.string(),
  on: z.boolean(),
  route: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('server'), serverId: z.string() }),
    z.object({ kind: z.literal('mx'), tls: z.enum(['opportunistic', 'required', 'verified']) }),
    z.object({ kind: z.literal('maildir'), path: z.string() }),
  ]),
}) satisfies z.ZodType<RouteRule>

export interface RuleBookDeps {
  readonly table: SettingsTable
  readonly hasServer: (serverId: string) => boolean
  /** Told after a change is stored. */
  readonly changed: (rules: readonly RouteRule[]) => Promise<void>
}

export interface RuleBook {
  /** In their order. */
  all(): readonly RouteRule[]
  /** Stores all rules in their order, or gives what is wrong with them and stores nothing. */
  save(rules: readonly RouteRule[]): Promise<readonly SendProblem[]>
}

/** Reads the rules once; each change is stored before it is seen. */
export async function openRuleBook({ table, hasServer, changed }: RuleBookDeps): Promise<RuleBook> {
  let rules = readRules((await table.all())[storedAs])
  return {
    all: () => rules,
    save: async (wanted) => {
      const judged = judgeRules(wanted, hasServer)
      if (judged.problems.length > 0) return judged.problems
      await table.put({ [storedAs]: judged.rules })
      rules = judged.rules
      await changed(rules)
      return []
    },
  }
}

/** Stored rules; one that is not understood is left out alone, so that what it decided goes over the entry's server. */
function readRules(stored: unknown): readonly RouteRule[] {
  if (!Array.isArray(stored)) return []
  return stored.flatMap((each) => {
    const parsed = ruleSchema.safeParse(each)
    return parsed.success ? [parsed.data] : []
  })
}

/** Judges each rule; fields are named `rules[0].domain`, `rules[0].path`, `rules[0].serverId`. */
export function judgeRules(
  wanted: readonly RouteRule[],
  hasServer: (serverId: string) => boolean,
): { readonly rules: readonly RouteRule[]; readonly problems: readonly SendProblem[] } {
  const problems: SendProblem[] = []
  const rules = wanted.map((rule, at) => {
    const say = (field: string, message: string | null) => {
      if (message !== null) problems.push({ field: `rules[${at}].${field}`, message })
    }
    const pattern = parsePattern(rule.domain)
    if (!pattern.ok) say('domain', pattern.message)
    if (wanted.findIndex(({ id }) => id === rule.id) !== at) say('id', 'Two rules have the same id.')
    const route = rule.route.kind === 'maildir' ? { ...rule.route, path: rule.route.path.trim() } : rule.route
    if (route.kind === 'maildir') say('path', checkMaildirPath(route.path))
    if (route.kind === 'server' && rule.on && !hasServer(route.serverId))
      say('serverId', 'Choose a server: the one of this rule is not there any more.')
    return { ...rule, route, domain: pattern.ok ? pattern.domain : rule.domain }
  })
  return { rules, problems }
}
