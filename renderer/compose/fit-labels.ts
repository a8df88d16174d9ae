/** How far a bar may go to have room: `tight` first, then `tightest`. */
const steps = ['tight', 'tightest'] as const

/**
 * Takes words away from a bar that has no room for them, in any language and at any zoom; the styles say which. Ends with the bar.
 * For `{@attach}`.
 */
export function fitLabels(bar: HTMLElement): () => void {
  const fit = () => {
    bar.classList.remove(...steps)
    for (const step of steps) {
      if (bar.scrollWidth <= bar.clientWidth) return
      bar.classList.add(step)
    }
  }
  const sizes = new ResizeObserver(fit)
  sizes.observe(bar)
  // Classes are not among what it watches: `fit` changes those.
  const words = new MutationObserver(fit)
  words.observe(bar, { subtree: true, childList: true, characterData: true })
  return () => {
    sizes.disconnect()
    words.disconnect()
  }
}
