// What a window may send of the program: its settings, its profile, its windows.
import { z } from 'zod'
import { id, mailboxes } from '../../drafts/content-schema.ts'
import { maxMailto } from '../../message/mailto.ts'
import { languageTag } from '../../settings/language-tag.ts'
import { settingsSchema } from '../../settings/settings.ts'
import type { SchemasOf } from './channel.ts'
import { none } from './common.ts'

const view = z.enum([
  'outbox',
  'sent',
  'drafts',
  'contacts',
  'merge',
  'servers',
  'routes',
  'identities',
  'practice',
  'settings',
  'help',
])

export const programSchemas = {
  'desktop.mailLinks': none,
  'desktop.takeMailLinks': none,
  'updates.get': none,
  'updates.check': none,
  'updates.load': none,
  'updates.install': none,
  'settings.get': none,
  'settings.about': none,
  'settings.set': settingsSchema.partial(),
  'settings.reset': z.strictObject({ names: z.array(settingsSchema.keyof()).max(100) }),
  'profile.export': none,
  'profile.read': none,
  'profile.apply': z.strictObject({
    previewId: id,
    parts: z.array(z.enum(['settings', 'accounts', 'templates', 'contacts'])).max(4),
  }),
  'profile.diskUse': none,
  'help.codes': none,
  'help.lessons': none,
  'help.forgetLessons': none,
  'policy.get': none,
  'policy.readAgain': none,
  'app.info': none,
  'app.dismissNotice': z.strictObject({ id }),
  'app.compose': z.strictObject({ draftId: id.nullable(), to: mailboxes.optional() }),
  'app.openMailto': z.strictObject({ url: z.string().max(maxMailto) }),
  'app.show': z.strictObject({ view, entryId: id.optional() }),
  'app.reveal': z.strictObject({
    what: z.enum(['profile', 'log', 'logFolder', 'crashes', 'policy', 'guide', 'notices']),
  }),
  'app.eraseEverything': none,
  'app.answerQuit': z.strictObject({ choice: z.enum(['finish', 'stop', 'background', 'stay']) }),
  'app.writeIn': z.strictObject({ language: languageTag.nullable() }),
  'app.openLink': z.strictObject({ url: z.string().max(100_000) }),
  'app.copyText': z.strictObject({ text: z.string().max(20_000_000) }),
} as const satisfies SchemasOf<'desktop' | 'updates' | 'settings' | 'profile' | 'help' | 'policy' | 'app'>
