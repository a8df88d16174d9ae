import type { ServerForm, ServerView } from '../../main/api.ts'

type ProxyKind = 'none' | 'socks5' | 'http'
export type NotifyEvent = NonNullable<ServerForm['dsn']>['notify'][number]

/** The usual port of each kind of proxy. */
const proxyPort: Readonly<Record<ProxyKind, string>> = { none: '', socks5: '1080', http: '3128' }

/** The part of a server form that most people never open: sign-in method, connection, reports, senders. No markup. */
export class ServerOptionsState {
  /** '': the strongest that the server offers. */
  mechanism = $state<NonNullable<ServerForm['mechanism']> | ''>('')
  onlyTls13 = $state(false)
  proxyKind = $state<ProxyKind>('none')
  proxyHost = $state('')
  proxyPort = $state('')
  proxyUser = $state('')
  /** '' keeps the stored one. */
  proxyPassword = $state('')
  hasProxyUser = $state(false)
  localAddress = $state('')
  family = $state<NonNullable<ServerForm['family']> | ''>('')
  /** Seconds; '': the engine's own. */
  connectSeconds = $state('')
  replySeconds = $state('')
  finalSeconds = $state('')
  notify = $state.raw<readonly NotifyEvent[]>([])
  isFullReport = $state(false)
  /** One pattern a line. */
  allowedSenders = $state('')

  queueInFlight = $state(false)

  constructor(server: ServerView | null) {
    if (server === null) return
    this.mechanism = server.mechanism ?? ''
    this.onlyTls13 = server.minTls === 'TLSv1.3'
    this.#fillProxy(server)
    this.localAddress = server.localAddress ?? ''
    this.family = server.family ?? ''
    this.connectSeconds = toSeconds(server.timeouts?.connectMs)
    this.replySeconds = toSeconds(server.timeouts?.replyMs)
    this.finalSeconds = toSeconds(server.timeouts?.finalReplyMs)
    this.queueInFlight = server.queueInFlight === true
    this.notify = server.dsn?.notify ?? []
    this.isFullReport = server.dsn?.ret === 'full'
    this.allowedSenders = (server.allowedSenders ?? []).join('\n')
  }

  #fillProxy({ proxy }: ServerView): void {
    if (proxy === undefined) return
    this.proxyKind = proxy.kind
    this.proxyHost = proxy.host
    this.proxyPort = String(proxy.port)
    this.proxyUser = proxy.user
    this.hasProxyUser = proxy.user !== ''
  }

  /** Takes the usual port of the new kind, unless the person had typed one. */
  chooseProxy(kind: ProxyKind): void {
    if (this.proxyPort === '' || this.proxyPort === proxyPort[this.proxyKind])
      this.proxyPort = proxyPort[kind]
    this.proxyKind = kind
  }

  wantNotify(event: NotifyEvent, isWanted: boolean): void {
    const others = this.notify.filter((one) => one !== event)
    this.notify = isWanted ? [...others, event] : others
  }

  /** The values as the form sends them; what was typed and is no number is refused by main, by name. */
  get form(): Partial<ServerForm> {
    return {
      mechanism: this.mechanism === '' ? null : this.mechanism,
      minTls: this.onlyTls13 ? 'TLSv1.3' : null,
      proxy: this.#proxy,
      localAddress: this.localAddress.trim(),
      family: this.family === '' ? null : this.family,
      timeouts: {
        ...toWait('connectMs', this.connectSeconds),
        ...toWait('replyMs', this.replySeconds),
        ...toWait('finalReplyMs', this.finalSeconds),
      },
      dsn:
        this.notify.length === 0
          ? null
          : { notify: this.notify, ret: this.isFullReport ? 'full' : 'headers' },
      queueInFlight: this.queueInFlight,
      allowedSenders: this.allowedSenders.split(/[\n,;]+/).filter((line) => line.trim() !== ''),
    }
  }

  get #proxy(): ServerForm['proxy'] {
    const kind = this.proxyKind
    if (kind === 'none') return null
    return {
      kind,
      host: this.proxyHost.trim(),
      port: toNumber(this.proxyPort),
      user: this.proxyUser.trim(),
      password: this.proxyPassword === '' ? null : this.proxyPassword,
    }
  }
}

function toSeconds(ms: number | undefined): string {
  return ms === undefined ? '' : String(ms / 1000)
}

function toWait(
  name: 'connectMs' | 'replyMs' | 'finalReplyMs',
  text: string,
): NonNullable<ServerForm['timeouts']> {
  return text.trim() === '' ? {} : { [name]: toNumber(text) * 1000 }
}

/** Whole numbers only; anything else becomes 0, which main refuses. */
function toNumber(text: string): number {
  return /^\d{1,7}$/.test(text.trim()) ? Number(text.trim()) : 0
}
