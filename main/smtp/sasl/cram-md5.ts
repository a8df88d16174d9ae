import { createHmac } from 'node:crypto'
import { SaslError, type SaslExchange } from './mechanism.ts'

/** CRAM-MD5 (RFC 2195): the user name and the challenge under the password, in hex. */
export function createCramMd5(user: string, pass: string): SaslExchange {
  let digest: string | undefined
  return {
    respond(challenge) {
      if (digest !== undefined) throw new SaslError('the server asked CRAM-MD5 a second question')
      if (challenge.length === 0) throw new SaslError('the challenge of the server is empty')
      digest = createHmac('md5', Buffer.from(pass, 'utf8')).update(challenge).digest('hex')
      return Buffer.from(`${user} ${digest}`, 'utf8')
    },
    isComplete: () => digest !== undefined,
    derived: () => (digest === undefined ? [] : [digest]),
  }
}
