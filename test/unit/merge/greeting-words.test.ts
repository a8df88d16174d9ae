import { describe, expect, test } from 'vitest'
import { greetsNobody } from '../../../main/merge/greeting-words.ts'

describe('a greeting that names nobody', () => {
  test.each([
    'Dear members,\nit begins.',
    'Hello,\n{{First}}',
    'Good evening everybody',
    'Liebe Mitglieder,\nes geht los.',
    'Sehr geehrte Damen und Herren,',
    'Hallo zusammen!',
    'Guten Tag,\n{{Vorname}} …',
    'Bremen, 3. Mai\n\nLieber Verein,',
  ])('is found: %s', (text) => expect(greetsNobody(text)).toBe(true))

  test.each([
    'Dear {{First}},',
    'Liebe {{Vorname}},',
    'Sehr geehrte{{r}} {{Anrede}} {{Nachname}},',
    'Guten Morgen {{Vorname}}',
    'The season begins.',
    'Hiking on Sunday',
    'Liebesbriefe gesucht',
    '',
    'One\nTwo\nThree\nDear members,',
  ])('is not: %s', (text) => expect(greetsNobody(text)).toBe(false))
})
