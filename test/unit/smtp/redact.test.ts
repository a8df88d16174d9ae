import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Redactor } from '../../../main/smtp/redact.ts'
import { blobsOf, findForms, formsOf } from '../../support/secret-forms.ts'

const SECRET = 'Kr4ke "n\\est" 100% sécret/+?ÿ>'

function redactorOf(...secrets: readonly string[]): Redactor {
  const redactor = new Redactor()
  for (const secret of secrets) redactor.add(secret)
  return redactor
}

describe('Redactor', () => {
  test.each([...formsOf(SECRET)])('P25: hides the password: %s', (_, form) => {
    const { apply } = bound(redactorOf(SECRET))
    expect(apply(`535 5.7.8 no: ${form} here`)).toBe('535 5.7.8 no: [hidden] here')
    expect(apply(form)).toBe('[hidden]')
    expect(apply(`a ${form} b ${form} c`)).toBe('a [hidden] b [hidden] c')
    expect(apply(`1 ${form}\n2 ${form}`)).toBe('1 [hidden]\n2 [hidden]')
  })

  test.each([...blobsOf('ann', SECRET)])(
    'P25: hides what %s writes, known by the password alone, however it is quoted',
    (_, blob) => {
      const { apply } = bound(redactorOf(SECRET))
      const whole = [...formsOf(blob)].filter(([name]) => !name.endsWith('octets later'))
      const inside = ['', 'x', 'xy'].map(
        (before) => [before, Buffer.from(before + blob).toString('base64')] as const,
      )
      for (const [name, form] of [...whole, ...inside]) {
        const text = apply(`535 5.7.8 no: ${form} here`)
        expect(text, name).toBe('535 5.7.8 no: [hidden] here')
      }
      expect(apply(`535 ${blob.replaceAll('+', '-').replaceAll('/', '_')} 1`)).toBe('535 [hidden] 1')
      expect(apply(`535 5.7.8 x${blob} 1`)).toBe('535 5.7.8 [hidden] 1')
    },
  )

  test('P25: hides any secret in any form between any neighbours', () => {
    const secret = fc
      .string({ minLength: 4, maxLength: 60, unit: 'grapheme' })
      .filter((text) => text.isWellFormed() && !/\p{C}|\p{Z}/u.test(text.replaceAll(' ', '')))
    const neighbour = fc.constantFrom('', ' ', '"', 'x', '=', '/', '0', '-', '&pass=')
    fc.assert(
      fc.property(secret, neighbour, neighbour, (text, before, after) => {
        const { apply } = bound(redactorOf(text))
        for (const [name, form] of formsOf(text)) {
          const left = apply(`535 5.7.8 ${before}${form}${after} end`)
          expect(left, name).toContain('[hidden]')
          expect(findForms(text, name, left)).toEqual([])
        }
      }),
    )
  })

  test('P25: what stands before may look as if it began an escape', () => {
    for (const mark of ['=', '%', '+']) {
      const escaped = `00   ${mark}C2${mark}A1`
      expect(redactorOf('00   ¡').apply(`535 &pass${mark}${escaped} end`)).toBe(
        `535 &pass${mark}[hidden] end`,
      )
    }
  })

  test('hides each of several secrets, one inside of the other too', () => {
    const { apply } = bound(redactorOf('pencil', 'pencil-case', 'cGVuY2ls'))
    expect(apply('a pencil-case, a pencil')).toBe('a [hidden], a [hidden]')
  })

  test('leaves alone what is shorter than four characters, and everything before a secret is known', () => {
    expect(redactorOf('abc').apply('550 abc')).toBe('550 abc')
    expect(redactorOf('').apply('550 abc')).toBe('550 abc')
    expect(redactorOf().apply('550 c2VjcmV0')).toBe('550 c2VjcmV0')
  })

  test('leaves alone every word of servers that is no secret', () => {
    const { apply } = bound(
      redactorOf(SECRET, 'hunter2', 'correct horse', Buffer.from('\0ann\0hunter2').toString('base64')),
    )
    const replies = readFileSync(new URL('../../data/replies.visible.jsonl', import.meta.url), 'utf8')
    expect(apply(replies)).toBe(replies)
  })
})

function bound(redactor: Redactor): { readonly apply: (text: string) => string } {
  return { apply: (text) => redactor.apply(text) }
}
