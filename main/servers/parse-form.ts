import { isIPv4, isIPv6 } from 'node:net'
import type { SendProblem, ServerForm } from '../api.ts'
import { parseMailbox } from '../message/address.ts'
import { findForbidden } from '../message/forbidden.ts'
import { isAllowedSender } from '../message/allowed-sender.ts'
import { parseHost } from './host-name.ts'
import { parseOptions, type ServerOptions } from './parse-options.ts'

/** The values of a form that passed: trimmed, and safe to be written to a server (P28). */
export interface ServerValues {
  readonly name: string
  readonly yourName: string
  readonly email: string
  readonly host: string
  readonly port: number
  readonly security: ServerForm['security']
  readonly user: string
  readonly ehloName: string
  readonly allowInsecureAuth: boolean
  readonly options: ServerOptions
}

export type ParsedForm =
  | { readonly ok: true; readonly values: ServerValues }
  | { readonly ok: false; readonly problems: readonly SendProblem[] }

type Check = readonly [field: string, message: string | null]

/** P28. A password is not quoted in the sentence, nor is a character of it (P25). */
function refuseControl(what: string, text: string): string | null {
  return findForbidden(text) === null
    ? null
    : `${what} holds a control character or one that reverses text; it is not sent to a server.`
}

function checkName(name: string): string | null {
  if (name === '') return 'A name is missing: what you call this server, for example Work.'
  return refuseControl('The name', name)
}

function checkPort(port: number): string | null {
  return Number.isInteger(port) && port >= 1 && port <= 65535
    ? null
    : 'The port is a number from 1 to 65535; usual are 587 with STARTTLS and 465 with TLS.'
}

function checkEhloName(name: string): string | null {
  if (name === '' || isAddressLiteral(name)) return null
  const parsed = parseHost(name)
  return parsed.ok ? null : parsed.message
}

/** RFC 5321 4.1.3: `[192.0.2.1]`, `[IPv6:2001:db8::1]`. */
function isAddressLiteral(name: string): boolean {
  const inside = /^\[(.*)\]$/.exec(name)?.[1] ?? ''
  return isIPv4(inside) || isIPv6(inside.replace(/^IPv6:/i, ''))
}

function checkInsecure({ security, user, allowInsecureAuth }: ServerForm): string | null {
  // P26: nothing secret crosses an open connection unless exactly that was allowed for this server.
  return security === 'none' && user.trim() !== '' && !allowInsecureAuth
    ? 'Without encryption anyone on the way can read the password. Choose STARTTLS or TLS, leave the user name empty, or allow it below.'
    : null
}

/**
 * Judges a server form. `yourName` and `email` make the first identity; the test does not need them.
 * @param identity Whether the email address is judged too.
 */
export function parseServerForm(form: ServerForm, identity: boolean): ParsedForm {
  const host = parseHost(form.host)
  const mailbox = parseMailbox(form.email)
  const checks: readonly Check[] = [
    ['name', identity ? checkName(form.name.trim()) : null],
    ['yourName', refuseControl('Your name', form.yourName)],
    ['email', identity ? checkEmail(form.email, mailbox) : null],
    ['host', host.ok ? null : host.message],
    ['port', checkPort(form.port)],
    ['user', refuseControl('The user name', form.user)],
    ['password', form.password === null ? null : refuseControl('The password', form.password)],
    ['ehloName', checkEhloName(form.ehloName.trim())],
    ['security', checkInsecure(form)],
  ]
  const { options, problems: ofOptions } = parseOptions(form)
  const problems = [
    ...checks.flatMap(([field, message]) => (message === null ? [] : [{ field, message }])),
    ...ofOptions,
    ...(identity && mailbox.ok ? checkAllowed(mailbox.mailbox.address, options) : []),
  ]
  if (problems.length > 0 || !host.ok) return { ok: false, problems }
  return {
    ok: true,
    values: {
      ...toValues(form, host.host, mailbox.ok ? mailbox.mailbox.address : form.email.trim()),
      options,
    },
  }
}

function checkEmail(email: string, mailbox: ReturnType<typeof parseMailbox>): string | null {
  if (mailbox.ok) return null
  return email.trim() === '' ? 'An email address is missing: the one that you send from.' : mailbox.message
}

/** The address has to be one that the server takes, where that is limited. */
function checkAllowed(email: string, options: ServerOptions): readonly SendProblem[] {
  if (isAllowedSender(options, email)) return []
  const message = `This server takes only ${(options.allowedSenders ?? []).join(', ')} as sender.`
  return [{ field: 'email', message }]
}

function toValues(form: ServerForm, host: string, email: string): Omit<ServerValues, 'options'> {
  return {
    name: form.name.trim(),
    yourName: form.yourName.trim(),
    email,
    host,
    port: form.port,
    security: form.security,
    user: form.user.trim(),
    ehloName: form.ehloName.trim(),
    allowInsecureAuth: form.allowInsecureAuth,
  }
}
