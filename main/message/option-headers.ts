// Header fields that a person's choices make.
import type { SendProblem } from '../api.ts'
import type { MessageOptions, OwnHeader, Thread } from '../drafts/message-options.ts'
import type { Priority } from '../outbox/entry.ts'
import { t } from '../text/t.ts'
import type { Mailbox } from './address.ts'
import { findForbidden, quotable } from './forbidden.ts'
import { encodeMailbox, encodeText } from './header.ts'

export interface OptionHeaderInput {
  readonly from: Mailbox
  readonly options?: MessageOptions | undefined
  readonly priority?: Priority | undefined
  readonly thread?: Thread | undefined
}

type Field = readonly [name: string, value: string]

/** Message-IDs in References: the first, which names the thread, and the last ones (RFC 5322 3.6.4). */
const keptReferences = 20

/** A line has at most 998 octets (RFC 5322 2.1.1), and an address is not folded. */
const maxUnbroken = 900

/** The fields in their order; none where all is as usual. */
export function optionHeaders({ from, options = {}, priority, thread }: OptionHeaderInput): readonly Field[] {
  return [
    ...threadHeaders(thread),
    ...priorityHeaders(priority),
    // RFC 8098 2.1.
    ...(options.readReceipt === true ? [['Disposition-Notification-To', encodeMailbox(from)] as const] : []),
    // RFC 3282 2.
    ...(options.language === undefined ? [] : [['Content-Language', options.language] as const]),
    ...listHeaders(options.list),
    ...(options.headers ?? []).map(({ name, value }) => [name, encodeText(value)] as const),
  ]
}

function threadHeaders(thread: Thread | undefined): readonly Field[] {
  if (thread === undefined) return []
  const { references } = thread
  const kept =
    references.length > keptReferences
      ? [...references.slice(0, 1), ...references.slice(1 - keptReferences)]
      : references
  return [
    ['In-Reply-To', thread.inReplyTo],
    ...(kept.length > 0 ? [['References', kept.join(' ')] as const] : []),
  ]
}

/** No standard; what readers have shown for thirty years. */
function priorityHeaders(priority: Priority | undefined): readonly Field[] {
  if (priority === undefined || priority === 'normal') return []
  return priority === 'high'
    ? [
        ['X-Priority', '1 (Highest)'],
        ['Importance', 'High'],
      ]
    : [
        ['X-Priority', '5 (Lowest)'],
        ['Importance', 'Low'],
      ]
}

/** RFC 2919, 2369, 8058. */
function listHeaders(list: MessageOptions['list']): readonly Field[] {
  if (list === undefined) return []
  const { id, unsubscribe = [], oneClick, precedence } = list
  const isOneClick = oneClick === true && unsubscribe.some((address) => /^https:/i.test(address))
  return [
    ...(id === undefined || id === '' ? [] : [['List-Id', `<${id}>`] as const]),
    ...(unsubscribe.length === 0
      ? []
      : [['List-Unsubscribe', unsubscribe.map((address) => `<${address}>`).join(', ')] as const]),
    ...(isOneClick ? [['List-Unsubscribe-Post', 'List-Unsubscribe=One-Click'] as const] : []),
    ...(precedence === undefined ? [] : [['Precedence', precedence] as const]),
  ]
}

/** Fields that Sendoff writes itself, or that would say something untrue. */
const reserved =
  /^(?:from|sender|to|cc|bcc|reply-to|subject|date|message-id|in-reply-to|references|mime-version|content-.*|resent-.*|received|return-path|organization|disposition-notification-to|x-priority|importance|list-(?:id|unsubscribe|unsubscribe-post)|precedence|dkim-signature|arc-.*|authentication-results|delivered-to|x-original-to|envelope-to|x-envelope-to|apparently-to|tls-required)$/i

/** RFC 5322 2.2: printable ASCII without a colon. */
const fieldName = /^[!-9;-~]{1,70}$/

/** What is wrong with options, each with its field (`options.headers[0]` …); P28, P29. */
export function findOptionProblems(options: MessageOptions = {}, thread?: Thread): readonly SendProblem[] {
  return [
    ...(options.headers ?? []).flatMap((header, index) => judgeHeader(header, `options.headers[${index}]`)),
    ...(options.list?.unsubscribe ?? []).flatMap((address, index) =>
      address.length > maxUnbroken
        ? [
            {
              field: `options.list.unsubscribe[${index}]`,
              message: t('options.unsubscribe-long', { address: quotable(address), max: maxUnbroken }),
            },
          ]
        : [],
    ),
    ...(options.list?.unsubscribe ?? []).flatMap((address, index) =>
      /^(?:https:\/\/|mailto:)[!-;=?-~]+$/i.test(address)
        ? []
        : [
            {
              field: `options.list.unsubscribe[${index}]`,
              message: t('options.unsubscribe', { address: quotable(address) }),
            },
          ],
    ),
    ...(options.list?.id === undefined || /^[A-Za-z0-9._-]*$/.test(options.list.id)
      ? []
      : [{ field: 'options.list.id', message: t('options.list-id', { id: quotable(options.list.id) }) }]),
    ...[thread?.inReplyTo ?? '', ...(thread?.references ?? [])]
      .filter((id) => id !== '' && !/^<[!-;=?-~]+>$/.test(id))
      .map((id) => ({ field: 'thread', message: t('options.thread', { id: quotable(id) }) })),
  ]
}

function judgeHeader({ name, value }: OwnHeader, field: string): readonly SendProblem[] {
  const found = findForbidden(`${name}${value}`)
  if (found !== null)
    return [{ field, message: t('options.header-control', { name: quotable(name), found }) }]
  if (!fieldName.test(name)) return [{ field, message: t('options.header-name', { name: quotable(name) }) }]
  return reserved.test(name) ? [{ field, message: t('options.header-reserved', { name }) }] : []
}
