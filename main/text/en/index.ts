import { answerTexts } from './answer.ts'
import { replyCauseTexts } from './causes.ts'
import { checkTexts } from './check.ts'
import { cliTexts } from './cli.ts'
import { commandTexts } from './commands.ts'
import { contactTexts } from './contacts.ts'
import { desktopTexts } from './desktop.ts'
import { discoveryTexts } from './discovery.ts'
import { draftTexts } from './drafts.ts'
import { explanationTexts } from './explanation.ts'
import { faultCauseTexts } from './faults.ts'
import { mergeTexts } from './merge.ts'
import { notificationTexts } from './notifications.ts'
import { oauthTexts } from './oauth.ts'
import { outboxTexts } from './outbox.ts'
import { policyTexts } from './policy.ts'
import { practiceTexts } from './practice.ts'
import { preflightTexts } from './preflight.ts'
import { templateTexts } from './templates.ts'
import { serverTexts } from './servers.ts'
import { transferTexts } from './transfer.ts'

/** Every text of the core that a person sees, in English. `{name}` stands for a parameter. */
export const english = {
  ...answerTexts,
  ...replyCauseTexts,
  ...faultCauseTexts,
  ...explanationTexts,
  ...notificationTexts,
  ...outboxTexts,
  ...cliTexts,
  ...checkTexts,
  ...commandTexts,
  ...contactTexts,
  ...desktopTexts,
  ...draftTexts,
  ...transferTexts,
  ...discoveryTexts,
  ...oauthTexts,
  ...policyTexts,
  ...practiceTexts,
  ...preflightTexts,
  ...templateTexts,
  ...serverTexts,
  ...mergeTexts,
} as const
