import { english } from '../en/index.ts'
import { desktopTexts } from './desktop.ts'
import type { Words } from './words.ts'

/** Every text of the core that a person sees, in German. */
export const german: Words<typeof english> = {
  ...english,
  ...desktopTexts,
}
