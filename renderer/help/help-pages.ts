import type { IconName } from '../shared/icons.ts'

export type HelpPage = 'codes' | 'lessons' | 'keys' | 'trouble'

export const helpPages: readonly { readonly id: HelpPage; readonly icon: IconName }[] = [
  { id: 'codes', icon: 'search' },
  { id: 'lessons', icon: 'practice' },
  { id: 'keys', icon: 'keyboard' },
  { id: 'trouble', icon: 'file' },
]
