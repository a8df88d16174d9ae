import { describe, expect, it } from 'vitest'
import { formatEvidence } from '../../../renderer/outbox/evidence-text.ts'

const evidence = [
  { kind: 'words', text: 'user unknown' },
  { kind: 'enhanced', text: '5.1.1' },
  { kind: 'code', text: '550' },
] as const

describe('formatEvidence', () => {
  it('quotes words, names codes', () => {
    expect(formatEvidence({ evidence, confidence: 0.96, isKnown: true })).toBe(
      'Read from “user unknown”, 5.1.1 and 550.',
    )
  })

  it('P12: says where it is only fairly sure, and nothing where it does not know', () => {
    expect(formatEvidence({ evidence: evidence.slice(2), confidence: 0.72, isKnown: true })).toBe(
      'Read from 550; fairly sure.',
    )
    expect(formatEvidence({ evidence, confidence: 0.4, isKnown: false })).toBe('')
  })
})
