import type { SaslExchange } from './mechanism.ts'
import { SaslError } from './mechanism.ts'

/**
 * LOGIN (draft-murchison-sasl-login): asked twice, user name and password in this order. The words of the questions are not
 * read: servers write them in many ways.
 */
export function createLogin(user: string, pass: string): SaslExchange {
  const answers = [user, pass]
  return {
    respond() {
      const answer = answers.shift()
      if (answer === undefined) throw new SaslError('the server asked LOGIN a third question')
      return Buffer.from(answer, 'utf8')
    },
    isComplete: () => true,
  }
}
