import { describe, expect, it } from 'vitest'
import { kindsAt, readArmedForm } from '../../../renderer/practice/armed-form.ts'

const form = {
  phase: 'rcpt',
  kind: 'reply',
  reply: ' 452 4.5.3 Too many recipients ',
  seconds: '1.5',
} as const

describe('the strip "Answer the next"', () => {
  it('gives what is armed', () => {
    expect(readArmedForm(form)).toEqual({
      ok: true,
      armed: {
        phase: 'rcpt',
        action: { kind: 'reply', lines: ['452 4.5.3 Too many recipients'] },
        delayMs: 1500,
      },
    })
    expect(readArmedForm({ ...form, kind: 'hang-up', reply: '' })).toMatchObject({ ok: true })
  })

  it.each([
    ['reply', { ...form, reply: 'hello' }],
    ['reply', { ...form, reply: '199 no' }],
    ['seconds', { ...form, seconds: '' }],
    ['seconds', { ...form, seconds: '-1' }],
    ['seconds', { ...form, seconds: '601' }],
    ['seconds', { ...form, seconds: 'soon' }],
  ])('names the field %s that does not fit', (field, typed) => {
    expect(readArmedForm(typed)).toEqual({ ok: false, field })
  })

  it('breaks TLS at STARTTLS only', () => {
    expect(kindsAt('starttls')).toContain('break-tls')
    expect(kindsAt('mail')).not.toContain('break-tls')
  })
})
