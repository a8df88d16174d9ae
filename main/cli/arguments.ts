import { parseArgs } from 'node:util'
import { UsageError } from './usage-error.ts'

/** `text` may be given once, `texts` more than once, `flag` has no value. */
export type OptionKind = 'text' | 'texts' | 'flag'

export type OptionKinds = Readonly<Record<string, OptionKind>>

export type Options<K extends OptionKinds> = {
  readonly [key in keyof K]: K[key] extends 'flag'
    ? boolean
    : K[key] extends 'texts'
      ? readonly string[]
      : string | undefined
}

export interface ParsedArguments<K extends OptionKinds> {
  readonly options: Options<K>
  readonly words: readonly string[]
}

/**
 * Reads `--name value`, `--name=value` and `--flag`. Throws `UsageError`, which names options and never values: one of
 * them could be a password.
 */
export function parseOptions<K extends OptionKinds>(argv: readonly string[], kinds: K): ParsedArguments<K> {
  const { tokens } = parseArgs({
    args: [...argv],
    options: Object.fromEntries(
      Object.entries(kinds).map(([name, kind]) => [
        name,
        { type: kind === 'flag' ? 'boolean' : 'string' } as const,
      ]),
    ),
    strict: false,
    allowPositionals: true,
    tokens: true,
  })
  const values = new Map<string, string[]>()
  const words: string[] = []
  for (const token of tokens) {
    if (token.kind === 'positional') words.push(token.value)
    if (token.kind !== 'option') continue
    const kind = Object.hasOwn(kinds, token.name) ? kinds[token.name] : undefined
    if (kind === undefined) throw new UsageError(`unknown option ${nameOf(token.rawName)}`)
    const earlier = values.get(token.name) ?? []
    if (kind === 'flag' && token.value !== undefined) throw new UsageError(`--${token.name} takes no value`)
    if (kind !== 'flag' && token.value === undefined) throw new UsageError(`--${token.name} needs a value`)
    if (kind === 'text' && earlier.length > 0) throw new UsageError(`--${token.name} is given twice`)
    values.set(token.name, [...earlier, token.value ?? ''])
  }
  const options = Object.fromEntries(
    Object.entries(kinds).map(([name, kind]) => [name, valueOf(kind, values.get(name))]),
  )
  return { options: options as Options<K>, words }
}

function valueOf(kind: OptionKind, given: readonly string[] | undefined): unknown {
  if (kind === 'flag') return given !== undefined
  return kind === 'texts' ? (given ?? []) : given?.[0]
}

/** What can be the name of an option; anything else is not repeated. */
function nameOf(rawName: string): string {
  return /^--?[a-z-]{1,30}$/.test(rawName) ? rawName : '(not shown)'
}
