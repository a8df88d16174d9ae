/** What a popover lets its owner do. */
export interface PopoverHandle {
  show(source: HTMLElement): void
  hide(): void
}
