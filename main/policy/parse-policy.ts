import { schemaWords } from '../text/schema-words.ts'
import { t } from '../text/t.ts'
import { parseServerForm } from '../servers/parse-form.ts'
import { lineOf } from './json-place.ts'
import { policySchema, type GivenServer, type Policy } from './policy.ts'

/** What is wrong with a policy file, and where. */
export interface PolicyProblem {
  readonly message: string
  /** From 1; null: of the file as a whole. */
  readonly line: number | null
  /** The name of the item, for example `locked.undoSeconds`; '' for the whole. */
  readonly item: string
}

export type ParsedPolicy =
  | { readonly ok: true; readonly policy: Policy }
  | { readonly ok: false; readonly problems: readonly PolicyProblem[] }

/** So many problems are told; a file with more is another kind of file. */
const maxProblems = 20

/** Reads the text of a policy file. All of it is right, or it is refused as a whole. */
export function parsePolicy(text: string): ParsedPolicy {
  let json: unknown
  try {
    json = JSON.parse(text.replace(/^\uFEFF/, ''))
  } catch (error) {
    return { ok: false, problems: [syntaxProblem(text, error)] }
  }
  const parsed = policySchema.safeParse(json, schemaWords())
  if (!parsed.success) {
    const problems = parsed.error.issues.slice(0, maxProblems).map((issue) => {
      const path = issue.code === 'unrecognized_keys' ? [...issue.path, issue.keys[0] ?? ''] : issue.path
      return problemAt(text, path, issue.message)
    })
    return { ok: false, problems }
  }
  const problems = judge(text, parsed.data)
  return problems.length > 0 ? { ok: false, problems } : { ok: true, policy: parsed.data }
}

function problemAt(text: string, path: readonly PropertyKey[], message: string): PolicyProblem {
  return {
    message: message.slice(0, 300),
    line: lineOf(text, path),
    item: path.map(String).join('.').slice(0, 200),
  }
}

/** V8 names the place by its offset. */
function syntaxProblem(text: string, error: unknown): PolicyProblem {
  const said = error instanceof Error ? error.message : ''
  const offset = /position (\d{1,9})/.exec(said)?.[1]
  const line = offset === undefined ? null : text.slice(0, Number(offset)).split('\n').length
  return { message: t('policy.no-json'), line, item: '' }
}

/** What a schema alone does not see. */
function judge(
  text: string,
  { locked = {}, defaults = {}, rules = {}, servers = [] }: Policy,
): readonly PolicyProblem[] {
  const twice = Object.keys(defaults)
    .filter((name) => Object.hasOwn(locked, name))
    .map((name) => problemAt(text, ['defaults', name], t('policy.twice')))
  const none = rules.servers === 'given' && servers.length === 0
  return [
    ...twice,
    ...(none ? [problemAt(text, ['rules', 'servers'], t('policy.no-server'))] : []),
    ...servers.flatMap((server, at) => judgeServer(text, server, at, rules.requireTls === true)),
  ].slice(0, maxProblems)
}

function judgeServer(
  text: string,
  server: GivenServer,
  at: number,
  requireTls: boolean,
): readonly PolicyProblem[] {
  const { host, port, security, name, user = '', ehloName = '', mechanism, minTls, allowedSenders } = server
  const parsed = parseServerForm(
    {
      id: null,
      ...{ name, host, port, security, user, ehloName },
      ...(mechanism === undefined ? {} : { mechanism }),
      ...(minTls === undefined ? {} : { minTls }),
      ...(allowedSenders === undefined ? {} : { allowedSenders }),
      yourName: '',
      email: '',
      password: null,
      // Whether a password may go in the open is asked of the rules.
      allowInsecureAuth: false,
      isDefault: false,
    },
    false,
  )
  const problems = parsed.ok ? [] : parsed.problems
  return [
    ...problems.map(({ field, message }) => problemAt(text, ['servers', at, field], message)),
    ...(requireTls && security === 'none'
      ? [problemAt(text, ['servers', at, 'security'], t('policy.server-without-tls'))]
      : []),
  ]
}
