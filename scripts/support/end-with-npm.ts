/** Between looks at whether the parent is still there, ms. */
const lookMs = 1_000

/** SIGTERM to npm ends its shell, which hands it on to nobody: then nobody waits for this process any more, and `end` is called once. */
export function endWithNpm(end: () => void): void {
  if (process.env.npm_lifecycle_event === undefined) return
  const parent = process.ppid
  const timer = setInterval(() => {
    if (process.ppid === parent) return
    clearInterval(timer)
    end()
  }, lookMs)
  timer.unref()
}
