// The way from a page into main: one file that registers channels, a schema for each call, and a limit in each schema.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { schemas } from '../../main/api-schemas.ts'
import { calls } from '../../preload/contract.ts'

const root = join(import.meta.dirname, '../..')
const folder = join(root, 'main/electron')
const sources = readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), 'utf8')] as const)

it('channels are registered in one file, whose every handler asks who sends', () => {
  const registers = sources.filter(([, text]) =>
    /\b(?:ipc|ipcMain)\.(?:on|once|handle|handleOnce|addListener)\(/.test(text),
  )
  expect(registers.map(([name]) => name)).toEqual(['ipc.ts'])
  const [, text = ''] = registers[0] ?? []
  expect(text.match(/\.(?:on|handle)\(channel/g)).toEqual(['.handle(channel', '.on(channel'])
  expect(text.match(/isOwnFrame\(/g)).toHaveLength(2)
  // Frames and contents have channels of their own, and ports none of them.
  for (const [name, source] of sources)
    expect(source, name).not.toMatch(/webContents\.ipc\b|mainFrame\.ipc\b|MessageChannelMain|postMessage/)
})

const bridged = Object.entries(calls).flatMap(([group, methods]) =>
  methods.map((method) => `${group}.${method}`),
)

it('each method of the bridge has a schema, and each schema a method', () => {
  expect(bridged.toSorted()).toEqual(Object.keys(schemas).toSorted())
})

interface Def {
  readonly type: string
  readonly [part: string]: unknown
}
interface Schema {
  readonly _zod: { readonly def: Def }
}

const textLimits = ['max_length', 'length_equals', 'string_format']

function hasCheck({ checks = [] }: Def, wanted: readonly string[]): boolean {
  return (checks as readonly { readonly _zod: { readonly def: { readonly check: string } } }[]).some(
    ({ _zod }) => wanted.includes(_zod.def.check),
  )
}

/** What in a schema has no limit: '' stands for the argument itself. */
function unlimited(schema: Schema, path = ''): readonly string[] {
  const { def } = schema._zod
  const inner = (part: unknown, step: string) => unlimited(part as Schema, `${path}${step}`)
  switch (def.type) {
    case 'undefined':
    case 'boolean':
    case 'literal':
    case 'enum':
    case 'null':
      return []
    case 'string':
      return hasCheck(def, textLimits) ? [] : [`${path}: text`]
    case 'number':
      return []
    case 'custom':
      // Octets: what is refined is named with its limit by whoever wrote it.
      return Array.isArray(def.checks) && def.checks.length > 0 ? [] : [`${path}: octets`]
    case 'array':
      return [
        ...(hasCheck(def, ['max_length', 'length_equals']) ? [] : [`${path}: list`]),
        ...inner(def.element, '[]'),
      ]
    case 'object':
      return [
        ...(isStrict(def.catchall) ? [] : [`${path}: further keys`]),
        ...Object.entries(def.shape as object).flatMap(([name, part]) => inner(part, `.${name}`)),
      ]
    case 'record':
      return [
        ...(hasCheck(def, ['custom']) ? [] : [`${path}: number of keys`]),
        ...inner(def.keyType, '.key'),
        ...inner(def.valueType, '.value'),
      ]
    case 'union':
      return (def.options as readonly unknown[]).flatMap((part) => inner(part, '|'))
    case 'optional':
    case 'nullable':
    case 'default':
      return inner(def.innerType, '')
    case 'pipe':
      return inner(def.in, '')
    default:
      return [`${path}: ${def.type} is not known to this test`]
  }
}

const isStrict = (catchall: unknown): boolean => (catchall as Schema | undefined)?._zod.def.type === 'never'

it.each(Object.entries(schemas))(
  '%s: each part has a limit, and no further key passes',
  (_channel, schema) => {
    expect(unlimited(schema as unknown as Schema)).toEqual([])
  },
)
