/** The text above its signature: above the last line that is `-- ` and nothing else (RFC 3676 4.3). */
export function withoutSignature(text: string): string {
  const lines = text.split('\n')
  const at = lines.lastIndexOf('-- ')
  return at < 0 ? text : lines.slice(0, at).join('\n').trimEnd()
}
