const focusable = 'a[href], button:not(:disabled), input:not(:disabled), select, textarea, [tabindex="0"]'

/** After the control that had the focus went away: the focus goes to what took its place. */
export function keepFocus(selector: string): void {
  if (document.activeElement !== document.body) return
  document.querySelector<HTMLElement>(selector)?.focus()
}

/** Moves the focus to the next or previous pane (F6): to what is current in it, else to its first control. */
export function focusPane(step: 1 | -1): void {
  const panes = [...document.querySelectorAll<HTMLElement>('.pane')].filter((pane) => pane.offsetWidth > 0)
  const here = panes.findIndex((pane) => pane.contains(document.activeElement))
  const next = panes.at((here + step + panes.length) % panes.length)
  const target =
    next?.querySelector<HTMLElement>('[data-pane-focus]') ??
    next?.querySelector<HTMLElement>('[aria-current]') ??
    next?.querySelector<HTMLElement>(focusable)
  target?.focus()
}
