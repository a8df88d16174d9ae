// The rich text of a message file: cleaned, with its pictures, and without what it would fetch from elsewhere.
import { cleanHtml, contentIdsIn, remoteImagesIn } from '../clean-html.ts'
import { contentIdForm } from '../content-id.ts'
import type { FoundFile } from './collect-parts.ts'
import { takeDataPictures } from './data-pictures.ts'
import type { FilePart, ImportNote, PicturePart } from './message-file.ts'

const maxHtmlLength = 5_000_000
const shown = /^image\/(?:png|jpeg|gif|webp|bmp)$/

export interface RichPart {
  readonly html: string
  readonly pictures: readonly PicturePart[]
  readonly attachments: readonly FilePart[]
}

/** Cleans `html` and settles which files stand in it. */
export function readRichPart(
  html: string,
  files: readonly FoundFile[],
  note: (note: ImportNote) => void,
): RichPart {
  const given = takeDataPictures(html)
  if (given.html.length > maxHtmlLength) note({ kind: 'text-cut' })
  if (given.unfit > 0) note({ kind: 'unfit-pictures' })
  const cleaned = cleanHtml(
    bodyOf(given.html.slice(0, maxHtmlLength)).replace(/(\ssrc\s*=\s*["']?)cid:([^"'\s>]+)/gi, decodeCid),
  )
  const remote = remoteImagesIn(cleaned).length
  if (remote > 0 || /\burl\(\s*["']?https?:|\bbackground\s*=\s*["']?https?:/i.test(html))
    note({ kind: 'remote-pictures', ...(remote > 0 ? { detail: String(remote) } : {}) })
  const pictures = findPictures(cleaned, [...given.files, ...files])
  if ([...contentIdsIn(cleaned)].some((cid) => !pictures.has(cid))) note({ kind: 'missing-pictures' })
  const used = new Set([...pictures.values()].map(({ file }) => file))
  return {
    html: settle(cleaned, pictures),
    pictures: [...pictures.values()].map(({ cid, file }) => ({ ...toPart(file), cid })),
    attachments: files.filter((file) => !used.has(file)).map(toPart),
  }
}

/** What stands in the body: the title and the style sheet of the document are none of its text. */
function bodyOf(html: string): string {
  // Up to the next "<" alone: a row of tags that are never closed would take a time that grows with its square.
  const tag = /<body\b[^<>]{0,2000}>/i.exec(html.slice(0, 200_000))
  return tag === null ? html : html.slice(tag.index + tag[0].length)
}

/** A cid: address is percent-encoded (RFC 2392 2). */
function decodeCid(whole: string, before: string, cid: string): string {
  try {
    return `${before}cid:${decodeURIComponent(cid).replaceAll(/["'\s<>]/g, '')}`
  } catch {
    return whole
  }
}

interface Picture {
  readonly cid: string
  readonly file: FoundFile
}

/** By the Content-ID of the file; each has one that a draft takes. */
function findPictures(html: string, files: readonly FoundFile[]): ReadonlyMap<string, Picture> {
  const named = contentIdsIn(html)
  const pictures = new Map<string, Picture>()
  for (const file of files) {
    if (file.cid === '' || pictures.has(file.cid) || !named.has(file.cid) || !shown.test(typeOf(file)))
      continue
    const cid = contentIdForm.test(file.cid) ? file.cid : `picture-${pictures.size + 1}@import`
    pictures.set(file.cid, { cid, file })
  }
  return pictures
}

/** Some programs attach pictures as octets. */
function typeOf({ type, name }: FoundFile): string {
  if (type !== 'application/octet-stream') return type === 'image/jpg' ? 'image/jpeg' : type
  const ending = /\.(png|jpe?g|gif|webp|bmp)$/i.exec(name)?.[1]?.toLowerCase()
  return ending === undefined ? type : `image/${ending === 'jpg' ? 'jpeg' : ending}`
}

function toPart(file: FoundFile): FilePart {
  return { name: file.name, type: typeOf(file), bytes: file.bytes }
}

/** Images from elsewhere, and those that there is no file for, go; the others name their files. */
function settle(html: string, pictures: ReadonlyMap<string, Picture>): string {
  return html.replace(/<img [^>]*>/g, (image) => {
    const [cid] = contentIdsIn(image)
    const picture = cid === undefined ? undefined : pictures.get(cid)
    if (picture === undefined) return altOf(image)
    return image.replace(/ src="[^"]*"/, ` src="cid:${picture.cid}"`)
  })
}

/** What is said in the place of a picture that is not there; it is escaped already. */
function altOf(image: string): string {
  const alt = / alt="([^"]*)"/.exec(image)?.[1]?.trim() ?? ''
  return alt === '' ? '' : `[${alt}]`
}
