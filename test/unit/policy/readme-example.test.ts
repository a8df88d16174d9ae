import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { parsePolicy } from '../../../main/policy/parse-policy.ts'

it('the example of the README is a policy', () => {
  const readme = readFileSync(join(import.meta.dirname, '../../../README.md'), 'utf8')
  const [, example = ''] = /## For administrators[^]*?```json\n([^]*?)```/.exec(readme) ?? []
  expect(parsePolicy(example)).toMatchObject({ ok: true })
})
