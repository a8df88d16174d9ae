import { createContext } from 'svelte'
import type { AppInfo, MergePeople, Notice, ServerView, View } from '../../main/api.ts'
import type { Bridge } from '../../preload/contract.ts'
import type { HelpPage } from '../help/help-pages.ts'
import { IdentitiesState } from '../identities/identities-state.svelte.ts'
import type { PageId } from '../settings/page-id.ts'
import { DeletionState } from './deletion-state.svelte.ts'
import { DiscardingState } from './discarding-state.svelte.ts'
import { OpenEntry } from './entry-state.svelte.ts'
import type { Later } from './later.ts'
import { OutboxState } from './outbox-state.svelte.ts'

/** Whose messages are wanted. */
export interface MessagesToWhom {
  readonly name: string
  readonly addresses: readonly string[]
}

export type MessageView = Extract<View, 'outbox' | 'sent'>

const gravity: readonly Notice['id'][] = [
  'read-only',
  'policy',
  'database-set-aside',
  'unreadable',
  'recovered',
  'spool-set-aside',
  'unconfirmed-at-start',
  'oauth-not-revoked',
  'secrets-problem',
  'secrets-in-memory',
]

/** Main loads the page anew at this place where the language was chosen (main/electron/windows.ts). */
function addressedPage(): PageId | null {
  return 'location' in globalThis && location.hash === '#/settings/appearance' ? 'appearance' : null
}

/** The main window: where it is, what is selected there, and what the navigation counts. */
export class AppState {
  view = $state<View>('outbox')
  /** Server that the servers' view is asked to open, once. */
  wantedServerId = $state<string | null>(null)
  /** And there, to try other ports and kinds of security at once. */
  wantsOtherWays = false
  /** Address of the server that the servers' view is asked to add, once; '' when none was typed. */
  wantedNewServer = $state<string | null>(null)
  /** Code that the glossary is asked for, once. */
  wantedCode = $state<string | null>(null)
  /** Page that the settings are asked to open, once. */
  wantedSettings = $state<PageId | null>(addressedPage())
  helpPage = $state<HelpPage>('codes')
  /** People to whom the mail merge page is asked to write one by one, once. */
  wantedMerge: MergePeople | null = null
  /** Messages that a list is asked to narrow itself to, once. */
  wantedMessages: { readonly list: MessageView; readonly to: MessagesToWhom } | null = null
  /** Import or export, shown in place of the servers. */
  transfer = $state<'import' | 'export' | null>(null)
  info = $state.raw<AppInfo | null>(null)
  notices = $state.raw<readonly Notice[]>([])
  servers = $state.raw<readonly ServerView[] | null>(null)
  draftCount = $state(0)
  /** The open message of the list that is shown. */
  open = $state.raw<OpenEntry | null>(null)

  readonly outbox: OutboxState
  readonly sent: OutboxState
  readonly deletion: DeletionState
  readonly discarding: DiscardingState
  readonly identities: IdentitiesState
  readonly bridge: Bridge
  #stopOpen: (() => void) | null = null
  #selected: Record<MessageView, string | null> = { outbox: null, sent: null }

  constructor(bridge: Bridge, { now, later }: { readonly now: () => number; readonly later: Later }) {
    this.bridge = bridge
    this.deletion = new DeletionState(bridge, later)
    this.discarding = new DiscardingState(bridge, later)
    this.identities = new IdentitiesState(bridge, () => crypto.randomUUID())
    this.outbox = new OutboxState(bridge, { list: 'outbox', now })
    this.sent = new OutboxState(bridge, { list: 'sent', now })
  }

  /** The first screen: no server is set, nothing was written yet, and nothing was found that a banner has to say. */
  get isFirstRun(): boolean {
    const isEmpty = this.servers?.length === 0 && this.outbox.total === 0 && this.draftCount === 0
    const isTold = this.notices.every(({ id }) => id === 'secrets-in-memory')
    return this.view === 'outbox' && this.outbox.loaded && isEmpty && isTold
  }

  get notice(): Notice | null {
    const [gravest] = this.notices.toSorted((a, b) => gravity.indexOf(a.id) - gravity.indexOf(b.id))
    return gravest ?? null
  }

