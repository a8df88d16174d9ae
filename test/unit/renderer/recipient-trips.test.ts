// A list of people that Sendoff wrote is pasted as it was written.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { formatMailbox, parseMailbox, splitMailboxes } from '../../../main/message/address.ts'
import { isList, toRecipientLines } from '../../../renderer/compose/paste-list.ts'
import { toMailbox } from '../../../renderer/shared/mailbox.ts'
import { hardName, hardText } from '../../support/hard-text.ts'

const runs = { numRuns: Number(process.env.SENDOFF_RUNS ?? 200) }
const local = fc.oneof(
  fc.stringMatching(/^[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]{1,6}$/),
  hardText({ maxLength: 4 }).map((text) => `"${text.replace(/["\\]/g, '\\$&')}"`),
)
const mailbox = fc
  .tuple(hardName(), local, fc.constantFrom('x.example', 'bücher.example', '[IPv6:::1]'))
  .map(([name, before, after]) => ({ name, parsed: parseMailbox(`${before}@${after}`) }))
  // A hyphen and a space begin a line of a list.
  .filter(({ name, parsed }) => parsed.ok && !/^-( |$)/.test(name))
  .map(({ name, parsed }) => ({
    ...(name === '' ? {} : { name }),
    address: parsed.ok ? parsed.mailbox.address : '',
  }))

const reread = (text: string) => {
  const parsed = parseMailbox(text)
  if (!parsed.ok) throw new Error(parsed.message)
  const { name, address } = parsed.mailbox
  return { ...(name === undefined ? {} : { name }), address }
}

describe('mailboxes come back', () => {
  it('from what the window writes of a contact', () => {
    fc.assert(
      fc.property(mailbox, (one) => {
        expect(reread(toMailbox({ name: one.name ?? '', address: one.address }))).toEqual(one)
      }),
      runs,
    )
  })

  it('from a list that is pasted', () => {
    fc.assert(
      fc.property(
        fc.array(mailbox, { minLength: 1, maxLength: 4 }),
        fc.constantFrom(', ', '; ', '\n'),
        (all, separator) => {
          const text = all.map(formatMailbox).join(separator)
          const lines = isList(text) ? toRecipientLines(text) : text
          expect(splitMailboxes(lines).map(reread)).toEqual(all)
        },
      ),
      runs,
    )
  })
})
