// Judges the signatures of an identity: every finding with its field, in a sentence. Pure.
import { cleanHtml, contentIdsIn, remoteImagesIn } from '../message/clean-html.ts'
import { findForbidden } from '../message/forbidden.ts'
import { trimEndOf } from '../message/trim-end.ts'
import { maxSignaturePictures, type Signature, type SignaturePicture } from './identity.ts'

const maxSignatures = 50
const maxName = 100
const maxText = 10_000
const maxHtml = 50_000

type Report = (field: string, message: string) => void

/**
 * Signatures as they were typed.
 * @param report Told each problem with its field: `signatures[0].text` …
 * @returns them with cleaned HTML, and with the pictures that stand in it alone.
 */
export function parseSignatures(signatures: readonly Signature[], report: Report): readonly Signature[] {
  if (signatures.length > maxSignatures)
    report('signatures', `There are ${signatures.length} signatures; at most ${maxSignatures} are allowed.`)
  return signatures.map((signature, at) => {
    const field = `signatures[${at}]`
    judgeName(`${field}.name`, signature.name, report)
    return {
      id: signature.id,
      name: signature.name.trim(),
      text: parseText(`${field}.text`, signature.text, report),
      ...parseRich(`${field}.html`, signature, report),
    }
  })
}

function judgeName(field: string, name: string, report: Report): void {
  const found = findForbidden(name)
  if (name.trim() === '') report(field, 'A name is missing: what you call this signature.')
  else if (found !== null) report(field, `The name contains ${found}; it would stand in a header.`)
  else if (name.trim().length > maxName)
    report(field, `The name has ${name.trim().length} characters; at most ${maxName} are allowed.`)
}

function parseText(field: string, typed: string, report: Report): string {
  const text = toSignatureText(typed)
  const found = findForbidden(text.replace(/[\n\t]/gu, ' '))
  if (text === '') report(field, 'The signature is empty.')
  else if (found !== null) report(field, `The signature contains ${found}.`)
  else if (text.length > maxText)
    report(field, `The signature has ${text.length} characters; at most ${maxText} are allowed.`)
  return text
}

/** Without separator lines that were typed or pasted before it: one is put there anyway (RFC 3676 4.3). What it gives, it gives again. */
function toSignatureText(text: string): string {
  const lines = text
    .replace(/\r\n?/gu, '\n')
    .split('\n')
    .map((line) => trimEndOf(line, ' \t'))
  const first = lines.findIndex((line) => line.trim() !== '' && line.trim() !== '--')
  return first < 0 ? '' : trimEndOf(lines.slice(first).join('\n'), '\n')
}

function parseRich(
  field: string,
  signature: Signature,
  report: Report,
): Pick<Signature, 'html' | 'pictures'> {
  if (signature.html === undefined) return {}
  const { pictures: given = [] } = signature
  const html = cleanHtml(signature.html, new Set(given.map(({ cid }) => cid)))
  if (html.length > maxHtml)
    report(field, `The rich text has ${html.length} characters of HTML; at most ${maxHtml} are allowed.`)
  if (remoteImagesIn(html).length > 0)
    report(field, 'A picture of the signature is somewhere on the web. Put it in as a file.')
  const named = contentIdsIn(html)
  const pictures = given.filter(({ cid }) => named.has(cid))
  judgePictures(field, pictures, report)
  return { html, ...(pictures.length === 0 ? {} : { pictures }) }
}

function judgePictures(field: string, pictures: readonly SignaturePicture[], report: Report): void {
  const octets = pictures.reduce((sum, { base64 }) => sum + Math.floor((base64.length * 3) / 4), 0)
  if (octets <= maxSignaturePictures) return
  const [has, most] = [octets, maxSignaturePictures].map((count) => Math.ceil(count / 1_000))
  report(
    field,
    `The pictures of the signature have ${has} kB, which every message would carry; at most ${most} kB are allowed.`,
  )
}
