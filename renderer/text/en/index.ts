// The words of the windows in English. One file for each room; keys are `room.thing`.
import { commandTexts } from '../../../main/text/en/commands.ts'
import { about } from './about.ts'
import { bounce } from './bounce.ts'
import { certificate } from './certificate.ts'
import { clientCertificate } from './client-certificate.ts'
import { check } from './check.ts'
import { compose } from './compose.ts'
import { desktop } from './desktop.ts'
import { discovery } from './discovery.ts'
import { drafts } from './drafts.ts'
import { editor } from './editor.ts'
import { health } from './health.ts'
import { link } from './link.ts'
import { messages } from './messages.ts'
import { oauth } from './oauth.ts'
import { help } from './help.ts'
import { identities } from './identities.ts'
import { merge } from './merge.ts'
import { outbox } from './outbox.ts'
import { palette } from './palette.ts'
import { policy } from './policy.ts'
import { profile } from './profile.ts'
import { practice } from './practice.ts'
import { quit } from './quit.ts'
import { recipients } from './recipients.ts'
import { contacts } from './contacts.ts'
import { routes } from './routes.ts'
import { schedule } from './schedule.ts'
import { servers } from './servers.ts'
import { settings } from './settings.ts'
import { shared } from './shared.ts'
import { shell } from './shell.ts'
import { templates } from './templates.ts'
import { transcript } from './transcript.ts'
import { transfer } from './transfer.ts'

export const catalogue = {
  ...shared,
  ...shell,
  ...commandTexts,
  ...outbox,
  ...templates,
  ...transcript,
  ...compose,
  ...recipients,
  ...contacts,
  ...editor,
  ...schedule,
  ...servers,
  ...health,
  ...routes,
  ...help,
  ...identities,
  ...policy,
  ...profile,
  ...practice,
  ...desktop,
  ...discovery,
  ...drafts,
  ...settings,
  ...quit,
  ...palette,
  ...certificate,
  ...clientCertificate,
  ...check,
  ...about,
  ...bounce,
  ...link,
  ...messages,
  ...transfer,
  ...oauth,
  ...merge,
} as const
