import { tick } from 'svelte'

/** Moves the focus to the detail, with the deciding line in view where there is one. */
export async function focusDecidingLine(): Promise<void> {
  await tick()
  const detail = document.querySelector<HTMLElement>('.pane.detail')
  const line = detail?.querySelector<HTMLElement>('[data-deciding]')
  line?.scrollIntoView({ block: 'center' })
  detail?.querySelector<HTMLElement>('[data-pane-focus]')?.focus({ preventScroll: true })
}
