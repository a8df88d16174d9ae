/** What a signal asks of the program: to quit in its own order, or to end at once. */
export type Asked = 'quit' | 'end'

/** A terminal gives its signal to all processes of the job, a starter hands it on, and a session's end sends two: that is one asking, ms. */
const oneAskingMs = 500

/**
 * Tells of each signal what it asks for: the first to quit; another SIGTERM or SIGINT, later than a doubled first can be, to end
 * at once. A terminal that closes (SIGHUP) asks again for the same.
 */
export function createSignals(now: () => number): (signal: NodeJS.Signals) => Asked {
  let firstAt: number | undefined
  return (signal) => {
    firstAt ??= now()
    return signal !== 'SIGHUP' && now() - firstAt >= oneAskingMs ? 'end' : 'quit'
  }
}
