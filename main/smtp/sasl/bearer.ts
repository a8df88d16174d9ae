// The two mechanisms that carry an OAuth 2 token. Both answer a refusal with a challenge in JSON first, and only then with a code.
import { SaslError, type SaslExchange } from './mechanism.ts'

const SEPARATOR = '\u0001'

export interface BearerContext {
  readonly host: string
  readonly port: number
}

/** OAUTHBEARER (RFC 7628 3.1); its error challenge is answered with one %x01 (3.2.3). */
export function createOAuthBearer(user: string, token: string, { host, port }: BearerContext): SaslExchange {
  requireToken(token)
  // RFC 5801 4: a comma and an equals sign would end the name.
  const name = user.replaceAll('=', '=3D').replaceAll(',', '=2C')
  const fields = ['', `host=${host}`, `port=${port}`, `auth=Bearer ${token}`, '', ''].join(SEPARATOR)
  return createBearer(`n,a=${name},${fields}`, SEPARATOR)
}

/** XOAUTH2 (Google's and Microsoft's documents); its error challenge is answered with an empty line. */
export function createXOAuth2(user: string, token: string): SaslExchange {
  requireToken(token)
  const fields = [`user=${user}`, `auth=Bearer ${token}`, '', ''].join(SEPARATOR)
  return createBearer(fields, '')
}

/** RFC 6750 2.1 allows less; nothing here may end the field. */
function requireToken(token: string): void {
  if (!/^[\x21-\x7e]+$/.test(token)) throw new SaslError('the token has characters that no token has')
}

function createBearer(message: string, acknowledgement: string): SaslExchange {
  const initial = Buffer.from(message, 'utf8')
  let isSent = false
  let reason: string | undefined
  return {
    initial,
    respond(challenge) {
      // Empty: the initial response is asked for (RFC 4954 4).
      if (challenge.length === 0 && !isSent) {
        isSent = true
        return initial
      }
      if (reason !== undefined) throw new SaslError('the server refused the token twice')
      reason = readReason(challenge.toString('utf8'))
      return Buffer.from(acknowledgement, 'utf8')
    },
    // A 235 behind an error challenge contradicts itself.
    isComplete: () => reason === undefined,
    reason: () => reason,
  }
}

/** The server's own word for the refusal: the only place where a reason stands. */
function readReason(text: string): string {
  try {
    const parsed: unknown = JSON.parse(text)
    if (
      typeof parsed === 'object' &&
      parsed !== null &&
      'status' in parsed &&
      typeof parsed.status === 'string'
    )
      return parsed.status
  } catch {
    // Not JSON: the refusal that follows stands for itself.
  }
  return 'refused'
}
