import { SaslError, type SaslExchange } from './mechanism.ts'

/** EXTERNAL (RFC 4422 A): the client certificate has said who this is; the user name, if any, is the identity to act as. */
export function createExternal(user: string): SaslExchange {
  let isSent = false
  const message = Buffer.from(user, 'utf8')
  return {
    initial: message,
    respond() {
      if (isSent) throw new SaslError('the server asked EXTERNAL a second question')
      isSent = true
      return message
    },
    isComplete: () => true,
  }
}