  /** Listens and reads; returns the function that ends it. */
  start(): () => void {
    const { bridge } = this
    const stops = [
      this.outbox.start(),
      this.sent.start(),
      this.discarding.start(),
      bridge.on('servers.changed', () => void this.#readServers()),
      bridge.on('drafts.changed', () => void this.#readDrafts()),
      bridge.on('secrets.changed', (secrets) => {
        if (this.info !== null) this.info = { ...this.info, secrets }
      }),
      bridge.on('notices.changed', ({ notices }) => (this.notices = notices)),
      bridge.on('app.show', ({ view, entryId }) => this.show(view, entryId)),
    ]
    void this.#readInfo()
    void this.#readServers()
    void this.#readDrafts()
    return () => {
      this.#close()
      for (const stop of stops) stop()
    }
  }

  /** Goes to a place; with an entry, opens it there. */
  show(view: View, entryId?: string): void {
    this.view = view
    this.transfer = null
    if (view !== 'outbox' && view !== 'sent') {
      this.#close()
      return
    }
    const wanted = entryId ?? this.#selected[view]
    if (wanted === null) this.#close()
    else this.select(wanted)
  }

  /** Opens a message of the list that is shown; viewing never changes its state (P22). */
  select(entryId: string): void {
    if (this.view !== 'outbox' && this.view !== 'sent') return
    this.#selected[this.view] = entryId
    if (this.open?.entryId === entryId) return
    this.#close()
    const open = new OpenEntry(this.bridge, entryId)
    this.open = open
    this.#stopOpen = open.start()
  }

  /** Back to the list, where only one of the two has room. */
  deselect(): void {
    if (this.view === 'outbox' || this.view === 'sent') this.#selected[this.view] = null
    this.#close()
  }

  showServer(serverId: string, { tryOtherWays = false } = {}): void {
    this.wantedServerId = serverId
    this.wantsOtherWays = tryOtherWays
    this.show('servers')
  }

  /** Opens the page of identities, with one of them; null: as it was left. */
  showIdentity(identityId: string | null): void {
    if (identityId !== null) this.identities.select(identityId)
    this.show('identities')
  }

  /** Opens a page of the help; with a code, looks it up. */
  showHelp(page: HelpPage, code: string | null = null): void {
    this.helpPage = page
    this.wantedCode = code
    this.show('help')
  }

  showSettings(page: PageId): void {
    this.wantedSettings = page
    this.show('settings')
  }

  takeSettingsPage(): PageId | undefined {
    const page = this.wantedSettings ?? undefined
    this.wantedSettings = null
    return page
  }

  addServer(email: string): void {
    this.wantedNewServer = email
    this.show('servers')
  }

  openTransfer(kind: 'import' | 'export'): void {
    this.show('servers')
    this.transfer = kind
  }

  /** A list with the messages to these addresses alone; one of them is opened. */
  showMessagesTo(list: MessageView, to: MessagesToWhom, entryId?: string): void {
    this.wantedMessages = { list, to }
    this.show(list, entryId)
  }

  /** A mail merge of these people, to be written. */
  writeToEach(people: MergePeople): void {
    this.wantedMerge = people
    this.show('merge')
  }

  async newMessage(): Promise<void> {
    await this.bridge.app.compose({ draftId: null })
  }

  async dismiss(notice: Notice): Promise<void> {
    this.notices = this.notices.filter(({ id }) => id !== notice.id)
    await this.bridge.app.dismissNotice({ id: notice.id })
  }

  #close(): void {
    this.#stopOpen?.()
    this.#stopOpen = null
    this.open = null
  }

  async #readInfo(): Promise<void> {
    const result = await this.bridge.app.info()
    if (!result.ok) return
    this.info = result.value
    this.notices = result.value.notices
  }

  async #readServers(): Promise<void> {
    const result = await this.bridge.servers.list()
    if (result.ok) this.servers = result.value
  }

  async #readDrafts(): Promise<void> {
    const result = await this.bridge.drafts.list()
    if (result.ok) this.draftCount = result.value.length
  }
}

export const [getApp, setApp] = createContext<AppState>()
