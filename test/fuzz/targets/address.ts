import { checkAddresses, formatMailbox, parseMailbox } from '../../../main/message/address.ts'
import { splitMailboxes } from '../../../main/message/split.ts'
import type { FuzzTarget } from '../target.ts'

export const target: FuzzTarget = {
  name: 'address',
  seeds: [
    'Nora Lindqvist <nora@lakeside.example>',
    '"Weber, Jonas" <jonas@kestrel.example>; press@lindenpress.example, a@b.example',
    'группа: иван@почта.рф, <δοκιμή@παράδειγμα.δοκιμή>;',
    '"quoted \\" local"@example.org',
    'user@[IPv6:2001:db8::1]',
    'a (comment (nested)) @ example.org',
  ],
  words: [
    '<',
    '>',
    '"',
    '@',
    ',',
    ';',
    ':',
    '(',
    ')',
    '\\',
    '[',
    ']',
    'IPv6:',
    'xn--',
    '\u202e',
    '\0',
    '\r\n ',
  ],
  run: (input) => {
    const text = input.toString('utf8')
    const parsed = parseMailbox(text)
    // What was taken is taken again as it is written by Sendoff, and means the same.
    if (parsed.ok) {
      const again = parseMailbox(formatMailbox(parsed.mailbox))
      if (!again.ok || again.mailbox.address !== parsed.mailbox.address)
        throw new Error(`${formatMailbox(parsed.mailbox)} is not read as it was written`)
    }
    const checks = checkAddresses(text)
    return `${parsed.ok ? 'ok' : parsed.message.slice(0, 40)} ${splitMailboxes(text).length} ${checks.length}`
  },
}
