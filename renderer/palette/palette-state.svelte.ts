import type { DraftView, EntrySummary, OutboxPage, View } from '../../main/api.ts'
import { scopeOf } from '../../main/commands/command-table.ts'
import { formatRecipients } from '../outbox/reason-text.ts'
import type { Command } from '../shared/commands.svelte.ts'
import { formatTimeShort } from '../shared/format.ts'
import { viewEntryState } from '../shared/state-view.ts'
import type { AppState } from '../state/app-state.svelte.ts'
import type { WindowState } from '../state/window-state.svelte.ts'
import { t } from '../text/t.ts'
import { matches, parseAsked, toSections, type Asked, type Found } from './found.ts'

/** Lines of one group that are shown at most. */
const most = 6

/** Finds and does: commands of the window, messages, drafts and servers. */
export class PaletteState {
  typed = $state('')
  #at = $state(0)
  #messages = $state.raw<readonly EntrySummary[]>([])
  #drafts = $state.raw<readonly DraftView[]>([])
  #asked = 0

  readonly #app: AppState
  readonly #shell: WindowState

  constructor(app: AppState, shell: WindowState) {
    this.#app = app
    this.#shell = shell
    void this.#readDrafts()
  }

  readonly asked: Asked = $derived(parseAsked(this.typed))
  readonly found: readonly Found[] = $derived.by(() => this.#find())
  readonly sections = $derived(toSections(this.found, this.asked.words))
  /** In the order in which they are shown. */
  readonly lines = $derived(this.sections.flatMap(({ found }) => found))
  readonly active: Found | undefined = $derived(this.lines[Math.min(this.#at, this.lines.length - 1)])

  async type(text: string): Promise<void> {
    this.typed = text
    this.#at = 0
    await this.#search()
  }

  move(by: number): void {
    const { length } = this.lines
    if (length > 0) this.#at = (this.#at + by + length) % length
  }

  moveTo(found: Found): void {
    this.#at = Math.max(0, this.lines.indexOf(found))
  }

  /** Asks the core for messages; an answer that was overtaken is thrown away. */
  async #search(): Promise<void> {
    const asked = ++this.#asked
    const { words, onlyCommands } = this.asked
    if (onlyCommands || words.length === 0) {
      this.#messages = []
      return
    }
    const list = (name: 'outbox' | 'sent') =>
      this.#app.bridge.outbox.list({
        list: name,
        offset: 0,
        limit: most,
        filter: { text: words.join(' ') },
      })
    const pages = await Promise.all([list('outbox'), list('sent')])
    if (asked !== this.#asked) return
    const entries = pages.flatMap((page) => (page.ok ? (page.value satisfies OutboxPage).entries : []))
    this.#messages = entries.filter(({ id }, index) => entries.findIndex((one) => one.id === id) === index)
  }

  async #readDrafts(): Promise<void> {
    const drafts = await this.#app.bridge.drafts.list()
    if (drafts.ok) this.#drafts = drafts.value
  }

  #find(): readonly Found[] {
    const { words, onlyCommands } = this.asked
    const commands = this.#commands().filter(({ title }) => matches(title, words))
    if (onlyCommands || words.length === 0) return commands
    return [...this.#foundMessages(), ...this.#foundDrafts(words), ...this.#foundServers(words), ...commands]
  }

  #commands(): readonly Found[] {
    return this.#shell.commands.all().flatMap((command) => (isOffered(command) ? [toFound(command)] : []))
  }

  #foundMessages(): readonly Found[] {
    return this.#messages.slice(0, most).map((entry) => ({
      id: `message-${entry.id}`,
      group: 'message',
      icon: viewEntryState(entry.state, entry.counts).mark,
      title: entry.subject === '' ? t('list.noSubject') : entry.subject,
      aside: t('palette.to', {
        recipients: formatRecipients(entry),
        time: formatTimeShort(entry.at, this.#shell.now),
      }),
      run: () => this.#app.show(placeOf(entry), entry.id),
    }))
  }

  #foundDrafts(words: readonly string[]): readonly Found[] {
    const text = ({ content }: DraftView) => `${content.subject} ${content.to.join(' ')}`
    return this.#drafts
      .filter((draft) => matches(text(draft), words))
      .slice(0, most)
      .map((draft) => ({
        id: `draft-${draft.id}`,
        group: 'draft',
        icon: 'drafts',
        title: draft.content.subject === '' ? t('list.noSubject') : draft.content.subject,
        aside: draft.content.to.join(', '),
        run: async () => {
          await this.#app.bridge.app.compose({ draftId: draft.id })
        },
      }))
  }

  #foundServers(words: readonly string[]): readonly Found[] {
    return (this.#app.servers ?? [])
      .filter(({ name, host }) => matches(`${name} ${host}`, words))
      .slice(0, most)
      .map(({ id, name, host }) => ({
        id: `server-${id}`,
        group: 'server',
        icon: 'servers',
        title: name,
        aside: host,
        run: () => this.#app.showServer(id),
      }))
  }
}

/** The palette itself and what only moves the focus is left out. */
function isOffered(command: Command): boolean {
  return command.enabled() && !command.id.startsWith('pane.') && command.id !== 'palette.open'
}

function toFound(command: Command): Found {
  const isOfEntry =
    scopeOf(command.id) === 'message' ||
    (command.id.startsWith('message.') && scopeOf(command.id) === 'window')
  return {
    id: command.id,
    group: isOfEntry ? 'entry' : 'command',
    icon: 'right',
    title: command.title,
    shortcut: command.shortcut,
    run: () => command.run(),
  }
}

function placeOf({ state, group }: EntrySummary): View {
  return state === 'sent' && group === 'settled' ? 'sent' : 'outbox'
}
