// The second gate: what a window gives as rich text is cleaned before it becomes part of a message. main trusts no window.
import sanitize from 'sanitize-html'

/** Nothing that runs, loads a frame, submits a form, or reaches out of its box. */
const tags = [
  ...['a', 'abbr', 'address', 'b', 'big', 'blockquote', 'br', 'caption', 'center', 'cite', 'code', 'col'],
  ...['colgroup', 'dd', 'del', 'div', 'dl', 'dt', 'em', 'figcaption', 'figure', 'font', 'h1', 'h2', 'h3'],
  ...['h4', 'h5', 'h6', 'hr', 'i', 'img', 'ins', 'kbd', 'li', 'mark', 'ol', 'p', 'pre', 'q', 's', 'samp'],
  ...['small', 'span', 'strike', 'strong', 'sub', 'sup', 'table', 'tbody', 'td', 'tfoot', 'th', 'thead'],
  ...['tr', 'u', 'ul', 'var'],
]

const cell = ['colspan', 'rowspan', 'valign', 'bgcolor', 'width', 'height', 'scope']

const attributes: sanitize.IOptions['allowedAttributes'] = {
  '*': ['style', 'dir', 'lang', 'align', 'title'],
  a: ['href'],
  img: ['src', 'alt', 'width', 'height'],
  td: cell,
  th: cell,
  tr: ['valign', 'bgcolor'],
  table: ['border', 'cellpadding', 'cellspacing', 'bgcolor', 'width'],
  col: ['span', 'width'],
  colgroup: ['span', 'width'],
  ol: ['start', 'type', 'reversed'],
  li: ['value'],
  font: ['color', 'face', 'size'],
  blockquote: ['type'],
  hr: ['width', 'size'],
}

/** A value that names nothing outside and runs nothing: no function but colours, no escape, no comment. */
const plain = /^(?!.*\/\*)(?!.*(?<!\b(?:rgb|rgba|hsl|hsla))\()[^\\<>{}@;]{1,300}$/i
const properties = [
  ...[
    'color',
    'background-color',
    'background',
    'font',
    'font-family',
    'font-size',
    'font-style',
    'font-weight',
  ],
  ...['text-align', 'text-decoration', 'text-decoration-line', 'text-indent', 'text-transform', 'direction'],
  ...['line-height', 'letter-spacing', 'white-space', 'vertical-align', 'list-style-type', 'unicode-bidi'],
  ...['width', 'height', 'max-width', 'max-height', 'border', 'border-collapse', 'border-spacing'],
  ...['border-color', 'border-style', 'border-width', 'border-radius', 'margin', 'padding'],
  ...['top', 'right', 'bottom', 'left'].flatMap((side) => [
    `border-${side}`,
    `border-${side}-color`,
    `border-${side}-style`,
    `border-${side}-width`,
    `margin-${side}`,
    `padding-${side}`,
  ]),
]

const options: sanitize.IOptions = {
  allowedTags: tags,
  allowedAttributes: attributes,
  allowedStyles: { '*': Object.fromEntries(properties.map((name) => [name, [plain]])) },
  allowedSchemes: ['http', 'https', 'mailto', 'tel'],
  allowedSchemesByTag: { img: ['cid', 'http', 'https'] },
  allowedSchemesAppliedToAttributes: ['href', 'src'],
  allowProtocolRelative: false,
  // A letter has no address of its own that a relative one could follow.
  transformTags: {
    a: (tag, attribs) => ({
      tagName: tag,
      attribs: withAddress(attribs, 'href', /^(?:https?|mailto|tel):/i),
    }),
    img: (tag, attribs) => ({
      tagName: tag,
      attribs: withCid(withAddress(attribs, 'src', /^(?:https?|cid):/i)),
    }),
    td: withSmallSpans,
    th: withSmallSpans,
    ol: (tag, attribs) => ({ tagName: tag, attribs: withNumber(attribs, 'start', 9_999) }),
  },
  disallowedTagsMode: 'discard',
  nonTextTags: ['script', 'style', 'textarea', 'option', 'noscript', 'template', 'title', 'xmp', 'iframe'],
  // Deeper than any letter; a parser of the other end may be recursive.
  nestingLimit: 200,
}

/**
 * A fragment of HTML with what a letter needs, and nothing else.
 * @param html At most a few million characters, of anybody.
 * @param contentIds Those that there are files for: an image that names another one goes. Left out: all stay.
 */
export function cleanHtml(html: string, contentIds?: ReadonlySet<string>): string {
  const isMissing = (src: string) =>
    src === '' || (contentIds !== undefined && src.startsWith('cid:') && !contentIds.has(src.slice(4)))
  try {
    return sanitize(html, {
      ...options,
      ...createDepthGuard(),
      exclusiveFilter: ({ tag, attribs }) => tag === 'img' && isMissing(attribs.src ?? ''),
    })
  } catch (error) {
    if (!(error instanceof TooDeep)) throw error
    // No tag is left, so its words stay, as text.
    return sanitize(html.replace(/<[^<>]*>/g, ' ').replaceAll('<', '&lt;'), options)
  }
}

/** The parser's time grows with the square of the depth: tags that are never closed would keep the process for minutes. */
const maxDepth = 2_000

class TooDeep extends Error {}

function createDepthGuard(): Pick<sanitize.IOptions, 'onOpenTag' | 'onCloseTag'> {
  let depth = 0
  return {
    onOpenTag: () => {
      depth += 1
      if (depth > maxDepth) throw new TooDeep()
    },
    onCloseTag: () => {
      depth -= 1
    },
  }
}

function withAddress(attribs: sanitize.Attributes, name: string, absolute: RegExp): sanitize.Attributes {
  const { [name]: address = '', ...rest } = attribs
  return absolute.test(address) ? { [name]: address, ...rest } : rest
}

/** `cid:` in small letters (RFC 3986 3.1): what names a file is looked for in one spelling. */
function withCid(attribs: sanitize.Attributes): sanitize.Attributes {
  const { src } = attribs
  return src === undefined ? attribs : { ...attribs, src: src.replace(/^cid:/i, 'cid:') }
}

/** A cell over a million columns is a few octets here, and fills the memory of what lays the table out. */
function withSmallSpans(tagName: string, attribs: sanitize.Attributes): sanitize.Tag {
  return { tagName, attribs: withNumber(withNumber(attribs, 'colspan', 99), 'rowspan', 99) }
}

/** Without the attribute where it is no whole number from 1 to `max`. */
function withNumber(attribs: sanitize.Attributes, name: string, max: number): sanitize.Attributes {
  const { [name]: text, ...rest } = attribs
  if (text === undefined) return attribs
  return /^[1-9]\d{0,8}$/.test(text) && Number(text) <= max ? attribs : rest
}

/** Whether a cleaned fragment is more than lines of text: only then it is worth a part of its own. */
export function isFormatted(html: string): boolean {
  return /<(?!\/?(?:div|p)>|br \/>)/.test(html)
}

/** Content-IDs that the images of a cleaned fragment name. */
export function contentIdsIn(html: string): ReadonlySet<string> {
  return new Set([...html.matchAll(/<img [^>]*?src="cid:([^"]+)"/g)].map(([, id = '']) => decodeEntities(id)))
}

/** Addresses of pictures that a reader would fetch from elsewhere. */
export function remoteImagesIn(html: string): readonly string[] {
  return [...html.matchAll(/<img [^>]*?src="(https?:[^"]+)"/gi)].map(([, address = '']) =>
    decodeEntities(address),
  )
}

function decodeEntities(text: string): string {
  return text.replaceAll('&amp;', '&').replaceAll('&quot;', '"')
}
