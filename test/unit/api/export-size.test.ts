import { expect, it } from 'vitest'
import { requireReadable } from '../../../main/api/export-size.ts'
import { CallError } from '../../../main/result.ts'

it('refuses to write what could not be read back, and says how large it would be', () => {
  expect(() => requireReadable('é'.repeat(600_000), 1_000_000)).toThrow(CallError)
  expect(() => requireReadable('é'.repeat(600_000), 1_000_000)).toThrow(/2 MB.*more than 1 MB/)
  expect(() => requireReadable('é'.repeat(500_000), 1_000_000)).not.toThrow()
})
