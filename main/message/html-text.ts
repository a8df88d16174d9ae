// Rich text as plain text, for the first part of multipart/alternative (RFC 2046 5.1.4).
import { compile, type HtmlToTextOptions } from 'html-to-text'

const options: HtmlToTextOptions = {
  // Our own encoder of format=flowed breaks the lines.
  wordwrap: false,
  selectors: [
    {
      selector: 'a',
      options: { linkBrackets: ['<', '>'], hideLinkHrefIfSameAsText: true, ignoreHref: false },
    },
    { selector: 'img', format: 'alternative' },
    { selector: 'ul', options: { itemPrefix: '- ', leadingLineBreaks: 1, trailingLineBreaks: 1 } },
    { selector: 'ol', options: { leadingLineBreaks: 1, trailingLineBreaks: 1 } },
    { selector: 'p', options: { leadingLineBreaks: 1, trailingLineBreaks: 2 } },
    {
      selector: 'blockquote',
      options: { leadingLineBreaks: 1, trailingLineBreaks: 1, trimEmptyLines: true },
    },
    { selector: 'pre', options: { leadingLineBreaks: 1, trailingLineBreaks: 1 } },
    ...(['h1', 'h2', 'h3', 'h4', 'h5', 'h6'] as const).map((selector) => ({
      selector,
      options: { uppercase: false, leadingLineBreaks: 2, trailingLineBreaks: 2 },
    })),
    {
      selector: 'table',
      format: 'dataTable',
      options: { uppercaseHeaderCells: false, maxColumnWidth: 60, colSpacing: 3 },
    },
  ],
  formatters: {
    /** A picture is what is said in its place. */
    alternative: (element, _walk, builder) => {
      const alt = (element.attribs.alt ?? '').trim()
      if (alt !== '') builder.addInline(`[${alt}]`)
    },
  },
  limits: { maxInputLength: 20_000_000, maxDepth: 250 },
}

const convert = compile(options)

/** An empty line as editors write it; its box and its break would make two. */
const emptyLine = /<(div|p)(?: [^>]*)?><br \/><\/\1>/g

const span = / (?:col|row)span="\d+"/g
/** Each may stand for ten thousand cells that are laid out one by one. */
const maxSpans = 200

/** Text as it stands in HTML. */
export function toHtmlText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}

/** The text of a cleaned fragment of HTML: lists, quotes (`> `), tables and links as text, one line for each paragraph. */
export function htmlToText(html: string): string {
  const spans = html.match(span)?.length ?? 0
  const laidOut = spans > maxSpans ? html.replaceAll(span, '') : html
  return convert(laidOut.replaceAll(emptyLine, '<br />')).replaceAll('\u00a0', ' ')
}
