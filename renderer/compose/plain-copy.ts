import type { DraftContent } from '../../main/drafts/draft.ts'
import { t } from '../text/t.ts'

/** A message as plain text, for the clipboard: whom it goes to, its subject, its text. Pure. */
export function toPlainCopy({ to, cc, bcc, subject, text }: DraftContent): string {
  const lines = [
    ...[
      [t('compose.to'), to.join(', ')],
      [t('compose.cc'), cc.join(', ')],
      [t('compose.bcc'), bcc.join(', ')],
      [t('compose.subject'), subject],
    ].flatMap(([name = '', value = '']) => (value === '' ? [] : [`${name}: ${value}`])),
    '',
    text,
  ]
  return lines.join('\n').trim()
}
