/** What stands before the angle bracket, else the address: `Jane Doe <jane@example.org>` is shown as `Jane Doe`. */
export function toShortMailbox(mailbox: string): string {
  const name = /^\s*"?([^"<]+?)"?\s*</.exec(mailbox)?.[1]
  return name ?? mailbox.replaceAll(/[<>]/g, '').trim()
}

/** The address of a mailbox as typed: what stands in the angle brackets at its end, else all of it. */
export function addressOf(mailbox: string): string {
  return (/<([^<>]*)>\s*$/.exec(mailbox)?.[1] ?? mailbox).trim()
}

/** A recipient as it is typed; a name with other than letters, digits and spaces in it is quoted. */
export function toMailbox({ name, address }: { readonly name: string; readonly address: string }): string {
  if (name === '') return address
  return /^[\p{L}\p{M}\p{N} '-]+$/u.test(name)
    ? `${name} <${address}>`
    : `"${name.replaceAll(/["\\]/g, '\\$&')}" <${address}>`
}
