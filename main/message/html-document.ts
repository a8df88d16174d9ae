/** A cleaned fragment as a whole document, as small as readers allow. The doctype keeps them out of quirks mode. */
export function toHtmlDocument(fragment: string): string {
  return [
    '<!DOCTYPE html>',
    '<html><head><meta charset="utf-8"></head>',
    '<body style="font-family: sans-serif; font-size: 14px; line-height: 1.5">',
    fragment,
    '</body></html>',
    '',
  ].join('\n')
}
