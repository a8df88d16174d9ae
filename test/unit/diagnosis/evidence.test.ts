import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { diagnose } from '../../../main/diagnosis/diagnose.ts'

const of = (phase: string, line: string) => diagnose({ phase, lines: [line] }).evidence

describe('what a diagnosis rests on', () => {
  it('is the words that decided, with the codes that agree', () => {
    const evidence = of(
      'rcpt',
      '550 5.1.1 <ann@example.org>: Recipient address rejected: User unknown in table',
    )
    expect(evidence[0]).toMatchObject({ kind: 'words' })
    expect(evidence[0]?.text).toMatch(/user unknown/)
    expect(evidence.slice(1)).toEqual([
      { kind: 'enhanced', text: '5.1.1' },
      { kind: 'code', text: '550' },
    ])
  })

  it('is the code alone where the words say nothing', () => {
    expect(of('rcpt', '452 4.2.2 zzz')).toEqual([
      { kind: 'enhanced', text: '4.2.2' },
      { kind: 'code', text: '452' },
    ])
  })

  it('is the name of a fault where no reply came', () => {
    expect(
      diagnose({ phase: 'connect', kind: 'network', errorCode: 'ECONNREFUSED', detail: 'refused' }).evidence,
    ).toEqual([
      { kind: 'error', text: 'ECONNREFUSED' },
      { kind: 'detail', text: 'refused' },
    ])
  })

  it('is nothing where the final reply never came', () => {
    expect(diagnose({ phase: 'message', unconfirmed: true }).evidence).toEqual([])
  })

  it('quotes words that stand in the reply, and not many', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        for (const evidence of of('rcpt', `550 5.7.1 ${text}`))
          expect(evidence.text.length).toBeLessThanOrEqual(80)
      }),
    )
  })
})
