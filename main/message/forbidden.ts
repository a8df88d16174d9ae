// Characters that no address and no header value of ours may hold (P28).

/** C0, DEL, C1, line and paragraph separators: they end lines or change what a terminal shows. */
const control = /[\p{Cc}\u2028\u2029]/u
/** Embeddings, overrides and isolates: they show an address in another order than it is sent. */
const bidiControl = /[\u202A-\u202E\u2066-\u2069]/u
const loneSurrogate = /\p{Cs}/u

/** `U+202E` of the first code point of `text`. */
export function codePointName(text: string): string {
  return `U+${(text.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`
}

/**
 * The first character of `text` that is refused in addresses and header values, in words
 * (`a control character (U+000D)`), or null where there is none.
 */
export function findForbidden(text: string): string | null {
  const checks: readonly (readonly [RegExp, string])[] = [
    [control, 'a control character'],
    [bidiControl, 'a character that reverses the direction of text'],
    [loneSurrogate, 'half a character'],
  ]
  for (const [pattern, words] of checks) {
    const found = pattern.exec(text)
    if (found) return `${words} (${codePointName(found[0])})`
  }
  return null
}

/** `text` for use inside a sentence: what is refused stands as its code point, and at most 80 characters are shown. */
export function quotable(text: string): string {
  const shown = Array.from(text, (char) => (findForbidden(char) === null ? char : `[${codePointName(char)}]`))
  return shown.length > 80 ? `${shown.slice(0, 79).join('')}…` : shown.join('')
}
