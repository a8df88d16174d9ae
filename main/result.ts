/** What a call over a boundary gives back: a value, or plain data that says why not. Never a thrown error. */
export type Result<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly failure: CallFailure }

/** Kinds of refused calls. The window turns a code into words; `message` names what and where. */
export type CallFailureCode =
  | 'invalid-argument' // an argument did not pass its schema or a rule; `field` names it
  | 'not-found' // the entry, draft, server … is not there (any more)
  | 'not-possible' // the state of the entry does not allow it
  | 'file' // a file could not be read or copied; `field` holds its name
  | 'storage' // the profile could not be read or written
  | 'secret' // the keychain refused
  | 'network' // a server could not be reached
  | 'internal' // a fault of ours; the message is for the log and a report

export interface CallFailure {
  readonly code: CallFailureCode
  /** One English sentence that says what and where. Never a secret. */
  readonly message: string
  /** Path of the argument that is wrong, e.g. `to[1]`, `port`, or the name of a file. */
  readonly field?: string
}

/** Thrown inside main/, turned into a `Result` at the boundary (main/api). */
export class CallError extends Error {
  readonly failure: CallFailure
  constructor(code: CallFailureCode, message: string, options: { field?: string; cause?: unknown } = {}) {
    super(message, { cause: options.cause })
    this.name = 'CallError'
    this.failure = { code, message, ...(options.field === undefined ? {} : { field: options.field }) }
  }
}
