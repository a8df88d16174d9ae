import { nameLanguage, windowLanguage } from './languages.ts'
import { plural, t } from '../text/t.ts'
import type { MessageOptionsState } from './message-options-state.svelte.ts'

/** What was chosen for a message beyond the usual, in few words each. */
export function describeOptions(options: MessageOptionsState): readonly string[] {
  const { headers = [], list, replyTo } = options.content ?? {}
  return [
    ...(replyTo === undefined ? [] : [t('compose.option.replyTo', { address: replyTo })]),
    ...(options.reports === 'server' ? [] : [t(`compose.option.reports.${options.reports}`)]),
    ...(options.readReceipt ? [t('compose.option.readReceipt')] : []),
    ...(options.requireTls ? [t('compose.option.requireTls')] : []),
    ...(options.language === ''
      ? []
      : [t('compose.option.language', { language: nameLanguage(options.language, windowLanguage()) })]),
    ...(options.plainOnly ? [t('compose.option.plainOnly')] : []),
    ...(list === undefined ? [] : [t('compose.option.list')]),
    ...(headers.length === 0 ? [] : [plural('compose.option.headers', headers.length)]),
  ]
}
