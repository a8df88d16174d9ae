import { describe, expect, it } from 'vitest'
import { globSync } from 'node:fs'
import { join } from 'node:path'
import { readText } from './imports.ts'

const root = join(import.meta.dirname, '../..')
const sheets = globSync('renderer/**/*.css', { cwd: root })

/** Properties and values that name a side of the screen, where text may run the other way. */
const PHYSICAL = [
  /^(?:left|right)$/,
  /^(?:margin|padding|scroll-margin|scroll-padding)-(?:left|right)$/,
  /^border-(?:left|right)(?:-\w+)?$/,
  /^border-(?:top|bottom)-(?:left|right)-radius$/,
]
const SIDED = /^(?:text-align|float|clear|background-position|caption-side)$/
const FOUR = /^(?:margin|padding|inset|border-width|border-style|border-color)$/

/** Whether a declaration means a side of the screen, not the beginning or the end of a line. */
function isPhysical(property: string, value: string): boolean {
  if (PHYSICAL.some((pattern) => pattern.test(property))) return true
  if (SIDED.test(property)) return /\b(?:left|right)\b/.test(value)
  if (!FOUR.test(property)) return false
  const [, right, , left] = splitValue(value)
  return left !== undefined && left !== right
}

/** `1px calc(2px + 3px)` in two. */
function splitValue(value: string): readonly string[] {
  return value.match(/(?:[^\s(]+\([^()]*(?:\([^()]*\)[^()]*)*\)|[^\s]+)/g) ?? []
}

/** Declarations with a side, each with its line. What a comment that begins with `physical:` stands in or before is allowed. */
function findPhysical(css: string): readonly string[] {
  const found: string[] = []
  for (const block of css.split('}')) {
    const isAllowed = /\/\*\s*physical:/.test(block)
    const declarations = block.slice(block.lastIndexOf('{') + 1).replaceAll(/\/\*[\s\S]*?\*\//g, '')
    for (const declaration of declarations.split(';')) {
      const [property = '', value = ''] = declaration.split(/:(.*)/s).map((part) => part.trim())
      if (!isAllowed && isPhysical(property, value)) found.push(`${property}: ${value}`)
    }
  }
  return found
}

describe('the direction of text', () => {
  it('no sheet names a side of the screen without saying why', () => {
    expect(sheets.length).toBeGreaterThan(20)
    const found = sheets.flatMap((file) => findPhysical(readText(file)).map((line) => `${file}: ${line}`))
    expect(found).toEqual([])
  })

  it('the search finds what it looks for', () => {
    const css = `a { margin-left: 1px; padding: 1px 2px 3px 4px } @media print { b { text-align: right } }
      c { inset: 0 1px 0 1px; margin-inline-start: 1px; padding: calc(1px + 2px) 2px } /* physical: why */ d { left: 0 }`
    expect(findPhysical(css)).toEqual(['margin-left: 1px', 'padding: 1px 2px 3px 4px', 'text-align: right'])
  })
})
