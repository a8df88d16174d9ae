import type { CompletionState } from './completion-state.svelte.ts'

export interface CompletionKeys {
  /** What is typed. */
  readonly text: () => string
  /** Addresses that are not offered. */
  readonly exclude: () => readonly string[]
  readonly choose: (index: number) => void
  /** Only whom mail went to can be forgotten. */
  readonly forget: (address: string) => void
}

/** The keys of a field with a list below it (ARIA combobox). True: the key was taken. */
export function pressInCompletion(
  event: KeyboardEvent,
  completion: CompletionState,
  keys: CompletionKeys,
): boolean {
  if (event.key === 'ArrowDown' && !completion.isOpen && !event.altKey) {
    void completion.ask(keys.text(), keys.exclude(), { whenEmpty: true })
    event.preventDefault()
    return true
  }
  if (!completion.isOpen) return false
  const { active } = completion
  const forget = (index: number): void => {
    const item = completion.items[index]
    if (item?.kind === 'earlier') keys.forget(item.address)
  }
  const isPlain = !event.ctrlKey && !event.metaKey
  if (event.key === 'ArrowDown') completion.move(1)
  else if (event.key === 'ArrowUp') completion.move(-1)
  else if (event.key === 'Escape') completion.close()
  else if (event.key === 'Enter' && active !== null && isPlain) keys.choose(active)
  else if (event.key === 'Delete' && event.shiftKey && active !== null) forget(active)
  else return false
  event.preventDefault()
  event.stopPropagation()
  return true
}
