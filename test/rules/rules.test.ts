import { describe, expect, it } from 'vitest'
import { formatGuardedRules, readGuardedRules, RULES } from './rule-table.ts'

describe('the rules of product.md', () => {
  const rules = readGuardedRules()

  it('are printed with the tests that name each', () => {
    console.log(formatGuardedRules(rules))
    expect(rules.map(({ rule }) => rule)).toEqual(RULES)
  })

  it.each(RULES)('%s has a test that names it', (rule) => {
    expect(rules.find((each) => each.rule === rule)?.tests ?? []).not.toEqual([])
  })
})
