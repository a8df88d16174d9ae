// The colours that the editor offers, as a dark window shows them.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { colors, highlights } from '../../../renderer/compose/editor/tools.ts'

const styles = join(import.meta.dirname, '../../../renderer/shared')
const sheet = readFileSync(join(styles, 'styles/letter-colors.css'), 'utf8')
const tokens = readFileSync(join(styles, 'tokens.css'), 'utf8')

const partsOf = (hex: string) => [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16))
const toRgb = (hex: string) => `rgb(${partsOf(hex).join(', ')})`

/** Contrast of two colours (WCAG 2.2). */
function contrast(one: string, other: string): number {
  const [low, high] = [one, other].map(luminance).toSorted((a, b) => a - b)
  return ((high ?? 0) + 0.05) / ((low ?? 0) + 0.05)
}

function luminance(hex: string): number {
  const [red, green, blue] = partsOf(hex).map((part) => {
    const share = part / 255
    return share <= 0.03928 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * (red ?? 0) + 0.7152 * (green ?? 0) + 0.0722 * (blue ?? 0)
}

const darkPaper = /--paper: light-dark\(#\w+, (#\w+)\)/.exec(tokens)?.[1] ?? ''

it.each(colors)('%s can be read on dark paper, however it is written', (color) => {
  const forms = [toRgb(color), color].map((value) => `[style*='color: ${value}']`)
  for (const form of [...forms, `[style*='color:${color}']`]) expect(sheet).toContain(form)
  const at = sheet.indexOf(forms[0] ?? '')
  const [, light = '', dark = ''] = /light-dark\((#\w+), (#\w+)\)/.exec(sheet.slice(at)) ?? []
  expect(light).toBe(color)
  expect(contrast(dark, darkPaper)).toBeGreaterThan(4.5)
})

it.each(highlights)('the ink on the highlight %s can be read', (highlight) => {
  for (const value of [` ${toRgb(highlight)}`, ` ${highlight}`, highlight])
    expect(sheet).toContain(`[style*='background-color:${value}']`)
  expect(contrast('#1d1b18', highlight)).toBeGreaterThan(4.5)
})
