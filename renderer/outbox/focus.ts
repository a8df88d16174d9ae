/** Moves the focus to the detail, with the deciding line in view where there is one. */
export function focusDecidingLine(): void {
  const detail = document.querySelector<HTMLElement>('.pane.detail')
  detail?.querySelector<HTMLElement>('[data-pane-focus]')?.focus({ preventScroll: true })
  detail?.querySelector<HTMLElement>('[data-deciding]')?.scrollIntoView({ block: 'nearest' })
}

/** Moves the focus to the row of the list that is in the tab order. */
export function focusList(): void {
  document.querySelector<HTMLElement>('.messages a.item[tabindex="0"]')?.focus()
}
