export interface OrderedOutput {
  /** A place behind all that were taken before; gives back how to fill it. */
  place(): (line: string) => Promise<void>
}

/** Writes lines in the order of their places, each as soon as it and those before it are there. */
export function createOrderedOutput(write: (line: string) => Promise<void>): OrderedOutput {
  const waiting = new Map<number, string>()
  let taken = 0
  let next = 0
  let writing: Promise<void> = Promise.resolve()
  const flush = () => {
    for (let line = waiting.get(next); line !== undefined; line = waiting.get(next)) {
      const ready = line
      waiting.delete(next)
      next += 1
      writing = writing.then(() => write(ready))
    }
    return writing
  }
  return {
    place() {
      const at = taken
      taken += 1
      return (line) => {
        waiting.set(at, line)
        return flush()
      }
    },
  }
}
