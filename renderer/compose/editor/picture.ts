import type { LetterEditor } from './letter-editor.ts'

const minWidth = 16
const maxWidth = 2000

export function widthOf(picture: HTMLImageElement): number {
  return Math.round(Number(picture.getAttribute('width')) || picture.getBoundingClientRect().width)
}

/** @param width CSS pixels; the height follows. */
export function setPictureWidth(editor: LetterEditor, picture: HTMLImageElement, width: number): void {
  if (!Number.isFinite(width) || width <= 0) return
  const wanted = Math.round(Math.min(maxWidth, Math.max(minWidth, width)))
  editor.asOneStep(() => drawAt(picture, wanted))
}

/** Both attributes, for readers that know no styles. */
export function drawAt(picture: HTMLImageElement, width: number): void {
  const ratio = picture.naturalWidth > 1 ? picture.naturalHeight / picture.naturalWidth : null
  picture.setAttribute('width', String(width))
  if (ratio === null) picture.removeAttribute('height')
  else picture.setAttribute('height', String(Math.max(1, Math.round(width * ratio))))
}

export function describePicture(editor: LetterEditor, picture: HTMLImageElement, alt: string): void {
  if (alt !== picture.alt) editor.asOneStep(() => picture.setAttribute('alt', alt))
}

export function removePicture(editor: LetterEditor, picture: HTMLImageElement): void {
  editor.asOneStep(() => {
    const block = picture.parentElement
    picture.remove()
    if (block !== null && block.childNodes.length === 0 && block !== editor.getRoot())
      block.append(document.createElement('br'))
  })
}
