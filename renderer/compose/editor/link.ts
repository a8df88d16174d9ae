import type { LetterEditor } from './letter-editor.ts'

/** Where a link is, or is to be. */
export interface LinkPlace {
  readonly link: HTMLAnchorElement | null
  readonly range: Range
  readonly text: string
  readonly href: string
}

/** The link at the cursor, or the selected text that is to be one. */
export function linkAt(editor: LetterEditor): LinkPlace {
  const range = editor.getSelection()
  const { startContainer } = range
  const element = startContainer instanceof Element ? startContainer : startContainer.parentElement
  const found = element?.closest('a') ?? null
  const link = found !== null && editor.getRoot().contains(found) ? found : null
  if (link !== null) range.selectNodeContents(link)
  return {
    link,
    range: range.cloneRange(),
    text: link?.textContent ?? editor.getSelectedText(range).replaceAll('\n', ' '),
    href: link?.getAttribute('href') ?? '',
  }
}

/** Makes or changes the link. @param href An address that a letter may have. */
export function changeLink(editor: LetterEditor, place: LinkPlace, text: string, href: string): void {
  const { link, range } = place
  editor.focus()
  editor.setSelection(range)
  if (link !== null) {
    editor.asOneStep(() => {
      link.setAttribute('href', href)
      if (link.textContent !== text) link.replaceChildren(text)
    })
  } else if (!range.collapsed && text === place.text) editor.makeLink(href)
  else {
    const fresh = document.createElement('a')
    fresh.setAttribute('href', href)
    fresh.append(text)
    editor.insertHTML(fresh.outerHTML)
  }
}

export function removeLink(editor: LetterEditor, { link }: LinkPlace): void {
  if (link === null) return
  editor.focus()
  editor.asOneStep(() => link.replaceWith(...link.childNodes))
}
