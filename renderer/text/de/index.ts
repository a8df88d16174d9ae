// The words of the windows in German, file by file as in ../en/.
import { catalogue } from '../en/index.ts'
import { settings } from './settings.ts'
import type { Words } from './words.ts'

export const german: Words<typeof catalogue> = {
  ...catalogue,
  ...settings,
}
