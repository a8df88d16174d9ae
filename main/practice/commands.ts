// Commands as a server reads them (RFC 5321 4.1): a line in, plain data out.

export interface Path {
  /** '' for the null reverse-path. */
  readonly address: string
  readonly local: string
  readonly domain: string
}

export type Command =
  | { readonly verb: 'EHLO' | 'HELO'; readonly name: string }
  | { readonly verb: 'STARTTLS' | 'DATA' | 'RSET' | 'NOOP' | 'QUIT' | 'VRFY' }
  | { readonly verb: 'AUTH'; readonly mechanism: string; readonly initial: string | null }
  | {
      readonly verb: 'MAIL'
      readonly path: Path
      /** Octets announced by SIZE= (RFC 1870); null where it is not there. */
      readonly size: number | null
      readonly smtpUtf8: boolean
    }
  | { readonly verb: 'RCPT'; readonly path: Path }

/** A command, or the reply to a line that is none. */
export type ParsedCommand =
  { readonly ok: true; readonly command: Command } | { readonly ok: false; readonly reply: string }

const refuse = (reply: string): ParsedCommand => ({ ok: false, reply })
const syntax = (hint: string) => refuse(`501 5.5.4 Syntax: ${hint}`)

/** Parses one command line without its line end. */
export function parseCommand(line: string): ParsedCommand {
  if (/[\p{Cc}]/u.test(line)) return refuse('500 5.5.2 Error: bad syntax')
  const [, verb = '', rest = ''] = /^([A-Za-z]+)(?: +(.*?))? *$/.exec(line) ?? []
  const name = verb.toUpperCase()
  switch (name) {
    case 'EHLO':
    case 'HELO':
      return rest === '' ? syntax(`${name} hostname`) : { ok: true, command: { verb: name, name: rest } }
    case 'STARTTLS':
    case 'DATA':
    case 'RSET':
    case 'QUIT':
      return rest === '' ? { ok: true, command: { verb: name } } : syntax(`${name} with no parameter`)
    case 'NOOP':
    case 'VRFY':
      return { ok: true, command: { verb: name } }
    case 'AUTH':
      return parseAuth(rest)
    case 'MAIL':
      return parseMail(rest)
    case 'RCPT':
      return parseRcpt(rest)
    default:
      return refuse('500 5.5.2 Error: command not recognized')
  }
}

function parseAuth(rest: string): ParsedCommand {
  const [, mechanism, initial] = /^([A-Za-z0-9_-]{1,20})(?: ([A-Za-z0-9+/=]+))?$/.exec(rest) ?? []
  if (mechanism === undefined) return syntax('AUTH mechanism')
  return { ok: true, command: { verb: 'AUTH', mechanism: mechanism.toUpperCase(), initial: initial ?? null } }
}

function parseMail(rest: string): ParsedCommand {
  const [, path, parameters = ''] = /^FROM: ?<((?:"(?:[^"\\]|\\.)*"|[^">])*)>(?: (.*))?$/i.exec(rest) ?? []
  if (path === undefined) return syntax('MAIL FROM:<address>')
  const parsed = path === '' ? { address: '', local: '', domain: '' } : parsePath(path)
  if (parsed === null) return refuse(`501 5.1.7 Bad sender address syntax`)
  const list = parameters.toUpperCase().split(' ').filter(Boolean)
  const unknown = list.find(
    (parameter) => !/^(?:SIZE=\d{1,15}|BODY=(?:7BIT|8BITMIME)|SMTPUTF8|AUTH=.*)$/.test(parameter),
  )
  if (unknown !== undefined) return refuse(`555 5.5.4 Unsupported option: ${unknown.slice(0, 40)}`)
  const size = list.find((parameter) => parameter.startsWith('SIZE='))
  return {
    ok: true,
    command: {
      verb: 'MAIL',
      path: parsed,
      size: size === undefined ? null : Number(size.slice(5)),
      smtpUtf8: list.includes('SMTPUTF8'),
    },
  }
}

function parseRcpt(rest: string): ParsedCommand {
  const [, path, parameters] = /^TO: ?<((?:"(?:[^"\\]|\\.)*"|[^">])*)>(?: (.*))?$/i.exec(rest) ?? []
  if (path === undefined) return syntax('RCPT TO:<address>')
  if (parameters !== undefined) return refuse(`555 5.5.4 Unsupported option: ${parameters.slice(0, 40)}`)
  const parsed = parsePath(path)
  return parsed === null
    ? refuse('501 5.1.3 Bad recipient address syntax')
    : { ok: true, command: { verb: 'RCPT', path: parsed } }
}

/** `local@domain`, at most 256 octets (RFC 5321 4.5.3.1.3); a source route before it is dropped (appendix C). */
function parsePath(text: string): Path | null {
  const address = text.replace(/^@[^:]*:/, '')
  const at = address.lastIndexOf('@')
  const local = address.slice(0, at)
  const domain = address.slice(at + 1)
  const isFit = at > 0 && domain !== '' && Buffer.byteLength(address) <= 254 && !/[\s<>]/u.test(domain)
  return isFit ? { address, local, domain: domain.toLowerCase() } : null
}
