import type { MessageOptions, OwnHeader } from '../../main/drafts/message-options.ts'

/** Which reports are asked for (RFC 3461): as the server is set, none, of trouble, of everything. */
export type Reports = 'server' | 'never' | 'trouble' | 'all'

const notifyOf = { never: [], trouble: ['failure', 'delay'], all: ['success', 'failure', 'delay'] } as const

/** What a person chose for this message; no markup. */
export class MessageOptionsState {
  replyTo = $state('')
  reports = $state<Reports>('server')
  /** What a report brings back of the message. */
  returned = $state<'headers' | 'full'>('headers')
  readReceipt = $state(false)
  requireTls = $state(false)
  plainOnly = $state(false)
  /** Of the text (BCP 47); '': not said. */
  language = $state('')
  headers = $state.raw<readonly OwnHeader[]>([])
  /** Of a mailing list, as they came; they can be taken out. */
  list = $state.raw<MessageOptions['list']>()

  constructor(options: MessageOptions = {}) {
    this.replyTo = options.replyTo ?? ''
    this.reports = toReports(options.dsn)
    this.returned = options.dsn?.ret ?? 'headers'
    this.readReceipt = options.readReceipt ?? false
    this.requireTls = options.requireTls ?? false
    this.plainOnly = options.plainOnly ?? false
    this.language = options.language ?? ''
    this.headers = options.headers ?? []
    this.list = options.list
  }

  /** What is stored with the draft; undefined where all is as usual. */
  get content(): MessageOptions | undefined {
    const headers = this.headers.filter(({ name, value }) => name !== '' || value !== '')
    const options: MessageOptions = {
      ...(this.replyTo.trim() === '' ? {} : { replyTo: this.replyTo.trim() }),
      ...(this.reports === 'server' ? {} : { dsn: { notify: notifyOf[this.reports], ret: this.returned } }),
      ...(this.readReceipt ? { readReceipt: true } : {}),
      ...(this.requireTls ? { requireTls: true } : {}),
      ...(this.plainOnly ? { plainOnly: true } : {}),
      ...(this.language === '' ? {} : { language: this.language }),
      ...(headers.length === 0 ? {} : { headers }),
      ...(this.list === undefined ? {} : { list: this.list }),
    }
    return Object.keys(options).length === 0 ? undefined : options
  }

  addHeader(): void {
    this.headers = [...this.headers, { name: '', value: '' }]
  }

  setHeader(index: number, change: Partial<OwnHeader>): void {
    this.headers = this.headers.map((header, at) => (at === index ? { ...header, ...change } : header))
  }

  removeHeader(index: number): void {
    this.headers = this.headers.filter((_, at) => at !== index)
  }
}

function toReports(dsn: MessageOptions['dsn']): Reports {
  if (dsn === undefined) return 'server'
  if (dsn.notify.length === 0) return 'never'
  return dsn.notify.includes('success') ? 'all' : 'trouble'
}
