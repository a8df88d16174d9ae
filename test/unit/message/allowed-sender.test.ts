import { expect, test } from 'vitest'
import { isAllowedSender, isSameAddress } from '../../../main/message/allowed-sender.ts'

const allowedSenders = ['anna@example.org', '@example.net', '@bücher.example']

test.each([
  ['anna@example.org', true],
  ['anna@EXAMPLE.ORG', true],
  ['Anna@example.org', false],
  ['bo@example.org', false],
  ['bo@example.net', true],
  ['bo@mail.example.net', false],
  ['bo@xn--bcher-kva.example', true],
  ['bo@Bücher.example', true],
  ['example.net', false],
])('%s is taken: %s', (address, isTaken) => {
  expect(isAllowedSender({ allowedSenders }, address)).toBe(isTaken)
})

test('a server that names none takes any', () => {
  expect(isAllowedSender({}, 'anna@example.org')).toBe(true)
  expect(isAllowedSender({ allowedSenders: [] }, 'anna@example.org')).toBe(true)
})

test('two texts are one address where only the case of the domain differs', () => {
  expect(isSameAddress('anna@example.org', 'anna@Example.ORG')).toBe(true)
  expect(isSameAddress('anna@example.org', 'Anna@example.org')).toBe(false)
})
