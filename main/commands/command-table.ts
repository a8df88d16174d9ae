// Every command of the program, once: where it acts, its key, its place in the menu bar. The menu bar (main/electron), the palette,
// the page of keys and the windows (renderer) read it from here; titles are `command.ID` in main/text. Pure.

/**
 * Where a command acts. `program`: anywhere, main does it. `main`: in the main window, which is opened for it. The others: in the
 * window in front, while it offers it.
 */
export type Scope =
  | 'program'
  | 'main'
  | 'window'
  | 'message'
  | 'transcript'
  | 'compare'
  | 'drafts'
  | 'contacts'
  | 'compose'
  | 'format'

interface Entry {
  readonly scope: Scope
  /** As in renderer/shared/shortcut.ts: `Mod` is Cmd on macOS, Ctrl elsewhere. */
  readonly key?: string
  /** On macOS, where the other is the system's. */
  readonly macKey?: string
}

function within<const K extends string>(
  scope: Scope,
  keys: Readonly<Record<K, string | null>>,
): Readonly<Record<K, Entry>> {
  const table: Record<string, Entry> = {}
  for (const [id, key] of Object.entries<string | null>(keys))
    table[id] = { scope, ...(key === null ? {} : { key }) }
  return table as Record<K, Entry>
}

export const commandTable = {
  ...within('program', {
    'message.new': 'Mod+n',
    'message.open': 'Mod+o',
    'sending.pause': null,
    'sending.offline': null,
    'view.outbox': 'Mod+1',
    'view.sent': 'Mod+2',
    'view.drafts': 'Mod+3',
    'view.servers': 'Mod+4',
    'view.practice': 'Mod+5',
    'view.contacts': 'Mod+6',
    'view.merge': null,
    'view.identities': null,
    'view.routes': null,
    'view.settings': 'Mod+,',
    'view.help': 'F1',
    'zoom.in': 'Mod++',
    'zoom.out': 'Mod+-',
    'zoom.reset': 'Mod+0',
    'theme.system': null,
    'theme.light': null,
    'theme.dark': null,
    'language.system': null,
    'language.en': null,
    'language.de': null,
    'trouble.log': null,
    'trouble.logFolder': null,
    'trouble.crashes': null,
    'trouble.guide': null,
    'app.quit': 'Mod+q',
  }),
  ...within('main', {
    'palette.open': 'Mod+k',
    'servers.import': null,
    'servers.export': null,
    'bounce.open': null,
    'settings.sending': null,
    'settings.appearance': null,
    'settings.desktop': null,
    'settings.keyboard': null,
    'settings.security': null,
    'settings.records': null,
    'settings.profile': null,
    'settings.administrator': null,
    'settings.about': null,
    'help.codes': null,
    'help.lessons': null,
    'help.keys': null,
    'help.trouble': null,
  }),
  ...within('window', {
    find: 'Mod+f',
    'pane.next': 'F6',
    'pane.previous': 'Shift+F6',
    'view.back': 'Escape',
    'message.saveFile': null,
    'message.print': 'Mod+p',
    'message.pdf': null,
  }),
  ...within('message', {
    'entry.send-now': 's',
    'entry.hold': 'h',
    'entry.release': 'h',
    'entry.edit': 'e',
    'entry.edit-address': null,
    'entry.send-again': 's',
    'entry.it-arrived': null,
    'entry.send-again-may-arrive-twice': null,
    'entry.bounce-settled': null,
    'entry.try-keychain': null,
    'entry.sign-in-again': null,
    'entry.move': 'm',
    'entry.copy-proof': 'c',
    'entry.reschedule': null,
    'entry.undo': null,
    'entry.cancel': null,
    'entry.make-draft': null,
    'entry.edit-as-new': null,
    'entry.delete': 'Delete',
    'reply.copy': 'c',
    'transcript.full': 't',
  }),
  ...within('compare', { 'compare.next': 'n', 'compare.previous': 'p' }),
  ...within('drafts', {
    'drafts.continue': 'Enter',
    'drafts.duplicate': null,
    'drafts.delete': 'Delete',
    'drafts.takeBack': null,
    'drafts.asNew': null,
    'drafts.erase': null,
  }),
  ...within('contacts', {
    'contacts.add': null,
    'contacts.import': null,
    'contacts.write': null,
    'contacts.edit': null,
    'contacts.delete': 'Delete',
  }),
  ...within('compose', {
    'compose.send': 'Mod+Enter',
    'compose.sendNow': null,
    'compose.later': 'Mod+Shift+Enter',
    'compose.onHold': null,
    'compose.attach': 'Mod+Shift+a',
    'compose.save': 'Mod+s',
    'compose.source': 'F9',
    'compose.versions': 'Shift+F9',
    'compose.discard': null,
    'compose.kind': 'Mod+Shift+p',
    'compose.emoji': 'Mod+.',
  }),
  // Cmd H hides a program on macOS.
  'compose.replace': { scope: 'compose', key: 'Mod+h', macKey: 'Mod+Shift+h' },
  ...within('format', {
    'format.bold': 'Mod+b',
    'format.italic': 'Mod+i',
    'format.underline': 'Mod+u',
    'format.strike': 'Mod+Shift+7',
    'format.bullets': 'Mod+Shift+8',
    'format.numbers': 'Mod+Shift+9',
    'format.quote': 'Mod+]',
    'format.code': 'Mod+d',
    'format.link': 'Mod+k',
    'format.picture': null,
    'format.undo': 'Mod+z',
    'format.redo': 'Mod+y',
    'format.align-left': 'Mod+Shift+l',
    'format.align-center': 'Mod+Shift+e',
    'format.align-right': 'Mod+Shift+r',
    'format.align-justify': null,
    'format.ltr': null,
    'format.rtl': null,
    'format.rule': null,
    'format.clear': 'Mod+\\',
  }),
} as const satisfies Readonly<Record<string, Entry>>

export type CommandId = keyof typeof commandTable

export const commandIds = Object.keys(commandTable) as readonly CommandId[]

export function isCommandId(id: string): id is CommandId {
  return Object.hasOwn(commandTable, id)
}

export function scopeOf(id: CommandId): Scope {
  return commandTable[id].scope
}

/** Its key on this system; undefined where it has none. */
export function keyOf(id: CommandId, mac: boolean): string | undefined {
  const { key, macKey }: Entry = commandTable[id]
  return mac ? (macKey ?? key) : key
}
