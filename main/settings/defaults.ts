import type { Settings } from './settings.ts'

/** What holds until a person, or an administrator, says otherwise. Windows show themselves by it until the settings are read. */
export const defaultSettings: Settings = {
  theme: 'system',
  language: 'system',
  zoom: 100,
  letterShortcuts: true,
  giveUpAfterDays: 4,
  sending: 'on',
  pausedLanes: [],
  undoSeconds: 0,
  keepSettledDays: 0,
  notifications: 'your-move',
  keepInTray: false,
  startAtLogin: false,
  newMessages: 'rich',
  spelling: false,
  spellingLanguages: [],
  remindAttachment: true,
  remindSubject: true,
  remindName: true,
  visibleRecipients: 10,
  markExternal: true,
}
