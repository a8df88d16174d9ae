import type { Signature } from '../../main/identities/identity.ts'

/** The line between text and signature (RFC 3676 4.3): readers know it, and leave out of a reply what stands below. */
const separator = '-- '

/** A signature as it stands in the text. */
export function toBlock({ text }: Pick<Signature, 'text'>): string {
  return `${separator}\n${text}`
}

/** Whether the text ends with this signature, as it was put there. */
function endsWith(text: string, signature: Pick<Signature, 'text'>): boolean {
  const block = toBlock(signature)
  return text === block || text.endsWith(`\n${block}`)
}

/** The text without this signature; unchanged where it does not end with it. */
export function withoutSignature(text: string, signature: Pick<Signature, 'text'> | null): string {
  if (signature === null || !endsWith(text, signature)) return text
  return text.slice(0, text.length - toBlock(signature).length)
}

/**
 * The text with another signature in place of the one that stands there; null: none.
 * @returns null where the person has changed the one that stands there: it is theirs then.
 */
export function exchangeSignature(
  text: string,
  before: Pick<Signature, 'text'> | null,
  after: Pick<Signature, 'text'> | null,
): string | null {
  if (before !== null && !endsWith(text, before)) return null
  const above = withoutSignature(text, before)
  if (after === null) return before === null ? text : above.replace(/\s+$/, '')
  if (before !== null) return `${above}${toBlock(after)}`
  return `${above.replace(/\n+$/, '')}\n\n${toBlock(after)}`
}
