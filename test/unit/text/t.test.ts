import { describe, expect, it } from 'vitest'
import { fillIn, isTextKey, t } from '../../../main/text/t.ts'

describe('t', () => {
  it('fills in parameters', () => {
    expect(t('outcome.accepted', { host: 'mail.example.org' })).toBe('Handed to mail.example.org')
    expect(t('explanation.code', { code: 550 })).toBe('Code 550')
  })

  it('does not look for parameters inside of parameters', () => {
    expect(t('outcome.accepted', { host: '{host}' })).toBe('Handed to {host}')
  })

  it('lets the compiler ask for what a text needs', () => {
    // @ts-expect-error the text needs `host`
    expect(t('outcome.accepted')).toBe('Handed to ')
    // @ts-expect-error the text has no parameter
    expect(t('outcome.partly', { host: 'x' })).toBe('Partly handed over')
  })

  it('knows its keys, and not those that every object has', () => {
    expect(isTextKey('cause.loop.title')).toBe(true)
    expect(isTextKey('toString')).toBe(false)
  })

  it('leaves nothing open where a parameter is missing at run time', () => {
    expect(fillIn('explanation.next', {})).toBe('It is tried again at .')
  })
})
