import type { Server } from './server.ts'

/** Whether a server takes mail from this address, as far as its settings say. Domains are compared without case. */
export function isAllowedSender(
  { allowedSenders }: Pick<Server, 'allowedSenders'>,
  address: string,
): boolean {
  if (allowedSenders === undefined || allowedSenders.length === 0) return true
  const at = address.lastIndexOf('@')
  const domain = address.slice(at).toLowerCase()
  const whole = address.slice(0, at) + domain
  return allowedSenders.some((pattern) => pattern === (pattern.startsWith('@') ? domain : whole))
}
