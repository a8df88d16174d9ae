import type { templateTexts as english } from '../en/templates.ts'
import type { Words } from './words.ts'

/** What is said about templates. */
export const templateTexts: Words<typeof english> = {
  'templates.gone': 'Diese Vorlage gibt es nicht mehr.',
  'templates.too-many': 'Es gibt {count} Vorlagen; mehr werden nicht aufbewahrt.',
  'templates.no-name': 'Geben Sie ihr einen Namen.',
  'templates.no-text': 'Schreiben Sie, was sie einsetzen soll.',
}
