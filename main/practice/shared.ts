/** A resource that is open while at least one holder needs it. */
export interface Shared<T> {
  /** Opens it for the first holder. Rejects where it can't be opened; a later try starts anew. */
  acquire(): Promise<{ readonly value: T; release(): void }>
  /** What is open now. */
  current(): T | null
  /** Closes it, whoever holds it. */
  close(): Promise<void>
}

/** @param changed called after it was opened and after it was closed. */
export function createShared<T>(
  open: () => Promise<T>,
  close: (value: T) => Promise<void>,
  changed: () => Promise<void>,
): Shared<T> {
  let opening: Promise<T> | null = null
  let current: T | null = null
  let holders = 0

  async function begin(): Promise<T> {
    try {
      const value = await open()
      current = value
      return value
    } catch (error) {
      opening = null
      throw error
    }
  }
  async function end(): Promise<void> {
    const ending = opening
    if (ending === null) return
    opening = null
    const value = await ending.catch(() => null)
    if (value === null) return
    if (current === value) current = null
    await close(value)
    await changed()
  }
  return {
    current: () => current,
    async acquire() {
      const isFirst = opening === null
      holders += 1
      opening ??= begin()
      const value = await opening.catch((error: unknown) => {
        holders -= 1
        throw error
      })
      if (isFirst) await changed()
      let held = true
      const release = () => {
        if (!held) return
        held = false
        holders -= 1
        if (holders <= 0) void end()
      }
      return { value, release }
    },
    async close() {
      holders = 0
      await end()
    },
  }
}
