import type { SaslExchange } from './mechanism.ts'
import { SaslError } from './mechanism.ts'

/** PLAIN (RFC 4616): NUL user NUL password, at once. */
export function createPlain(user: string, pass: string): SaslExchange {
  // RFC 4616 2: NUL ends a field.
  if (pass.includes('\0')) throw new SaslError('the password has a NUL in it')
  let isSent = false
  const message = Buffer.from(`\0${user}\0${pass}`, 'utf8')
  return {
    initial: message,
    respond() {
      // A server that does not take the initial response asks for it with an empty challenge (RFC 4954 4).
      if (isSent) throw new SaslError('the server asked PLAIN a second question')
      isSent = true
      return message
    },
    isComplete: () => true,
  }
}
