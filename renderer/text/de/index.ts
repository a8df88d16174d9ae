// The words of the windows in German, file by file as in ../en/.
import type { catalogue as english } from '../en/index.ts'
import { bounce } from './bounce.ts'
import { certificate } from './certificate.ts'
import { clientCertificate } from './client-certificate.ts'
import { check } from './check.ts'
import { compose } from './compose.ts'
import { discovery } from './discovery.ts'
import { drafts } from './drafts.ts'
import { editor } from './editor.ts'
import { health } from './health.ts'
import { oauth } from './oauth.ts'
import { identities } from './identities.ts'
import { merge } from './merge.ts'
import { link } from './link.ts'
import { messages } from './messages.ts'
import { outbox } from './outbox.ts'
import { palette } from './palette.ts'
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
import { commandTexts } from '../../../main/text/de/commands.ts'
import { about } from './about.ts'
import { help } from './help.ts'
import { policy } from './policy.ts'
import { profile } from './profile.ts'
import { desktop } from './desktop.ts'
import type { Words } from './words.ts'

export const german: Words<typeof english> = {
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
  ...identities,
  ...practice,
  ...discovery,
  ...drafts,
  ...settings,
  ...quit,
  ...palette,
  ...certificate,
  ...clientCertificate,
  ...check,
  ...bounce,
  ...transfer,
  ...oauth,
  ...merge,
  ...link,
  ...messages,
  ...about,
  ...help,
  ...policy,
  ...profile,
  ...desktop,
}
