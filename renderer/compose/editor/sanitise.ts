// HTML from outside becomes nodes that cannot run: DOMPurify by an allow-list, then a second walk over what it left.
import DOMPurify from 'dompurify'
import { contentIdForm } from '../../../main/message/content-id.ts'
import {
  allowedAttributes,
  allowedTags,
  isLinkAddress,
  keepLetterStyle,
  ownClasses,
  parseStyle,
} from './allow.ts'

/** Where the pictures of a letter are: a picture stands in its text by Content-ID, and is shown by a `blob:` address. */
export interface Pictures {
  /** The address by which a picture is shown; undefined: its octets are not here yet. */
  addressOf(cid: string): string | undefined
  /** The Content-ID of the picture that is shown by this address. */
  cidOf(address: string): string | undefined
}

/** Stands for a picture until its octets are here. */
const blank = 'data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7'

const purifyOptions = {
  ALLOWED_TAGS: allowedTags,
  ALLOWED_ATTR: allowedAttributes,
  // Their values are no addresses.
  ADD_URI_SAFE_ATTR: allowedAttributes.filter((name) => name !== 'href' && name !== 'src'),
  ALLOW_DATA_ATTR: false,
  ALLOW_ARIA_ATTR: false,
  // Schemes are judged by the second walk: here only what can never be meant is left out.
  ALLOWED_URI_REGEXP: /^(?:https?:|mailto:|tel:|cid:|blob:|data:image\/(?:png|jpeg|gif|webp);base64,|#)/i,
  FORBID_CONTENTS: [
    ...['script', 'style', 'template', 'noscript', 'noembed', 'noframes', 'iframe', 'object', 'embed'],
    ...['svg', 'math', 'title', 'head', 'textarea', 'select', 'xmp', 'plaintext', 'audio', 'video', 'canvas'],
    'xml',
  ],
  SANITIZE_DOM: true,
  SANITIZE_NAMED_PROPS: false,
  FORCE_BODY: true,
}

/**
 * Nodes of this HTML by the allow-list. Styles and classes are as they came; see `settle`.
 * @param further Attributes that are read, and then taken away by who asks.
 */
export function purify(html: string, further: readonly string[] = []): DocumentFragment {
  const fragment = DOMPurify.sanitize(html, {
    ...purifyOptions,
    ADD_ATTR: [...further],
    ADD_URI_SAFE_ATTR: [...purifyOptions.ADD_URI_SAFE_ATTR, ...further],
    RETURN_DOM_FRAGMENT: true,
  })
  // In the page a picture would be fetched at once, wherever it stands: its address waits under another name.
  for (const image of fragment.querySelectorAll('img')) {
    image.setAttribute('data-src', image.getAttribute('src') ?? '')
    image.removeAttribute('src')
  }
  return document.importNode(fragment, true)
}

/** HTML of a letter that was written here, or that is answered or forwarded. */
export function toLetter(html: string, pictures: Pictures): DocumentFragment {
  const fragment = purify(html)
  for (const element of fragment.querySelectorAll<HTMLElement>('*')) settle(element, keepLetterStyle)
  settlePictures(fragment, pictures)
  return fragment
}

/** Brings the attributes of one element to what a letter may have. */
export function settle(
  element: HTMLElement,
  keep: (declarations: ReturnType<typeof parseStyle>, element: HTMLElement) => string,
): void {
  const style = element.getAttribute('style')
  if (style !== null) setOrRemove(element, 'style', keep(parseStyle(style), element))
  const classes = [...element.classList].filter(
    (name) => ownClasses.includes(name) || /^align-\w+$/.test(name),
  )
  setOrRemove(element, 'class', classes.join(' '))
  const href = element.getAttribute('href')
  if (href !== null && (element.localName !== 'a' || !isLinkAddress(href))) element.removeAttribute('href')
  if (element.localName !== 'img') {
    element.removeAttribute('src')
    element.removeAttribute('data-cid')
  }
}

function setOrRemove(element: Element, name: string, value: string): void {
  if (value === '') element.removeAttribute(name)
  else element.setAttribute(name, value)
}

/** Pictures of the letter are shown by their own address; of every other one its words stay, and nothing is fetched. */
export function settlePictures(fragment: DocumentFragment, pictures: Pictures): void {
  for (const image of fragment.querySelectorAll('img')) {
    const cid = findCid(image, pictures)
    if (cid !== null) {
      image.removeAttribute('data-src')
      image.setAttribute('data-cid', cid)
      image.setAttribute('src', pictures.addressOf(cid) ?? blank)
    } else image.replaceWith(wordsOf(image))
  }
}

function findCid(image: HTMLImageElement, pictures: Pictures): string | null {
  const src = image.getAttribute('data-src') ?? ''
  const cid = /^cid:/i.test(src)
    ? src.slice(4)
    : src.startsWith('blob:')
      ? pictures.cidOf(src)
      : src === blank
        ? image.getAttribute('data-cid')
        : null
  return cid != null && contentIdForm.test(cid) ? cid : null
}

function wordsOf(image: HTMLImageElement): Text | string {
  const alt = (image.getAttribute('alt') ?? '').trim()
  return alt === '' ? '' : document.createTextNode(`[${alt}]`)
}

/** Tags of pictures in HTML that a browser wrote: quotes inside of attributes are escaped there. */
const imageTag = /<img\b(?:[^">]|"[^"]*")*>/g

/** HTML of the editor as it is stored: pictures by Content-ID, without marks of the editor. */
export function toStored(html: string): string {
  return html.replaceAll(imageTag, (tag) => {
    const cid = /\sdata-cid="([^"]*)"/.exec(tag)?.[1]
    if (cid === undefined) return ''
    return tag.replace(/\sdata-cid="[^"]*"/, '').replace(/\ssrc="[^"]*"/, ` src="cid:${cid}"`)
  })
}

/** Content-IDs of the pictures of a stored letter. */
export function cidsIn(html: string): ReadonlySet<string> {
  return new Set([...html.matchAll(/\ssrc="cid:([^"]+)"/g)].map(([, cid]) => cid ?? ''))
}

/** Content-IDs of pictures that stand in the page. */
export function cidsOf(images: Iterable<Element>): ReadonlySet<string> {
  return new Set([...images].map((image) => image.getAttribute('data-cid') ?? ''))
}
