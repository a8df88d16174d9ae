import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { parsePolicy } from '../../../main/policy/parse-policy.ts'

it('the example of the user guide is a policy', () => {
  const page = readFileSync(join(import.meta.dirname, '../../../docs/guide/administrators.md'), 'utf8')
  const [, example = ''] = /# For administrators[^]*?```json\n([^]*?)```/.exec(page) ?? []
  expect(parsePolicy(example)).toMatchObject({ ok: true })
})
