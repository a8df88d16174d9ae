// Characters that no address and no header value of ours may hold (P28).

/** C0, DEL, C1, line and paragraph separators: they end lines or change what a terminal shows. */
const control = /[\p{Cc}\u2028\u2029]/u
/** Embeddings and overrides: they show what follows in another order than it is sent. */
const bidiOverride = /[\u202A-\u202E]/u
/** Isolates are fit for a subject or a name in two scripts; an address has no use for them. */
const bidiIsolate = /[\u2066-\u2069]/u
const loneSurrogate = /\p{Cs}/u

/** `U+202E` of the first code point of `text`. */
export function codePointName(text: string): string {
  return `U+${(text.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`
}

/**
 * The first character of a header value that is refused, in words (`a control character (U+000D)`), or null where
 * there is none.
 */
export function findForbidden(text: string): string | null {
  return find(text, [
    [control, 'a control character'],
    [bidiOverride, 'a character that reverses the direction of text'],
    [loneSurrogate, 'half a character'],
  ])
}

/** The same for the text of an address, with its name. */
export function findForbiddenInAddress(text: string): string | null {
  return findForbidden(text) ?? find(text, [[bidiIsolate, 'a character that changes the direction of text']])
}

function find(text: string, checks: readonly (readonly [RegExp, string])[]): string | null {
  for (const [pattern, words] of checks) {
    const found = pattern.exec(text)
    if (found) return `${words} (${codePointName(found[0])})`
  }
  return null
}

/** `text` for use inside a sentence: what is refused stands as its code point, and at most 80 characters are shown. */
export function quotable(text: string): string {
  const shown = Array.from(text, (char) =>
    findForbiddenInAddress(char) === null ? char : `[${codePointName(char)}]`,
  )
  return shown.length > 80 ? `${shown.slice(0, 79).join('')}…` : shown.join('')
}
