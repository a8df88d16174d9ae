// The boundary of the core: an untrusted channel and argument in, a Result out. Nothing is thrown over it.
import type { Api } from './api.ts'
import { schemas, type Channel } from './api-schemas.ts'
import { CallError, type CallFailure, type Result } from './result.ts'

/** Characters that are told of what is wrong: it may name every key of a huge argument. */
const maxProblem = 300

/** Whether the text names a call of the Api. */
export function isChannel(channel: string): channel is Channel {
  return Object.hasOwn(schemas, channel)
}

/**
 * Calls the method that `channel` names with the argument, once that has passed its schema.
 * An Api that is still to come is waited for. A refusal or a fault comes back as `{ ok: false }`: the promise never rejects. `onFault` hears of faults of ours.
 */
export async function dispatch(
  api: Api | Promise<Api>,
  channel: string,
  argument: unknown,
  onFault?: (error: unknown) => void,
): Promise<Result<unknown>> {
  if (!isChannel(channel)) return refuse('invalid-argument', 'There is no such call.', 'channel')
  const parsed = schemas[channel].safeParse(argument)
  if (!parsed.success) {
    const [issue] = parsed.error.issues
    return refuse(
      'invalid-argument',
      `${channel}: ${(issue?.message ?? 'the argument is wrong.').slice(0, maxProblem)}`,
      pathOf(issue?.path)?.slice(0, maxProblem),
    )
  }
  try {
    return { ok: true, value: await methodOf(await api, channel)(parsed.data) }
  } catch (error) {
    if (error instanceof CallError) return { ok: false, failure: error.failure }
    onFault?.(error)
    return refuse('internal', `${channel} met a fault of Sendoff's own: ${oneLine(error)}`)
  }
}

function methodOf(api: Api, channel: Channel): (input: unknown) => Promise<unknown> {
  const [group, method] = channel.split('.') as [keyof Api, string]
  return (api[group] as unknown as Record<string, (input: unknown) => Promise<unknown>>)[method] ?? missing
}

function missing(): Promise<never> {
  return Promise.reject(new Error('The call is not implemented.'))
}

function refuse(code: CallFailure['code'], message: string, field?: string): Result<never> {
  return { ok: false, failure: { code, message, ...(field === undefined ? {} : { field }) } }
}

/** `to[1]` from `['to', 1]`. */
function pathOf(path: readonly PropertyKey[] | undefined): string | undefined {
  if (path === undefined || path.length === 0) return undefined
  return path.reduce<string>((text, part) => {
    if (typeof part === 'number') return `${text}[${part}]`
    return text === '' ? String(part) : `${text}.${String(part)}`
  }, '')
}

function oneLine(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error)
  return text.replaceAll(/\s+/g, ' ').slice(0, 300)
}
