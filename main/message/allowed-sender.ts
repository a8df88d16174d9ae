import { addressKey, parseMailbox } from './address.ts'
import { toAsciiDomain } from './domain.ts'

/**
 * Whether a server takes this sender address: `anna@example.org` names one, `@example.org` all of a domain (not of those below it).
 * None named: it takes any.
 */
export function isAllowedSender(
  { allowedSenders = [] }: { readonly allowedSenders?: readonly string[] | undefined },
  address: string,
): boolean {
  if (allowedSenders.length === 0) return true
  const parsed = parseMailbox(address)
  if (!parsed.ok) return false
  const { domain } = parsed.mailbox
  return allowedSenders.some((pattern) =>
    pattern.startsWith('@')
      ? asciiOf(pattern.slice(1)) === asciiOf(domain)
      : isSameAddress(pattern, parsed.mailbox.address),
  )
}

/** Whether two texts are the same address: the domain without case, the local part as it is (RFC 5321 2.4). */
export function isSameAddress(one: string, other: string): boolean {
  const [a, b] = [parseMailbox(one), parseMailbox(other)]
  return a.ok && b.ok && addressKey(a.mailbox) === addressKey(b.mailbox)
}

function asciiOf(domain: string): string {
  return (toAsciiDomain(domain) ?? domain).toLowerCase()
}
