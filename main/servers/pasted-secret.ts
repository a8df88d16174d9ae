import { findForbidden } from '../message/forbidden.ts'
import { trimEndOf } from '../message/trim-end.ts'

/**
 * What is wrong with a password as it was typed or pasted: a sentence that quotes nothing of it (P25), or null. A line break at an
 * end comes from the clipboard; elsewhere a control character is refused as everywhere (P28). Blanks at an end are taken: the
 * window points to them.
 */
export function judgePastedSecret(what: string, secret: string): string | null {
  const bare = trimEndOf(secret.replace(/^[\r\n]+/, ''), '\r\n')
  if (bare !== secret && findForbidden(bare) === null)
    return `${what} ${/[\r\n]$/.test(secret) ? 'ends with' : 'begins with'} a line break, which was pasted with it: remove it.`
  return findForbidden(secret) === null
    ? null
    : `${what} holds a control character or one that reverses text; it is not sent to a server.`
}
