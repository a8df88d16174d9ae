import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { parsePolicy } from '../../../main/policy/parse-policy.ts'

it.each(['administrators.md', 'de/administrators.md'])(
  'the example of the user guide is a policy: %s',
  (name) => {
    const page = readFileSync(join(import.meta.dirname, '../../../docs/guide', name), 'utf8')
    const [, example = ''] = /^# [^]*?```json\n([^]*?)```/.exec(page) ?? []
    expect(parsePolicy(example)).toMatchObject({ ok: true })
  },
)
