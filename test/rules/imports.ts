// Reads the imports of the tree, for the test of the arrows.
import { readFileSync } from 'node:fs'
import { execFileSync } from 'node:child_process'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

export const ROOT = fileURLToPath(new URL('../../', import.meta.url))

export interface Import {
  /** File that imports, from the root of the tree. */
  readonly file: string
  /** File that is imported, from the root of the tree; a package or node: module as written. */
  readonly to: string
  /** Nothing is left of it at run time. */
  readonly typeOnly: boolean
}

/** Files that git knows or would take, from the root of the tree. */
export function listFiles(): readonly string[] {
  const known = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], {
    cwd: ROOT,
    encoding: 'utf8',
  })
  return [...new Set(known.split('\n'))].filter((file) => file !== '' && isThere(file))
}

function isThere(file: string): boolean {
  try {
    readFileSync(path.join(ROOT, file))
    return true
  } catch {
    return false
  }
}

export function readText(file: string): string {
  return readFileSync(path.join(ROOT, file), 'utf8')
}

const STATIC =
  /^\s*(?:import|export)\s+(type\s+)?((?:[\w*$\s,]|\{[^}]*\})*?)\s*(?:from\s+)?['"]([^'"\n]+)['"]/gm
const DYNAMIC = /\b(?:import|require)\(\s*['"]([^'"\n]+)['"]\s*\)/g

/** All imports of one file: static, dynamic, of types, and re-exports. */
export function readImports(file: string): readonly Import[] {
  const text = withoutComments(readText(file))
  const statics = [...text.matchAll(STATIC)].map(([, type, names = '', specifier = '']) => ({
    file,
    to: toTarget(file, specifier),
    typeOnly: type !== undefined || hasOnlyTypes(names),
  }))
  const dynamics = [...text.matchAll(DYNAMIC)].map(({ 0: whole, 1: specifier = '', index }) => ({
    file,
    to: toTarget(file, specifier),
    typeOnly: whole.startsWith('import') && isInType(text, index, index + whole.length),
  }))
  return [...statics, ...dynamics]
}

/** `typeof import('electron')`, `import('./api.ts').Api` */
function isInType(text: string, from: number, to: number): boolean {
  const before = text.slice(Math.max(0, from - 20), from)
  return /typeof\s*$/.test(before) || (!/await\s*$/.test(before) && /^\.[A-Z]/.test(text.slice(to, to + 2)))
}

/** `{ type A, type B }` */
function hasOnlyTypes(names: string): boolean {
  const inBraces = /^\{([^}]*)\}$/.exec(names.trim())?.[1]
  const parts = inBraces
    ?.split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '')
  return parts !== undefined && parts.length > 0 && parts.every((part) => part.startsWith('type '))
}

function toTarget(file: string, specifier: string): string {
  return specifier.startsWith('.') ? path.posix.join(path.posix.dirname(file), specifier) : specifier
}

/** The source without its comments; what stands in strings stays. */
export function withoutComments(text: string): string {
  return text.replace(
    /('(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"|`(?:\\.|[^`\\])*`)|\/\*[\s\S]*?\*\/|\/\/[^\n]*/g,
    (_, string: string | undefined) => string ?? ' ',
  )
}
