// What Electron tells of a place that was pressed with the secondary button.
import type { PressedPlace } from './bridge/isolated-world.ts'

interface Misspelling {
  readonly word: string
  readonly suggestions: readonly string[]
}

let misspelling: Misspelling | null = null

/** Chromium's speller cannot be asked from outside: a test says what it finds at the next press. */
export function setMisspelling({ word, suggestions }: Misspelling): void {
  misspelling = { word, suggestions }
}

/** The event's second argument, as far as a page knows it. */
export function toContextParams(place: PressedPlace): Electron.ContextMenuParams {
  const found = misspelling
  misspelling = null
  const hasSelection = place.selectionText !== ''
  return {
    ...place,
    misspelledWord: found?.word ?? '',
    dictionarySuggestions: [...(found?.suggestions ?? [])],
    mediaType: 'none',
    menuSourceType: 'mouse',
    editFlags: {
      canUndo: place.isEditable,
      canRedo: place.isEditable,
      canCut: place.isEditable && hasSelection,
      canCopy: hasSelection,
      canPaste: place.isEditable,
      canDelete: place.isEditable && hasSelection,
      canSelectAll: true,
      canEditRichly: place.isRich,
    },
  } as unknown as Electron.ContextMenuParams
}
