// Commands are values with one serialiser: nothing else in the project writes a command line.
import type { Phase } from './types.ts'

export type Command =
  | { readonly verb: 'EHLO' | 'HELO'; readonly name: string }
  | { readonly verb: 'STARTTLS' | 'DATA' | 'RSET' | 'NOOP' | 'QUIT' }
  /** `initial`: the initial response in base64, `=` for an empty one (RFC 4954 4). */
  | { readonly verb: 'AUTH'; readonly mechanism: string; readonly initial?: string }
  /** A line of a SASL exchange, in base64, or `*` which cancels it (RFC 4954 4). */
  | { readonly verb: 'RESPONSE'; readonly text: string; readonly mechanism: string }
  | { readonly verb: 'MAIL'; readonly path: string; readonly parameters: readonly string[] }
  | { readonly verb: 'RCPT'; readonly path: string; readonly parameters: readonly string[] }
  | { readonly verb: 'BDAT'; readonly octets: number; readonly last: boolean }
  | { readonly verb: 'VRFY' | 'EXPN'; readonly argument: string }

export type Verb = Command['verb']

/** The command line without its CRLF. Throws when a control character got as far as here: the last guard of P28. */
export function formatCommand(command: Command): string {
  const line = toLine(command)
  if (/\p{Cc}/u.test(line)) throw new Error(`control character in a ${command.verb} command`)
  return line
}

/** A command as it is written, as the transcript shows it and as a failure names it. */
export interface WrittenCommand {
  readonly phase: Phase
  readonly line: string
  readonly shown: string
  readonly name: string
}

/** All that a command is to the wire and to those who tell of it; only those with credentials have three forms. */
export function writeCommand(command: Command): WrittenCommand {
  const line = formatCommand(command)
  const phase = phaseOf(command)
  return command.verb === 'AUTH' || command.verb === 'RESPONSE'
    ? { phase, line, shown: describeCommand(command), name: nameCommand(command) }
    : { phase, line, shown: line, name: line }
}

/** The command as the transcript shows it: credentials stand as `[hidden]` (P25). */
export function describeCommand(command: Command): string {
  if (command.verb === 'AUTH')
    return command.initial === undefined ? toLine(command) : `AUTH ${command.mechanism} [hidden]`
  if (command.verb === 'RESPONSE' && command.text !== '*') return '[hidden]'
  return toLine(command)
}

/** What a failure names: the command that was answered. For a line of a SASL exchange that is the AUTH it belongs to. */
export function nameCommand(command: Command): string {
  return command.verb === 'AUTH' || command.verb === 'RESPONSE'
    ? `AUTH ${command.mechanism}`
    : toLine(command)
}

function toLine(command: Command): string {
  switch (command.verb) {
    case 'EHLO':
    case 'HELO':
      return `${command.verb} ${command.name}`
    case 'AUTH':
      return ['AUTH', command.mechanism, ...(command.initial === undefined ? [] : [command.initial])].join(
        ' ',
      )
    case 'RESPONSE':
      return command.text
    case 'MAIL':
      return [`MAIL FROM:<${command.path}>`, ...command.parameters].join(' ')
    case 'RCPT':
      return [`RCPT TO:<${command.path}>`, ...command.parameters].join(' ')
    case 'BDAT':
      return `BDAT ${command.octets}${command.last ? ' LAST' : ''}`
    case 'VRFY':
    case 'EXPN':
      return `${command.verb} ${command.argument}`
    default:
      return command.verb
  }
}

const phases: Readonly<Record<Exclude<Verb, 'BDAT'>, Phase>> = {
  EHLO: 'ehlo',
  HELO: 'ehlo',
  STARTTLS: 'starttls',
  AUTH: 'auth',
  RESPONSE: 'auth',
  MAIL: 'mail',
  RCPT: 'rcpt',
  DATA: 'data',
  RSET: 'reset',
  NOOP: 'reset',
  VRFY: 'rcpt',
  EXPN: 'rcpt',
  QUIT: 'quit',
}

/** The phase that the answer to a command belongs to. */
export function phaseOf(command: Command): Phase {
  if (command.verb === 'BDAT') return command.last ? 'message' : 'data'
  return phases[command.verb]
}
