import type { FailureKind, Phase, Reply, SmtpFailure } from './types.ts'

/** Thrown inside smtp/ when a step failed; becomes a value at the border (session.ts). */
export class SessionFault extends Error {
  override readonly name = 'SessionFault'
  readonly failure: SmtpFailure

  constructor(failure: SmtpFailure) {
    super(failure.detail)
    this.failure = failure
  }
}

/** A refusal of our own. */
export function localFault(phase: Phase, detail: string): SessionFault {
  return new SessionFault({ phase, kind: 'local', detail })
}

/** The failure that a reply is: `server-reply` for 4yz and 5yz, else a reply that this command cannot have. */
export function replyFailure(phase: Phase, command: string | undefined, reply: Reply): SmtpFailure {
  const negative = reply.code >= 400
  const detail = negative
    ? (reply.lines.at(-1) ?? String(reply.code))
    : `the server answered ${reply.code}, which is no answer to ${command ?? 'a new connection'}`
  const kind: FailureKind = negative ? 'server-reply' : 'protocol'
  return { phase, kind, ...(command === undefined ? {} : { command }), reply, detail }
}

/** A reply in a window of messages that shows that replies and commands do not belong together (window.ts). */
export function outOfStep(phase: Phase, command: string, reply: Reply): SessionFault {
  const detail = `the server answered out of step: ${command} was answered ${reply.lines.at(-1) ?? reply.code}`
  return new SessionFault({ phase, kind: 'protocol', command, reply, detail, inFlight: true })
}

/** What `error` is, as a failure in `phase`. Faults of ours keep their own phase; the rest are faults of the network. */
export function toFailure(error: unknown, phase: Phase): SmtpFailure {
  if (error instanceof SessionFault) return error.failure
  return networkFailure(error, phase)
}

/** An error of a socket. OpenSSL's are told apart from those of the network by their code. */
export function networkFailure(error: unknown, phase: Phase): SmtpFailure {
  const message = error instanceof Error ? error.message : String(error)
  const code = errorCodeOf(error)
  const kind: FailureKind = code?.startsWith('ERR_SSL_') === true || code === 'EPROTO' ? 'tls' : 'network'
  return { phase, kind, detail: oneLine(message), ...(code === undefined ? {} : { errorCode: code }) }
}

/** Node's or OpenSSL's code of an error. */
export function errorCodeOf(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null || !('code' in error)) return undefined
  return typeof error.code === 'string' ? error.code : undefined
}

/** Details are one line; OpenSSL's messages end in a line end. */
function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim()
}
