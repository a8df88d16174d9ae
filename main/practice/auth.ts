import type { Channel } from './channel.ts'
import { behaviourOf, practiceUser } from './scenarios.ts'

const refusedReply = '535 5.7.8 Error: authentication failed: wrong user name or password'

export type AuthOutcome =
  | { readonly ok: true; readonly user: string; readonly reply: string }
  | { readonly ok: false; readonly reply: string }

/**
 * AUTH PLAIN (RFC 4616) and LOGIN. Asks for what is missing and gives the reply that ends it.
 * The password is looked at here and kept nowhere.
 */
export async function authenticate(
  channel: Channel,
  mechanism: string,
  initial: string | null,
): Promise<AuthOutcome> {
  if (mechanism !== 'PLAIN' && mechanism !== 'LOGIN') {
    return { ok: false, reply: '504 5.5.4 Error: authentication mechanism not supported' }
  }
  const credentials =
    mechanism === 'PLAIN' ? await askPlain(channel, initial) : await askLogin(channel, initial)
  if (typeof credentials === 'string') return { ok: false, reply: credentials }
  const behaviour = behaviourOf('password', credentials.password)
  if (behaviour?.kind === 'reply') return { ok: false, reply: behaviour.text }
  if (credentials.user !== practiceUser) return { ok: false, reply: refusedReply }
  return { ok: true, user: credentials.user, reply: '235 2.7.0 Authentication successful' }
}

interface Credentials {
  readonly user: string
  readonly password: string
}

async function askPlain(channel: Channel, initial: string | null): Promise<Credentials | string> {
  const answer = await ask(channel, '', initial)
  if (!answer.ok) return answer.reply
  const [, user, password, ...more] = answer.text.split('\0')
  if (user === undefined || password === undefined || more.length > 0)
    return '501 5.5.2 Error: malformed PLAIN response'
  return { user, password }
}

async function askLogin(channel: Channel, initial: string | null): Promise<Credentials | string> {
  const user = await ask(channel, 'Username:', initial)
  if (!user.ok) return user.reply
  const password = await ask(channel, 'Password:', null)
  return password.ok ? { user: user.text, password: password.text } : password.reply
}

type Answer = { readonly ok: true; readonly text: string } | { readonly ok: false; readonly reply: string }

/** The initial response, or the answer to a 334 (RFC 4954 4). */
async function ask(channel: Channel, prompt: string, initial: string | null): Promise<Answer> {
  if (initial !== null) return decode(initial === '=' ? '' : initial)
  channel.reply([`334 ${Buffer.from(prompt).toString('base64')}`])
  const line = await channel.line()
  if (line.kind !== 'line') return { ok: false, reply: '501 5.5.2 Error: no response' }
  return line.text === '*' ? { ok: false, reply: '501 5.7.0 Authentication aborted' } : decode(line.text)
}

function decode(text: string): Answer {
  return /^[A-Za-z0-9+/]*={0,2}$/.test(text) && text.length % 4 === 0
    ? { ok: true, text: Buffer.from(text, 'base64').toString('utf8') }
    : { ok: false, reply: '501 5.5.2 Error: cannot decode response' }
}
