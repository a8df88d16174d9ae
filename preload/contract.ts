// The one file that owns channel names. The lists are checked against the types of main/api.ts in both directions:
// a method or event that is missing here, or here too much, is a compile error.
import type { Api, ApiEvents, AttachOutcome } from '../main/api.ts'
import type { Result } from '../main/result.ts'

type Groups = { readonly [G in keyof Api]: readonly (keyof Api[G] & string)[] }

export const calls = {
  outbox: [
    'list',
    'get',
    'enqueue',
    'sendNow',
    'hold',
    'release',
    'edit',
    'sendAgain',
    'resolve',
    'delete',
    'cancel',
    'undo',
    'move',
    'setPriority',
    'reschedule',
    'makeDraft',
    'editAsNew',
    'dropRecipient',
    'wake',
    'source',
  ],
  transcripts: ['get', 'asText', 'compare', 'report', 'saveReport'],
  drafts: [
    'list',
    'get',
    'create',
    'save',
    'keepPlace',
    'discarded',
    'versions',
    'version',
    'restore',
    'duplicate',
    'discard',
    'undoDiscard',
    'erase',
    'attachPaths',
    'attachBytes',
    'source',
    'pickFiles',
    'asked',
    'answerAsked',
  ],
  attachments: ['read', 'open', 'changed', 'retake'],
  preflight: ['check'],
  addresses: ['check', 'lookUp', 'isWorkDomain'],
  contacts: [
    'list',
    'get',
    'save',
    'remove',
    'groups',
    'getGroup',
    'saveGroup',
    'addMembers',
    'removeMembers',
    'messages',
    'removeGroup',
    'complete',
    'forget',
    'merge',
    'part',
    'doubles',
    'undo',
    'readFile',
    'mapColumns',
    'import',
    'saveReport',
    'export',
  ],
  templates: ['list', 'save', 'delete', 'use'],
  merge: [
    'list',
    'get',
    'create',
    'save',
    'remove',
    'readTable',
    'pickTable',
    'takeContacts',
    'cells',
    'setCell',
    'reread',
    'takeDraft',
    'pickFiles',
    'dropFile',
    'pickFolder',
    'check',
    'rows',
    'preview',
    'start',
    'pause',
    'resume',
    'cancel',
    'saveResult',
  ],
  bounces: ['read'],
  messages: [
    'pick',
    'open',
    'shown',
    'close',
    'explain',
    'answer',
    'saveAttachment',
    'letter',
    'save',
    'drag',
    'print',
    'pdf',
  ],
  servers: [
    'list',
    'health',
    'recent',
    'restorePace',
    'save',
    'delete',
    'setEnabled',
    'reorder',
    'duplicate',
    'setDefault',
    'trust',
    'distrust',
    'signIn',
  ],
  checks: ['run', 'stop', 'sendTest'],
  oauth: ['providers', 'begin', 'cancel', 'openAgain', 'copyAddress', 'status', 'signOut'],
  identities: [
    'list',
    'save',
    'delete',
    'reorder',
    'pickFolder',
    'refusedSenders',
    'aliases',
    'forgetAlias',
    'forgetRefused',
    'saveCopy',
  ],
  discovery: ['find', 'consent', 'cancel'],
  transfer: ['sources', 'read', 'apply', 'exportServers'],
  routes: ['list', 'save', 'where'],
  practice: [
    'open',
    'close',
    'status',
    'scenarios',
    'received',
    'read',
    'clear',
    'armed',
    'arm',
    'disarm',
    'imitate',
    'tryIt',
  ],
  settings: ['get', 'about', 'set', 'reset'],
  policy: ['get', 'readAgain'],
  help: ['codes', 'lessons', 'forgetLessons'],
  profile: ['export', 'read', 'apply', 'diskUse'],
  secrets: ['useKeychain', 'useFile'],
  desktop: ['mailLinks', 'takeMailLinks'],
  updates: ['get', 'check', 'load', 'install'],
  certificates: ['otherName', 'useName'],
  app: [
    'info',
    'dismissNotice',
    'compose',
    'openMailto',
    'show',
    'writeIn',
    'openLink',
    'copyText',
    'answerQuit',
    'reveal',
    'eraseEverything',
  ],
} as const satisfies Groups

/** `group.method`. */
export type Channel = { [G in keyof Api]: `${G}.${keyof Api[G] & string}` }[keyof Api]

type Listed = { [G in keyof typeof calls]: `${G}.${(typeof calls)[G][number]}` }[keyof typeof calls]
type IsNever<T> = [T] extends [never] ? true : T

/** @public Compile error with the missing names when the list is not complete. */
export const allCallsListed: IsNever<Exclude<Channel, Listed>> = true

type Method<F> = F extends () => Promise<infer O>
  ? () => Promise<Result<O>>
  : F extends (input: infer I) => Promise<infer O>
    ? (input: I) => Promise<Result<O>>
    : never

/**
 * What the page has: `sendoff.outbox.list({ … })` gives a `Result`, never a rejected promise.
 * `drafts.attachPaths` is not there: the page hands over File objects and never names a path.
 */
export type Bridge = {
  readonly [G in Exclude<keyof Api, 'drafts'>]: { readonly [M in keyof Api[G]]: Method<Api[G][M]> }
} & {
  readonly drafts: {
    readonly [M in Exclude<keyof Api['drafts'], 'attachPaths'>]: Method<Api['drafts'][M]>
  } & {
    /** Files from a drop or a paste; those with a path are copied by main, the others go as bytes. */
    attachFiles(draftId: string, files: readonly File[]): Promise<Result<AttachOutcome>>
  }
  /** Listens; returns the function that ends it. */
  on<E extends keyof ApiEvents>(event: E, listener: (payload: ApiEvents[E]) => void): () => void
  /** Which window this page is in: the main window, or a compose window on a draft. */
  readonly window: { readonly kind: 'main' } | { readonly kind: 'compose'; readonly draftId: string }
  /** Closes this window; main lets it go once nothing in it is unsaved. */
  closeWindow(): void
  /**
   * Called before the window closes, as often as that is asked: true, it closes; false, it stays open. `isReload`: its page
   * is loaded anew instead, and shows the same once more.
   */
  onClosing(save: (isReload: boolean) => Promise<boolean>): void
  /** Tells which commands can be done in this window now, so that the menu bar offers these; ids of the table of commands. */
  offerCommands(ids: readonly string[]): void
  /** Called with the id of a command that was chosen in the menu bar. */
  onCommand(run: (id: string) => void): void
}
