import { isIP } from 'node:net'
import tr46 from 'tr46'

/** Longest host name in octets (RFC 1035 2.3.4). */
const maxHostOctets = 253

export type ParsedHost =
  { readonly ok: true; readonly host: string } | { readonly ok: false; readonly message: string }

/**
 * Judges what was typed as a host: a name (letters beyond ASCII become A-labels when it is connected), or an IP address
 * with or without brackets. Control characters are refused (P28). What belongs into another field is told, with its place.
 */
export function parseHost(text: string): ParsedHost {
  const typed = text.trim()
  if (typed === '') return { ok: false, message: 'A host is missing, for example mail.example.org.' }
  const literal = typed.replace(/^\[(.*)\]$/, '$1')
  if (isIP(literal) !== 0) return { ok: true, host: literal }
  const misplaced = judgeMisplaced(typed)
  if (misplaced !== undefined) return { ok: false, message: misplaced }
  if (/\p{Cc}/u.test(typed)) return no(typed, 'it holds a control character')
  if (/\s/u.test(typed)) return no(typed, 'it holds a blank')
  if (/[,;]/.test(typed)) return no(typed, 'one host goes here, and nothing behind it')
  return judgeName(typed)
}

/** scheme://user:password@host:port/path?query#fragment, of which any part but the host may be missing. */
const address = /^(?:([a-z][a-z0-9+.-]*):\/\/)?(?:([^/?#]*)@)?(\[[^\]]*\]|[^/?#:@]*)(?::(\d*))?([/?#].*)?$/is

/** What is no part of a host, and where it goes; undefined: there is nothing of that kind. */
function judgeMisplaced(typed: string): string | undefined {
  const [, scheme, user, bracketed = '', port, path] = address.exec(typed) ?? []
  if ([scheme, user, port, path].every((part) => part === undefined)) return undefined
  const host = bracketed.replace(/^\[(.*)\]$/, '$1')
  const isHost = isIP(host) !== 0 || (host !== '' && !/\s/.test(host) && judgeName(host).ok)
  if (!isHost) return `This is not a host name: ${toReason(scheme, user, port)}.`
  if (scheme === undefined && user !== undefined && port === undefined && path === undefined)
    return `This is an email address. The host is the outgoing server of ${quote(host)}, for example smtp.${toShown(host)}.`
  return [
    `Only ${quote(host)} is the host: type that here.`,
    ...toSecurityHint(scheme),
    ...(port === undefined || port === '' ? [] : [`${toPort(port)} goes under Port.`]),
    // What stands before the @ may be a password: it is not quoted (P25).
    ...(user === undefined ? [] : ['The user name and the password have fields of their own.']),
    ...(path === undefined || path === '/' ? [] : ['What follows the name is left out.']),
  ].join(' ')
}

function toReason(scheme: string | undefined, user: string | undefined, port: string | undefined): string {
  if (scheme !== undefined) return 'write the name alone, without “://” and what stands before it'
  if (user !== undefined) return 'write the name alone, without a user'
  return port === undefined ? 'write the name alone, without a path' : 'the port has a field of its own'
}

/** A scheme that says how the connection is encrypted says what to choose. */
function toSecurityHint(scheme: string | undefined): string[] {
  switch (scheme?.toLowerCase()) {
    case 'smtps':
    case 'submissions':
      return ['“TLS” goes under Security.']
    case 'smtp':
    case 'submission':
      return ['“STARTTLS” goes under Security, if the server has it.']
    case undefined:
      return []
    default:
      return [`“${toShown(scheme ?? '')}://” is left out.`]
  }
}

function toPort(port: string): string {
  return Number(port) >= 1 && Number(port) <= 65_535 ? String(Number(port)) : 'A number from 1 to 65535'
}

function judgeName(typed: string): ParsedHost {
  const ascii = tr46.toASCII(typed, {
    checkBidi: true,
    checkHyphens: false,
    checkJoiners: true,
    useSTD3ASCIIRules: true,
    verifyDNSLength: false,
  })
  const labels = (ascii ?? '').replace(/\.$/, '').split('.')
  if (ascii === null || ascii === '') return no(typed, 'it holds a character that no host name may have')
  if (labels.includes('')) return no(typed, 'two dots follow each other, or it begins with one')
  if (labels.some((label) => label.length > 63)) return no(typed, 'a part between dots has over 63 letters')
  if (labels.some((label) => label.startsWith('-') || label.endsWith('-'))) {
    return no(typed, 'a part begins or ends with a hyphen')
  }
  // The system would read 127.1 as an address that nobody typed.
  if (/^\d+$/.test(labels.at(-1) ?? ''))
    return no(typed, 'it ends in a number, and is no complete IP address')
  return ascii.length > maxHostOctets ? no(typed, 'it is too long') : { ok: true, host: typed }
}

function no(typed: string, why: string): ParsedHost {
  // What stands before an @ may be a password (P25).
  const what = typed.includes('@') ? 'This' : quote(typed)
  return { ok: false, message: `${what} is not a host name: ${why}.` }
}

function quote(text: string): string {
  return `“${toShown(text)}”`
}

/** Without what cannot be seen or would turn the sentence round, and not longer than it. */
function toShown(text: string): string {
  const visible = text.replaceAll(/[\p{C}\p{Zl}\p{Zp}]/gu, '\uFFFD')
  return visible.length > 80 ? `${visible.slice(0, 80)}…` : visible
}
