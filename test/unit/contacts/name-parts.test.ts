import { expect, test } from 'vitest'
import { namePartsOf } from '../../../main/contacts/name-parts.ts'

test.each([
  ['Hélène Marchand', 'Hélène', 'Marchand'],
  ['Marchand, Hélène', 'Hélène', 'Marchand'],
  ['Dr. Anna Maria von der Leyen', 'Anna Maria', 'von der Leyen'],
  ['Anna van den Berg', 'Anna', 'van den Berg'],
  ['Prof. Dr. Roth', 'Roth', ''],
  ['Jonas', 'Jonas', ''],
  ['von Weber', 'von', 'Weber'],
  ['a@example.org', '', ''],
  ['', '', ''],
])('%s', (name, given, family) => expect(namePartsOf({ name })).toEqual({ given, family }))

test('what the person or the file said goes before what is guessed; an organisation has neither', () => {
  expect(namePartsOf({ name: 'Li Wei', given: 'Wei', family: 'Li' })).toEqual({ given: 'Wei', family: 'Li' })
  expect(namePartsOf({ name: 'Li Wei', family: 'Li' })).toEqual({ given: '', family: 'Li' })
  expect(namePartsOf({ name: 'Reliure Marchand', organisation: 'Reliure Marchand' })).toEqual({
    given: '',
    family: '',
  })
})
