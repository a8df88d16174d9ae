// The rules of the routes: the first that is on and fits decides, for each recipient.
import { isAbsolute } from 'node:path'
import type { RouteRule } from '../../api.ts'
import { judgeDomain, toAsciiDomain } from '../../message/domain.ts'
import { findForbidden, quotable } from '../../message/forbidden.ts'
import type { Route } from '../entry.ts'

/** A domain pattern in the form to keep: lower case, letters beyond ASCII as they were typed. */
export type ParsedPattern =
  { readonly ok: true; readonly domain: string } | { readonly ok: false; readonly message: string }

const refuse = (message: string): ParsedPattern => ({ ok: false, message })

/**
 * Judges what was typed as a rule's domain: `example.org` (that domain alone), `*.example.org` (its subdomains at any
 * depth, not itself), a domain literal, or `*` (every domain).
 * @returns the pattern, or one sentence that says what is wrong.
 */
export function parsePattern(text: string): ParsedPattern {
  const typed = text.trim()
  if (typed === '')
    return refuse('A domain is missing: example.org, *.example.org for what is under it, or *.')
  if (typed === '*') return { ok: true, domain: '*' }
  const at = typed.lastIndexOf('@')
  if (at !== -1) return refuse(`“${quotable(typed)}” has an @ sign; a rule is for what stands behind it.`)
  const under = typed.startsWith('*.')
  const name = under ? typed.slice(2) : typed.replace(/^\.(?=.)/, '')
  if (name.includes('*'))
    return refuse(`“${quotable(typed)}” has a * inside; it stands alone, or as *. before a domain.`)
  if (typed.startsWith('.'))
    return refuse(`“${quotable(typed)}” begins with a dot; write *${quotable(typed)} for what is under it.`)
  const judged = judgeDomain(name)
  if (!judged.ok) return refuse(`“${quotable(typed)}” is not a domain that mail can be sent to.`)
  if (under && judged.value.startsWith('[')) return refuse('Nothing is under an address in brackets.')
  return { ok: true, domain: under ? `*.${judged.value}` : judged.value }
}

/** A problem with a Maildir's path, as a sentence; null where there is none. Whether it can be used is not asked. */
export function checkMaildirPath(path: string): string | null {
  if (path === '') return 'A folder is missing: the Maildir, for example /home/marit/Maildir.'
  const forbidden = findForbidden(path)
  if (forbidden !== null) return `The folder's path contains ${forbidden}.`
  return isAbsolute(path) ? null : `“${path}” is not a full path; begin at the root.`
}

/**
 * How mail for `address` goes by the rules: the first that is on and fits. Undefined where none does: over the server of
 * the entry. Domains are compared in A-labels without case (RFC 5890 2.3.2.4, RFC 5321 2.4).
 */
export function routeOf(rules: readonly RouteRule[], address: string): Route | undefined {
  const domain = asciiOf(domainOf(address))
  const rule = rules.find(({ on, domain: pattern }) => on && fits(pattern, domain))
  return rule === undefined ? undefined : { ...rule.route, ruleId: rule.id }
}

/** What stands behind the last @ sign of an address that was parsed; its local part may be in quotes and have one too. */
export function domainOf(address: string): string {
  return address.slice(address.lastIndexOf('@') + 1)
}

function fits(pattern: string, domain: string): boolean {
  if (pattern === '*') return true
  if (pattern.startsWith('*.')) return domain.endsWith(`.${asciiOf(pattern.slice(2))}`)
  return asciiOf(pattern) === domain
}

function asciiOf(domain: string): string {
  return (toAsciiDomain(domain) ?? domain).toLowerCase()
}
