// Which command stands where in the menu bar. Pure.
import type { CommandId } from './command-table.ts'

/** Commands that belong together; a line stands between groups. */
export type MenuGroups = readonly (readonly CommandId[])[]

/** `theme`, `language` and `settings` are menus inside of a menu. */
export const menus = {
  file: [
    ['message.new', 'message.open'],
    ['sending.pause', 'sending.offline'],
    ['message.saveFile', 'message.print', 'message.pdf'],
    ['servers.import', 'servers.export'],
  ],
  find: [['palette.open', 'find', 'compose.replace']],
  go: [
    ['view.outbox', 'view.sent', 'view.drafts', 'view.servers', 'view.practice', 'view.contacts'],
    ['view.merge', 'view.identities', 'view.routes', 'view.settings'],
  ],
  settings: [
    [
      'settings.sending',
      'settings.appearance',
      'settings.desktop',
      'settings.keyboard',
      'settings.security',
      'settings.records',
      'settings.profile',
      'settings.administrator',
      'settings.about',
    ],
  ],
  panes: [['view.back', 'pane.next', 'pane.previous']],
  zoom: [['zoom.in', 'zoom.out', 'zoom.reset']],
  theme: [['theme.system', 'theme.light', 'theme.dark']],
  language: [['language.system', 'language.en', 'language.de']],
  message: [
    [
      'entry.send-now',
      'entry.send-again',
      'entry.send-again-may-arrive-twice',
      'entry.it-arrived',
      'entry.bounce-settled',
    ],
    ['entry.hold', 'entry.release', 'entry.undo', 'entry.cancel', 'entry.reschedule', 'entry.move'],
    ['entry.edit', 'entry.edit-address', 'entry.edit-as-new', 'entry.make-draft'],
    ['entry.sign-in-again', 'entry.try-keychain'],
    ['entry.copy-proof', 'reply.copy'],
    ['transcript.full', 'compare.next', 'compare.previous'],
    ['entry.delete'],
  ],
  draft: [
    ['compose.send', 'compose.sendNow', 'compose.later', 'compose.onHold'],
    ['compose.attach', 'compose.emoji', 'compose.kind'],
    ['compose.save', 'compose.versions', 'compose.source', 'compose.discard'],
    [
      'drafts.continue',
      'drafts.duplicate',
      'drafts.asNew',
      'drafts.takeBack',
      'drafts.delete',
      'drafts.erase',
    ],
  ],
  format: [
    ['format.bold', 'format.italic', 'format.underline', 'format.strike', 'format.code'],
    ['format.bullets', 'format.numbers', 'format.quote'],
    ['format.link', 'format.rule'],
    ['format.align-left', 'format.align-center', 'format.align-right', 'format.align-justify'],
    ['format.ltr', 'format.rtl'],
    ['format.clear'],
  ],
  contacts: [['contacts.write', 'contacts.add', 'contacts.edit', 'contacts.import', 'contacts.delete']],
  help: [
    ['trouble.guide', 'view.help', 'help.codes', 'help.lessons', 'help.keys'],
    ['help.trouble', 'trouble.log', 'trouble.logFolder', 'trouble.crashes'],
  ],
  quit: [['app.quit']],
} as const satisfies Readonly<Record<string, MenuGroups>>

export type MenuName = keyof typeof menus

/** Commands that stand in no menu, and why not. */
export const notInMenu: Partial<Readonly<Record<CommandId, string>>> = {
  'bounce.open': 'Its picker needs a press in the page; “Open a message file” takes reports as well.',
  'format.picture': 'Its picker needs a press in the page.',
  'format.undo': 'Edit has Undo for every field.',
  'format.redo': 'Edit has Redo for every field.',
}
