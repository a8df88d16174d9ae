// Which changes of the outbox are worth a notification. Pure: main/electron shows what it says.
import type { ApiEvents, EntrySummary } from '../api.ts'
import type { Settings } from '../settings/settings.ts'
import { t } from '../text/t.ts'

/** A desktop notification; a click opens its message, or the outbox. */
export interface Attention {
  readonly title: string
  readonly body: string
  readonly entryId?: string
}

type Change = ApiEvents['outbox.changed']['entries'][number]

/** What there is to say about an entry: the state and, where it is held, the reason. */
type Kind =
  'accepted' | 'partly' | 'rejected' | 'unconfirmed' | 'sign-in' | 'certificate' | 'gave-up' | 'expired'

/** More than this at once are put into one. */
const mostAtOnce = 3
/** Entries whose last kind is known; the oldest are forgotten. */
const mostKnown = 5_000

export class AttentionWatch {
  readonly #known = new Map<string, Kind | null>()
  readonly #startedAt: number

  /** `startedAt`: epoch ms; what was so before is no news. */
  constructor(startedAt: number) {
    this.#startedAt = startedAt
  }

  /** What a person should hear of these changes. */
  take(changes: readonly Change[], wish: Settings['notifications']): readonly Attention[] {
    const news = changes.flatMap(({ entryId, entry }) => {
      const kind = entry === null ? null : kindOf(entry)
      const before = this.#known.get(entryId)
      this.#remember(entryId, kind)
      if (entry === null || kind === null || kind === before || entry.at < this.#startedAt) return []
      return isWished(kind, wish) ? [{ entry, kind }] : []
    })
    return toAttention(news)
  }

  #remember(entryId: string, kind: Kind | null): void {
    this.#known.delete(entryId)
    this.#known.set(entryId, kind)
    if (this.#known.size <= mostKnown) return
    const [oldest] = this.#known.keys()
    if (oldest !== undefined) this.#known.delete(oldest)
  }
}

interface News {
  readonly entry: EntrySummary
  readonly kind: Kind
}

function isWished(kind: Kind, wish: Settings['notifications']): boolean {
  return wish === 'all' || (wish === 'your-move' && kind !== 'accepted')
}

function toAttention(news: readonly News[]): readonly Attention[] {
  // One server that asks for a password, or whose certificate does not pass, is one matter, however many messages wait for it.
  const isServers = ({ kind }: News) => kind === 'sign-in' || kind === 'certificate'
  const servers = Map.groupBy(news.filter(isServers), ({ kind, entry }) => `${kind} ${entry.serverId}`)
  return [...[...servers.values()].map(serverText), ...grouped(news.filter((one) => !isServers(one)))]
}

function serverText(waiting: readonly News[]): Attention {
  const [first] = waiting
  const server = first?.entry.serverName ?? ''
  return {
    title:
      first?.kind === 'certificate'
        ? t('notification.certificate.title', { server })
        : t('notification.sign-in.title', { server }),
    body:
      waiting.length === 1
        ? t('notification.sign-in.one')
        : t('notification.sign-in.body', { count: waiting.length }),
    ...(waiting.length === 1 && first !== undefined ? { entryId: first.entry.id } : {}),
  }
}

function grouped(news: readonly News[]): readonly Attention[] {
  if (news.length <= mostAtOnce) return news.map(textOf)
  const yours = news.filter(({ kind }) => kind !== 'accepted').length
  return [
    {
      title: t('notification.many.title', { count: news.length }),
      body: manyText(yours),
    },
  ]
}

function manyText(yours: number): string {
  if (yours === 0) return t('notification.many.accepted')
  return yours === 1 ? t('notification.many.yours.one') : t('notification.many.yours', { count: yours })
}

function textOf({ entry, kind }: News): Attention {
  const { counts, handedTo, serverName } = entry
  const subject = entry.subject === '' ? t('notification.no-subject') : entry.subject
  const body = {
    accepted: () => t('notification.accepted.body', { host: handedTo ?? serverName }),
    partly: () => t('notification.partly.body', { refused: counts.rejected, total: counts.total }),
    rejected: () => t('notification.rejected.body'),
    unconfirmed: () => t('notification.unconfirmed.body'),
    'sign-in': () => t('notification.sign-in.one'),
    certificate: () => t('notification.sign-in.one'),
    'gave-up': () => t('notification.gave-up.body'),
    expired: () => t('notification.expired.body'),
  }[kind]()
  return { title: subject, body, entryId: entry.id }
}

/** null: on its way, or as a person put it. */
function kindOf({ state, group, reason }: EntrySummary): Kind | null {
  if (state === 'sent') return 'accepted'
  if (group !== 'your-move') return null
  if (reason.kind === 'needs-sign-in') return 'sign-in'
  if (reason.kind === 'needs-keychain') return 'sign-in'
  if (reason.kind === 'needs-certificate') return 'certificate'
  if (state === 'unconfirmed') return 'unconfirmed'
  if (state === 'partlySent') return 'partly'
  if (state === 'failed' || state === 'deferred') return 'rejected'
  if (reason.kind === 'gave-up' || reason.kind === 'expired') return reason.kind
  return null
}
