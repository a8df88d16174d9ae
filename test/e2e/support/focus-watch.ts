// Runs in a page: what there is to use on a screen, what the keyboard reached, and whether the focus shows.
// The class is put into the page as text (keyboard.ts), so it uses nothing from outside of itself.

const usable = [
  'a[href]',
  'button',
  'input:not([type="hidden"])',
  'select',
  'textarea',
  'summary',
  '[contenteditable="true"]',
  '[tabindex]:not([tabindex="-1"])',
  ...[
    'button',
    'link',
    'tab',
    'radio',
    'checkbox',
    'switch',
    'option',
    'combobox',
    'slider',
    'separator',
  ].map((role) => `[role="${role}"][tabindex]`),
].join(',')

/** What has one stop of Tab, and arrows for the rest. */
const groups =
  '[role="radiogroup"], [role="tablist"], [role="toolbar"], [role="listbox"], [role="grid"], [role="menu"], ul, ol, table, [data-keys], fieldset, .val'

export const selectors = { usable, groups }

export class FocusWatch {
  readonly usable: string
  readonly groups: string
  /** Elements that had the focus since `begin`, each once. */
  reached = new Set<Element>()
  unseen = new Set<Element>()
  /** Stops since `startPass`. */
  pass: Element[] = []
  #all: readonly Element[] = []
  #plain = new Map<Element, string>()
  #tried = new Set<Element>()

