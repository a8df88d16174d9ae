import type { draftTexts as english } from '../en/drafts.ts'
import type { Words } from './words.ts'

export const draftTexts: Words<typeof english> = {
  'draft.editOver':
    'Die Nachricht, die dieser Entwurf bearbeitet, lässt sich nicht mehr bearbeiten. Öffnen Sie den Entwurf als neuen, um seinen Text zu verwenden.',
}
