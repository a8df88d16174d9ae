/** A SHA-256 fingerprint with or without colons, as lower-case hex; undefined: it is none. */
export function normalizePin(text: string): string | undefined {
  const hex = text.replaceAll(':', '').trim().toLowerCase()
  return /^[0-9a-f]{64}$/.test(hex) ? hex : undefined
}
