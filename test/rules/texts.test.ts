import { describe, expect, it } from 'vitest'
import { english } from '../../main/text/en/index.ts'
import { listFiles, readText, withoutComments } from './imports.ts'

/** design.md, Wording: promises that nobody can make, and words that blame or sigh. */
const FORBIDDEN = /\bdelivered\b|sent successfully|\boops\b|\bfail(ed|s)? to\b|\bunfortunately\b/i

describe('the texts that a person sees', () => {
  it('P5: never promise more than the hand-over, and neither blame nor sigh', () => {
    expect(Object.entries(english).filter(([, text]) => FORBIDDEN.test(text))).toEqual([])
  })

  it('P5: in the windows keep to the same words', () => {
    const catalogues = listFiles().filter((file) => /^renderer\/text\/.*\.ts$/.test(file))
    expect(catalogues.length).toBeGreaterThan(0)
    expect(catalogues.filter((file) => FORBIDDEN.test(withoutComments(readText(file))))).toEqual([])
  })

  it('have titles of one line without a full stop', () => {
    const titles = Object.entries(english).filter(
      ([key]) => key.startsWith('cause.') && key.endsWith('.title'),
    )
    expect(titles.filter(([, text]) => text.endsWith('.') || text.length > 80)).toEqual([])
  })

  it('have no code in a title', () => {
    const titles = Object.entries(english).filter(([key]) => key.endsWith('.title'))
    expect(titles.filter(([, text]) => /\b[45]\d\d\b|\b\d\.\d\.\d\b/.test(text))).toEqual([])
  })

  it('find the words that they look for', () => {
    expect(FORBIDDEN.test('Your message was delivered')).toBe(true)
    expect(FORBIDDEN.test('Handed to mail.example.org')).toBe(false)
  })
})
