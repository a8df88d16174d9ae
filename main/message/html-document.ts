import { directionOf } from './direction.ts'

/**
 * A cleaned fragment as a whole document, as small as readers allow. The doctype keeps them out of quirks mode.
 * @param language Of its text (BCP 47), where it was chosen: readers aloud, hyphens and glyphs follow it.
 */
export function toHtmlDocument(fragment: string, language?: string): string {
  const dir = language !== undefined && directionOf(language) === 'rtl' ? ' dir="rtl"' : ''
  return [
    '<!DOCTYPE html>',
    `<html${language === undefined ? '' : ` lang="${language}"`}${dir}><head><meta charset="utf-8"></head>`,
    '<body style="font-family: sans-serif; font-size: 14px; line-height: 1.5">',
    fragment,
    '</body></html>',
    '',
  ].join('\n')
}
