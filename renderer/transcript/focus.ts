/** Back from the transcript in full: the focus goes to the button that opened it, the list to the open message. */
export function focusOpenFull(): void {
  document.querySelector('.messages [aria-current]')?.scrollIntoView({ block: 'nearest' })
  const button = document.querySelector<HTMLElement>('.btn.open-full')
  if (button !== null) button.focus()
  else document.querySelector<HTMLElement>('.pane.detail [data-pane-focus]')?.focus()
}
