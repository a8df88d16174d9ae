// Pictures that stand in the HTML itself (RFC 2397): each becomes a file of the message, as if it had come as a part.
import type { FoundFile } from './collect-parts.ts'

const maxOctets = 5_000_000
const maxPictures = 50

/** Up to the octets, which may be millions: where those end is looked for without a pattern. */
const beginning = /\ssrc=(["'])data:(?:image\/(png|jpe?g|gif|webp);base64,)?/gi

/** What a file of each type begins with; a point is any octet. */
const signs = {
  png: '\x89PNG',
  jpeg: '\xff\xd8\xff',
  gif: 'GIF8',
  webp: 'RIFF....WEBP',
} as const

export interface Given {
  /** With `cid:` in the place of each address that was taken, and none in the place of the others. */
  readonly html: string
  readonly files: readonly FoundFile[]
  /** How many were not taken: no picture, of another type, too large, too many. */
  readonly unfit: number
}

/** Takes the pictures out of HTML as it stands in a file; linear in its length. */
export function takeDataPictures(html: string): Given {
  const files: FoundFile[] = []
  const pieces: string[] = []
  let [done, unfit] = [0, 0]
  for (const { 0: found, 1: quote = '"', 2: named, index } of html.matchAll(beginning)) {
    if (index < done) continue
    const start = index + found.length
    const end = html.indexOf(quote, start)
    if (end < 0) break
    const file = named === undefined ? null : toFile(named, html.slice(start, end), files.length + 1)
    if (file === null) unfit += 1
    else files.push(file)
    pieces.push(html.slice(done, index), ` src="${file === null ? '' : `cid:${file.cid}`}"`)
    done = end + 1
  }
  return { html: [...pieces, html.slice(done)].join(''), files, unfit }
}

/** null: it is not what it says, or over a limit. */
function toFile(named: string, base64: string, number: number): FoundFile | null {
  const type = named.toLowerCase().replace('jpg', 'jpeg') as keyof typeof signs
  if (number > maxPictures || base64.length > maxOctets * 2) return null
  const bytes = Buffer.from(base64, 'base64')
  if (bytes.length > maxOctets || !hasSign(bytes, signs[type])) return null
  return { name: `picture-${number}.${type}`, type: `image/${type}`, bytes, cid: `given-${number}@import` }
}

function hasSign(bytes: Uint8Array, sign: string): boolean {
  return Array.from(sign, (char) => char.charCodeAt(0)).every(
    (code, at) => code === 0x2e || bytes[at] === code,
  )
}
