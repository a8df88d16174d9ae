// SECURITY.md names tests: each is there, and no point of Electron's list is without one.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'

const root = join(import.meta.dirname, '../..')
const text = readFileSync(join(root, 'SECURITY.md'), 'utf8')
const rowsOf = (pattern: RegExp) =>
  (pattern.exec(text)?.[1] ?? '')
    .split('\n')
    .slice(2)
    .map((row) => row.split('|').map((cell) => cell.trim()))
const points = rowsOf(/## Electron's own list[^]*?\n(\| point[^]*?)\n\n/)
const threats = rowsOf(/## What is protected[^]*?\n(\| from[^]*?)\n\n/)
const namedIn = (cell: string) => [...cell.matchAll(/`((?:test|main)\/[^`]+)`/g)].map(([, path = '']) => path)
const missing = (paths: readonly string[]) => paths.filter((path) => !existsSync(join(root, path)))

it('the list has the twenty points of Electron, in their order', () => {
  const numbers = points.flatMap(([, point = '']) => /^(\d+) /.exec(point)?.[1] ?? [])
  expect(numbers.map(Number)).toEqual(Array.from({ length: 20 }, (_, at) => at + 1))
})

it.each(points.map(([, point = '', , test = '']) => [point, test]))(
  '%s: its test is there',
  (_point, test) => {
    const named = namedIn(test)
    expect(named.length > 0 || test === '`npm ci`').toBe(true)
    expect(missing(named)).toEqual([])
  },
)

it.each(['server', 'message', 'mailto', 'process', 'disk', 'network attacker'])(
  'the threats have a %s',
  (word) => {
    expect(threats.some(([, from = '']) => from.includes(word))).toBe(true)
  },
)

it.each(threats.map(([, from = '', , , test = '']) => [from, test]))(
  '%s: what is said has its tests',
  (_from, test) => {
    expect(namedIn(test).length).toBeGreaterThan(0)
    expect(missing(namedIn(test))).toEqual([])
  },
)

it('each parser under attack has its line, and each line its parser', () => {
  const lines = [...text.matchAll(/^\| `(\w+)` \|/gm)].map(([, name]) => `${name}.ts`)
  expect(lines.toSorted()).toEqual(readdirSync(join(root, 'test/fuzz/targets')).toSorted())
})
