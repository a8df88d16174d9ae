import type { IconName } from '../shared/icons.ts'

export type HelpPage = 'codes' | 'lessons' | 'trouble'

export const helpPages: readonly { readonly id: HelpPage; readonly icon: IconName }[] = [
  { id: 'codes', icon: 'search' },
  { id: 'lessons', icon: 'practice' },
  { id: 'trouble', icon: 'file' },
]