  constructor(selectors: { readonly usable: string; readonly groups: string }) {
    this.usable = selectors.usable
    this.groups = selectors.groups
    document.addEventListener('focusin', ({ target }) => target instanceof Element && this.#note(target))
    // A field that keeps the focus names the line that its arrows are at.
    const lines = { subtree: true, attributeFilter: ['aria-activedescendant'] }
    new MutationObserver(() => this.#noteLine()).observe(document, lines)
  }

  /** Forgets what was, and looks at the screen as it stands without a focus. @returns How many elements there are to use. */
  begin(): number {
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur()
    this.reached = new Set()
    this.unseen = new Set()
    this.#tried = new Set()
    this.#plain = new Map()
    this.#all = this.#findUsable()
    for (const element of this.#all)
      for (const one of this.#around(element)) this.#plain.set(one, this.#look(one))
    return this.#all.length
  }

  startPass(): void {
    this.pass = []
  }

  /**
   * Stops until the focus came round; 0: it did not yet. Two stops in a row that were there before say so, as the parts of a date
   * tell of the same field twice; where something was left out, a whole round that is like the one before: the page may have
   * drawn anew what had the focus, and Tab then begins at the top.
   */
  stops(): number {
    const pass = this.pass.filter((element, index) => element !== this.pass[index - 1])
    if (pass.length === 1 && this.#all.length === 1) return 1
    const last = pass.length - 1
    const length = this.#roundOf(pass)
    if (length === 0 || this.#isWhole(pass)) return length
    const isTwice = pass
      .slice(-length)
      .every((element, index) => element === pass[last + 1 - 2 * length + index])
    return isTwice ? length : 0
  }

  #roundOf(pass: readonly Element[]): number {
    const last = pass.length - 1
    for (let before = last - 1; before > 0; before -= 1)
      if (pass[before] === pass[last] && pass[before - 1] === pass[last - 1]) return last - before
    return 0
  }

  /** Whether the pass has all that Tab can come to. */
  #isWhole(pass: readonly Element[]): boolean {
    return this.#all.every(
      (element) => pass.includes(element) || !element.isConnected || (element as HTMLElement).tabIndex < 0,
    )
  }

  /** What had the focus before this pass, is still there, and had it not in this pass. */
  leftOut(): readonly string[] {
    const there = [...this.reached].filter(
      (element) => element.isConnected && element.checkVisibility() && (element as HTMLElement).tabIndex >= 0,
    )
    return there
      .filter((element) => !this.pass.includes(element))
      .map((element) => `not reached backwards: ${this.#name(element)}`)
  }

  report(): readonly string[] {
    const missed = this.#missed().map((element) => `not reached: ${this.#name(element)}`)
    return [...missed, ...[...this.unseen].map((element) => `focus does not show: ${this.#name(element)}`)]
  }

  /**
   * Puts the focus into the next group of which some elements are not reached yet.
   * @returns the keys to press there; none: no further group.
   */
  enterGroup(): readonly string[] {
    for (const element of this.#missed()) {
      const group = element.closest(this.groups)
      if (group === null || this.#tried.has(group)) continue
      this.#tried.add(group)
      const inside = [...this.reached].find(
        (one) => group.contains(one) || one.getAttribute('aria-controls') === group.id,
      )
      if (!(inside instanceof HTMLElement)) continue
      inside.focus()
      return this.#keysFor(group)
    }
    return []
  }

  #keysFor(group: Element): readonly string[] {
    // There the arrow chooses: forth and back is enough, and leaves what was.
    if (group.matches('[role="radiogroup"], [role="tablist"]')) return ['ArrowRight', 'ArrowLeft']
    const times = Math.min(group.querySelectorAll(this.usable).length, 40)
    const each = ['ArrowDown', 'ArrowRight', 'ArrowRight', 'ArrowLeft', 'ArrowUp', 'ArrowDown']
    // From the top: the arrows of an earlier walk may have been left at the end.
    return ['Home', ...Array.from({ length: times + 2 }, () => each).flat()]
  }

  #note(element: Element): void {
    this.reached.add(element)
    this.pass.push(element)
    this.unseen.add(element)
    this.#seeFocus(element)
    // A field of several parts (a date) has the look of its focus only when the event is over.
    setTimeout(() => this.#seeFocus(element))
  }

  #noteLine(): void {
    const line = document.getElementById(document.activeElement?.getAttribute('aria-activedescendant') ?? '')
    if (line !== null) this.reached.add(line)
  }

  #seeFocus(element: Element): void {
    if (document.activeElement !== element) return
    const isPlain = this.#around(element).every((one) => (this.#plain.get(one) ?? '') === this.#look(one))
    if (!isPlain) this.unseen.delete(element)
  }

  #missed(): readonly Element[] {
    return this.#all.filter((element) => {
      if (this.reached.has(element) || !element.isConnected) return false
      // A choice of one: the arrow that moves to the next one moves on.
      const choice = element.closest('[role="radiogroup"], [role="tablist"]')
      const moved = [...this.reached].filter((one) => choice?.contains(one) === true)
      return moved.length < 2
    })
  }

  #findUsable(): readonly Element[] {
    const modal = [...document.querySelectorAll('dialog:modal')].at(-1) ?? document.body
    return [...modal.querySelectorAll(this.usable)].filter((element) => {
      const { width, height } = element.getBoundingClientRect()
      // What only a button opens (a choice of files) is one dot of the page.
      const isShown = element.checkVisibility({ visibilityProperty: true }) && width > 1 && height > 1
      return isShown && !element.matches(':disabled') && element.closest('[inert]') === null
    })
  }

  #around(element: Element): readonly Element[] {
    const around: Element[] = []
    for (let one: Element | null = element; one !== null && around.length < 4; one = one.parentElement)
      around.push(one)
    return around
  }

  #look(element: Element): string {
    return ['', '::before', '::after']
      .map((pseudo) => getComputedStyle(element, pseudo))
      .map(({ outline, boxShadow, borderColor }) => `${outline}|${boxShadow}|${borderColor}`)
      .join(' ')
  }

  #name(element: Element): string {
    const text = element.getAttribute('aria-label') ?? element.textContent.trim().replaceAll(/\s+/g, ' ')
    return `${element.tagName.toLowerCase()}.${element.getAttribute('class') ?? ''}#${element.id} "${text.slice(0, 50)}"`
  }
}
