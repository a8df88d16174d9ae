/** The pages of the settings. */
export type PageId =
  | 'sending'
  | 'appearance'
  | 'desktop'
  | 'keyboard'
  | 'security'
  | 'records'
  | 'profile'
  | 'administrator'
  | 'about'
