import { join } from 'node:path'
import { expect, it } from 'vitest'
import { guidePath } from '../../../main/electron/guide-path.ts'

it.each([
  ['en', join('guide', 'index.html')],
  ['de', join('guide', 'de', 'index.html')],
  ['ar-XB', join('guide', 'index.html')],
] as const)('the user guide for %s is %s', (language, path) => {
  expect(guidePath('guide', language)).toBe(path)
})
