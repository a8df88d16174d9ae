/**
 * One reading, whose answer may come when the view shows something else, or is gone: then it is dropped, and nothing of the view
 * is asked. For an `$effect`: what it returns ends the reading.
 * @param take The answer, of a reading that still holds.
 */
export function startReading<T>(asked: Promise<T>, take: (answer: T) => void): () => void {
  let holds = true
  void asked.then((answer) => {
    if (holds) take(answer)
  })
  return () => {
    holds = false
  }
}
