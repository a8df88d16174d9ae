import { t } from '../text/t.ts'

/** How long Send can be taken back, s. */
export const undoChoices = [0, 10, 30, 60].map((value) => ({ value, label: t('undo.seconds', { n: value }) }))
