import saslprep from '@mongodb-js/saslprep'
import { SaslError } from './mechanism.ts'

/**
 * SASLprep (RFC 4013) of a user name or password, as a query: unassigned code points pass. Text in ASCII is its own form, and the tables are
 * not read for it. Throws `SaslError` for what RFC 4013 prohibits; its message does not quote the text.
 */
export function prep(text: string, what: 'user name' | 'password'): string {
  if (/^[\x20-\x7e]*$/.test(text)) return text
  try {
    return saslprep(text, { allowUnassigned: true })
  } catch {
    throw new SaslError(`the ${what} has characters that a sign-in does not allow (SASLprep)`)
  }
}
