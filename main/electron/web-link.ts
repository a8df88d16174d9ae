/** The address as it may be given to the system's browser; null for all but https: other schemes start programs. */
export function toWebLink(url: string): string | null {
  try {
    const { protocol, username, password, href } = new URL(url)
    // `https://bank.example@evil.example/` shows another host than it opens.
    return protocol === 'https:' && username === '' && password === '' ? href : null
  } catch {
    return null
  }
}
