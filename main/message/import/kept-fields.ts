// Fields of a message file that a new message has a place for, and those that "Edit as new" leaves behind. Pure.
import type { ListFields, MessageOptions, OwnHeader } from '../../drafts/message-options.ts'
import { splitMailboxes } from '../address.ts'
import { decodeWords } from '../encoded-word.ts'
import type { HeaderField } from '../unfold.ts'
import { toLine, valuesOf } from './fields.ts'

/** What a file says beyond text, addresses and priority. */
export interface KeptFields {
  readonly options: Pick<MessageOptions, 'readReceipt' | 'language' | 'list' | 'headers'>
  /** Names of fields that somebody chose and that have no place in a new message, as they are written. */
  readonly left: readonly string[]
}

/**
 * Fields that say something of the letter and nothing of the way, the program or the place that it came from: RFC 5322 3.6.5, 2156,
 * 3834, 2369. An X- field may steer the service that takes the message, so a file of another's brings none.
 */
const own =
  /^(?:comments|keywords|sensitivity|expires|auto-submitted|feedback-id|list-(?:help|post|archive|owner|subscribe))$/i

/** What is read elsewhere, what Sendoff writes anew, and what a server on the way or a filter wrote. */
const known = new RegExp(
  `^(?:${[
    'from|to|cc|bcc|reply-to|subject|date|message-id|in-reply-to|references|mime-version|content-.*',
    'x-priority|importance|priority|disposition-notification-to|precedence|list-(?:id|unsubscribe|unsubscribe-post)',
    'received|return-path|delivered-to|envelope-to|x-envelope-.*|x-original-to|x-received|received-spf|resent-.*',
    'dkim-signature|domainkey-signature|arc-.*|authentication-results|x-spam.*|x-virus.*|x-google-.*|x-gm-.*|x-ms-.*',
  ].join('|')})$`,
  'i',
)

const maxOwn = 20
const maxValue = 2_000
const maxLeft = 20
const maxUnsubscribe = 5
const maxAddress = 900

/** Reads them; what a draft would refuse is named among those left behind. */
export function readKeptFields(fields: readonly HeaderField[]): KeptFields {
  const list = readList(fields)
  const language = readLanguage(fields)
  const headers = readOwn(fields)
  // A draft has one mailbox for replies.
  const isSplit = valuesOf(fields, 'reply-to').flatMap(splitMailboxes).length > 1
  const isTaken = (name: string) =>
    (known.test(name) && !(isSplit && name.toLowerCase() === 'reply-to')) ||
    headers.some((header) => header.name.toLowerCase() === name.toLowerCase())
  const left = new Map(
    fields.filter(({ name }) => !isTaken(name)).map(({ name }) => [name.toLowerCase(), name]),
  )
  return {
    options: {
      ...(valuesOf(fields, 'disposition-notification-to').some((value) => value.includes('@'))
        ? { readReceipt: true }
        : {}),
      ...(language === undefined ? {} : { language }),
      ...(list === undefined ? {} : { list }),
      ...(headers.length === 0 ? {} : { headers }),
    },
    left: [...left.values()].slice(0, maxLeft).map((name) => toLine(name.slice(0, 70))),
  }
}

function readOwn(fields: readonly HeaderField[]): readonly OwnHeader[] {
  return fields
    .filter(({ name }) => own.test(name))
    .slice(0, maxOwn)
    .flatMap(({ name, value }) => {
      // Three characters of an encoded word for an octet at most, and its frame.
      const line = value.length > 4 * maxValue ? '' : toLine(decodeWords(value))
      return line === '' || line.length > maxValue ? [] : [{ name, value: line }]
    })
}

/** RFC 3282; one language, in the form that a draft takes. */
function readLanguage(fields: readonly HeaderField[]): string | undefined {
  const [value = ''] = valuesOf(fields, 'content-language')
  return /^\s*([A-Za-z]{2,3}(?:-[A-Za-z]{4})?(?:-(?:[A-Za-z]{2}|\d{3}))?)\s*$/.exec(value.slice(0, 100))?.[1]
}

/** RFC 2919, 2369, 8058. Only what Sendoff itself would write. */
function readList(fields: readonly HeaderField[]): ListFields | undefined {
  const one = (name: string) => valuesOf(fields, name)[0]?.slice(0, maxValue) ?? ''
  const id = /<([A-Za-z0-9._-]{1,200})>\s*$/.exec(one('list-id'))?.[1]
  const unsubscribe = [...one('list-unsubscribe').matchAll(/<((?:https:\/\/|mailto:)[!-;=?-~]+)>/gi)]
    .flatMap(([, address = '']) => (address.length <= maxAddress ? [address] : []))
    .slice(0, maxUnsubscribe)
  const precedence = /^\s*(bulk|list)\s*$/i.exec(one('precedence'))?.[1]?.toLowerCase()
  const isOneClick = /^\s*List-Unsubscribe=One-Click\s*$/i.test(one('list-unsubscribe-post'))
  const found: ListFields = {
    ...(id === undefined ? {} : { id }),
    ...(unsubscribe.length === 0 ? {} : { unsubscribe }),
    ...(isOneClick && unsubscribe.some((address) => /^https:/i.test(address)) ? { oneClick: true } : {}),
    ...(precedence === 'bulk' || precedence === 'list' ? { precedence } : {}),
  }
  return Object.keys(found).length === 0 ? undefined : found
}
