import type { HeaderField } from '../message/unfold.ts'
import { fieldOf } from '../message/read.ts'
import type { BounceAction, BouncedRecipient } from './bounce.ts'
import { withoutType } from './typed-field.ts'

const ACTIONS: readonly BounceAction[] = ['failed', 'delayed', 'delivered', 'relayed', 'expanded']
const maxText = 8000

/** One group of fields about a recipient (RFC 3464 2.3); none where it names no address or no action of the registry. */
export function parseRecipient(fields: readonly HeaderField[]): readonly BouncedRecipient[] {
  const finalAddress = toAddress(fieldOf(fields, 'final-recipient'))
  const original = toAddress(fieldOf(fields, 'original-recipient'))
  const address = finalAddress === '' ? original : finalAddress
  const word = /^[a-z]+/.exec(fieldOf(fields, 'action').toLowerCase())?.[0]
  const action = ACTIONS.find((known) => known === word)
  if (address === '' || action === undefined) return []
  const status = /^[245]\.\d{1,3}\.\d{1,3}/.exec(fieldOf(fields, 'status'))?.[0] ?? ''
  const remoteMta = withoutType(fieldOf(fields, 'remote-mta'))
  return [
    {
      address,
      action,
      status,
      lines: toReplyLines(withoutType(fieldOf(fields, 'diagnostic-code')), status),
      ...(original === '' ? {} : { originalAddress: original }),
      ...(remoteMta === '' ? {} : { remoteMta }),
    },
  ]
}

/** RFC 6533 writes `\x{e9}` for what is beyond ASCII; RFC 3461 `+E9` in its xtext, which only the original one has. */
function toAddress(field: string): string {
  const plain = withoutType(field).replace(/\\x\{([0-9a-f]{2,6})\}/gi, (whole, hex: string) => {
    const point = Number.parseInt(hex, 16)
    return point > 0x1f && point <= 0x10ffff ? String.fromCodePoint(point) : whole
  })
  return /^[^\s<>\p{Cc}]{1,320}$/u.test(plain) ? plain : ''
}

/**
 * The reply that the report quotes, in a form that the diagnosis reads. Without a reply code the class of the status
 * stands for it (RFC 3463 2): a report by `X-…` types has words only.
 */
function toReplyLines(diagnostic: string, status: string): readonly string[] {
  const text = diagnostic.slice(0, maxText).replace(/\s+/g, ' ').trim()
  const code = /\b[45]\d\d(?=[ -])/.exec(text)
  if (code !== null) return [text.slice(code.index).replace(/^(\d{3})-/, '$1 ')]
  if (status === '') return text === '' ? [] : [text]
  return [`${status.startsWith('4') ? '450' : '550'} ${status} ${text}`.trim()]
}
