import { describe, expect, it } from 'vitest'
import { kindsAt, phases, readArmedForm } from '../../../renderer/practice/armed-form.ts'
import { causeReplies, shownBy } from '../../../renderer/practice/cause-replies.ts'

describe('what a cause fills in', () => {
  it.each(causeReplies)('$cause: a step and a way to answer that the strip offers', (one) => {
    expect(phases).toContain(one.phase)
    expect(kindsAt(one.phase)).toContain(one.kind)
    expect(readArmedForm({ ...one, seconds: '0' }).ok).toBe(true)
  })

  it('is told from what stands in the strip, and from nothing that was changed there', () => {
    const [first] = causeReplies
    if (first === undefined) throw new Error('no cause')
    expect(shownBy({ ...first, reply: ` ${first.reply} ` })).toBe(first)
    expect(shownBy({ ...first, reply: `${first.reply}!` })).toBeUndefined()
    expect(shownBy({ ...first, phase: 'mail' })).toBeUndefined()
    expect(shownBy({ phase: 'message', kind: 'lose-reply', reply: 'whatever' })?.cause).toBe('unconfirmed')
  })
})

describe('the ways to answer a step', () => {
  it('during the transfer are none but to end the connection', () => {
    expect(kindsAt('transfer')).toEqual(['hang-up'])
  })

  it('have faults of TLS at STARTTLS only', () => {
    const faults = ['break-tls', 'expired-certificate', 'other-name', 'old-tls']
    expect(kindsAt('starttls')).toEqual(expect.arrayContaining(faults))
    for (const phase of phases.filter((one) => one !== 'starttls'))
      expect(kindsAt(phase).filter((kind) => faults.includes(kind))).toEqual([])
  })
})
