// The menu of the secondary mouse button: what can be done with the word, the link and the text below it.
import type { MenuItemConstructorOptions } from 'electron'
import { t } from '../text/t.ts'
import { toWebLink } from './web-link.ts'

/** What Chromium says of the place that was pressed. */
export interface PressedPlace {
  readonly isEditable: boolean
  readonly selectionText: string
  /** '' where there is no link. */
  readonly linkURL: string
  /** '' where the word is in a word list. */
  readonly misspelledWord: string
  readonly dictionarySuggestions: readonly string[]
  readonly editFlags: {
    readonly canCut: boolean
    readonly canCopy: boolean
    readonly canPaste: boolean
    readonly canSelectAll: boolean
    readonly canEditRichly: boolean
  }
}

export interface ContextActions {
  readonly replace: (word: string) => void
  readonly learn: (word: string) => void
  readonly copy: (text: string) => void
  readonly open: (address: string) => void
}

const maxSuggestions = 6
const separator: MenuItemConstructorOptions = { type: 'separator' }

/** The items, with a line between groups; [] shows no menu. */
export function contextMenuTemplate(
  place: PressedPlace,
  actions: ContextActions,
): readonly MenuItemConstructorOptions[] {
  const groups = [spellingItems(place, actions), linkItems(place, actions), textItems(place)]
  return groups
    .filter((group) => group.length > 0)
    .flatMap((group, index) => (index === 0 ? group : [separator, ...group]))
}

function spellingItems(
  place: PressedPlace,
  { replace, learn }: ContextActions,
): MenuItemConstructorOptions[] {
  const { misspelledWord, dictionarySuggestions, isEditable } = place
  if (!isEditable || misspelledWord === '') return []
  const suggestions = dictionarySuggestions.slice(0, maxSuggestions)
  return [
    ...suggestions.map((word) => ({ label: word, click: () => replace(word) })),
    ...(suggestions.length === 0 ? [{ label: t('context.no-suggestion'), enabled: false }] : []),
    separator,
    { label: t('context.learn', { word: misspelledWord }), click: () => learn(misspelledWord) },
  ]
}

function linkItems({ linkURL }: PressedPlace, { copy, open }: ContextActions): MenuItemConstructorOptions[] {
  if (/^mailto:/i.test(linkURL)) {
    const address = decodeAddress(linkURL.slice('mailto:'.length).split('?')[0] ?? '')
    return address === '' ? [] : [{ label: t('context.copy-address'), click: () => copy(address) }]
  }
  if (!/^(?:https?|tel):/i.test(linkURL)) return []
  const web = toWebLink(linkURL)
  return [
    ...(web === null
      ? []
      : [{ label: t('context.open-link', { host: new URL(web).host }), click: () => open(web) }]),
    { label: t('context.copy-link'), click: () => copy(linkURL) },
  ]
}

function decodeAddress(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

function textItems({ isEditable, editFlags, selectionText }: PressedPlace): MenuItemConstructorOptions[] {
  const copy: MenuItemConstructorOptions = {
    ...{ role: 'copy', label: t('context.copy'), enabled: editFlags.canCopy },
  }
  if (!isEditable) return selectionText.trim() === '' ? [] : [copy]
  return [
    { role: 'cut', label: t('context.cut'), enabled: editFlags.canCut },
    copy,
    { role: 'paste', label: t('context.paste'), enabled: editFlags.canPaste },
    ...(editFlags.canEditRichly
      ? ([
          { role: 'pasteAndMatchStyle', label: t('context.paste-text'), enabled: editFlags.canPaste },
        ] as const)
      : []),
    separator,
    { role: 'selectAll', label: t('context.select-all'), enabled: editFlags.canSelectAll },
  ]
}
