// SECURITY.md names tests: each is there, and no point of Electron's list is without one.
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'

const root = join(import.meta.dirname, '../..')
const text = readFileSync(join(root, 'SECURITY.md'), 'utf8')
const [, list = ''] = /## Electron's own list[^]*?\n(\| point[^]*?)\n\n/.exec(text) ?? []
const rows = list
  .split('\n')
  .slice(2)
  .map((row) => row.split('|').map((cell) => cell.trim()))

it('the list has its points', () => {
  expect(rows.length).toBeGreaterThan(15)
})

it.each(rows.map(([, point = '', , test = '']) => [point, test]))('%s: its test is there', (_point, test) => {
  const named = [...test.matchAll(/`((?:test|main)\/[^`]+)`/g)].map(([, path = '']) => path)
  expect(named.length > 0 || test === 'the same' || test === '`npm ci`' || test === '–').toBe(true)
  expect(named.filter((path) => !existsSync(join(root, path)))).toEqual([])
})
