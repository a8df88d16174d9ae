/** The value of a field of the form `rfc822; value` (RFC 3464 2.1.2), without its type and without angle brackets. */
export function withoutType(field: string): string {
  return field
    .replace(/^\s*[\w-]+\s*;/, '')
    .trim()
    .replace(/^<(.*)>$/, '$1')
}
