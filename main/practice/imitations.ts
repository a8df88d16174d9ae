import type { Imitation } from './practice.ts'

interface Listed {
  /** As the server lists them, without STARTTLS, AUTH and SIZE, which the state of the session decides. */
  readonly keywords: readonly string[]
  /** SIZE in octets; left out: the practice server's own. */
  readonly size?: number
}

/** As each of them answers in its usual set-up for submission; AUTH is always what the practice server can do. */
const LISTS: Readonly<Record<Imitation, Listed>> = {
  sendoff: { keywords: ['PIPELINING', 'ENHANCEDSTATUSCODES', '8BITMIME', 'SMTPUTF8'] },
  postfix: {
    keywords: ['PIPELINING', 'VRFY', 'ENHANCEDSTATUSCODES', '8BITMIME', 'SMTPUTF8'],
    size: 10_240_000,
  },
  exim: { keywords: ['8BITMIME', 'PIPELINING'], size: 52_428_800 },
  exchange: { keywords: ['PIPELINING', 'ENHANCEDSTATUSCODES', '8BITMIME', 'SMTPUTF8'], size: 157_286_400 },
  gmail: { keywords: ['8BITMIME', 'ENHANCEDSTATUSCODES', 'PIPELINING', 'SMTPUTF8'], size: 35_882_577 },
  sendmail: { keywords: ['ENHANCEDSTATUSCODES', 'PIPELINING', '8BITMIME'] },
  opensmtpd: { keywords: ['8BITMIME', 'ENHANCEDSTATUSCODES'], size: 36_700_160 },
}

/**
 * The lines after the first of an answer to EHLO, without their codes. What the practice server does not speak (DSN,
 * CHUNKING) is left out even where the original has it: a list must not promise what the session can't do.
 * @param own whether TLS is on, and the octets that are really taken: a list never promises more
 */
export function capabilitiesOf(
  server: Imitation,
  own: { readonly encrypted: boolean; readonly size: number },
): readonly string[] {
  const { keywords, size = own.size } = LISTS[server]
  const [first = '', ...rest] = keywords
  return [first, `SIZE ${Math.min(size, own.size)}`, own.encrypted ? 'AUTH PLAIN LOGIN' : 'STARTTLS', ...rest]
}
