// What a setting is called, what its value is in words, and on which page it stands.
import type { SettingName } from '../../main/api.ts'
import { plural, t } from '../text/t.ts'
import type { PageId } from './page-id.ts'

interface SettingWords {
  readonly label: string
  readonly page: PageId
  /** Its value; without it: on or off, or the value itself. */
  readonly say?: (value: number) => string
}

const words: Readonly<Record<SettingName, SettingWords>> = {
  theme: { label: t('settings.theme'), page: 'appearance' },
  language: { label: t('settings.language'), page: 'appearance' },
  zoom: { label: t('settings.zoom'), page: 'appearance', say: (n) => t('settings.percent', { n }) },
  letterShortcuts: { label: t('settings.letters'), page: 'keyboard' },
  giveUpAfterDays: {
    label: t('settings.giveUp'),
    page: 'sending',
    say: (days) => plural('settings.days', days),
  },
  sending: { label: t('settings.offline'), page: 'sending' },
  pausedLanes: { label: t('settings.pausedLanes'), page: 'sending' },
  undoSeconds: { label: t('settings.undo'), page: 'sending', say: (n) => t('undo.seconds', { n }) },
  keepSettledDays: {
    label: t('settings.keep'),
    page: 'records',
    say: (days) => (days === 0 ? t('settings.keepForEver') : plural('settings.days', days)),
  },
  notifications: { label: t('settings.notifications'), page: 'desktop' },
  keepInTray: { label: t('settings.keepInTray'), page: 'desktop' },
  startAtLogin: { label: t('settings.startAtLogin'), page: 'desktop' },
  newMessages: { label: t('settings.newMessages'), page: 'sending' },
  spelling: { label: t('settings.spelling'), page: 'sending' },
  spellingLanguages: { label: t('settings.spellingLanguages'), page: 'sending' },
  remindAttachment: { label: t('settings.remindAttachment'), page: 'sending' },
  remindSubject: { label: t('settings.remindSubject'), page: 'sending' },
  visibleRecipients: {
    label: t('settings.visibleRecipients'),
    page: 'sending',
    say: (n) => (n === 0 ? t('settings.visibleNever') : String(n)),
  },
  remindName: { label: t('settings.remindName'), page: 'sending' },
  markExternal: { label: t('settings.markExternal'), page: 'sending' },
}

export function labelOf(name: SettingName): string {
  return words[name].label
}

export function pageOf(name: SettingName): PageId {
  return words[name].page
}

const chosen: Readonly<Record<string, string>> = {
  'theme.system': t('settings.theme.system'),
  'theme.light': t('settings.theme.light'),
  'theme.dark': t('settings.theme.dark'),
  'language.system': t('settings.language.system'),
  'language.en': t('settings.language.en'),
  'language.de': t('settings.language.de'),
  'notifications.all': t('settings.notifications.all'),
  'notifications.your-move': t('settings.notifications.your-move'),
  'notifications.none': t('settings.notifications.none'),
  'newMessages.rich': t('settings.newMessages.rich'),
  'newMessages.plain': t('settings.newMessages.plain'),
}

export function sayValue(name: SettingName, value: unknown): string {
  if (typeof value === 'boolean') return value ? t('settings.on') : t('settings.off')
  if (typeof value === 'number') return words[name].say?.(value) ?? String(value)
  if (Array.isArray(value)) return value.length === 0 ? t('settings.spellingOfSystem') : value.join(', ')
  return chosen[`${name}.${String(value)}`] ?? String(value)
}
