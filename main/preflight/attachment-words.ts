// Whether a text speaks of a file that should go with it, by the language that Sendoff speaks and by English.

const words: Readonly<Record<string, RegExp>> = {
  en: /\b(?:attach(?:ed|ing|ment|ments)|enclos(?:ed|ing|ure)|i attach|see (?:the )?attach\w*)\b/iu,
  de: /(?:\banbei\b|\banhang\b|\banhänge\b|\bim anhang\b|\bangehängt\b|\bangefügt\b|\banlage[n]?\b|\bbeigefügt\b|\bals anlage\b)/iu,
}

/** Longest text that is looked at; what is written stands at its top. */
const maxText = 50_000
const maxExcerpt = 60

/** The words that speak of a file; undefined: none. What is quoted or stands in the signature is not the writer's. */
export function speaksOfAttachment(text: string, language: string): string | undefined {
  const own = ownText(text.slice(0, maxText))
  for (const name of new Set(['en', language.slice(0, 2)])) {
    const found = words[name]?.exec(own)
    if (found !== null && found !== undefined) return found[0].slice(0, maxExcerpt)
  }
  return undefined
}

/** Without quotes, what is forwarded below, and the signature (RFC 3676 4.3). */
function ownText(text: string): string {
  const lines: string[] = []
  for (const line of text.split(/\r?\n/)) {
    if (line === '-- ' || /^-{5,} ?(?:Forwarded|Original|Weitergeleitete|Ursprüngliche)/i.test(line)) break
    if (!line.startsWith('>')) lines.push(line)
  }
  return lines.join('\n')
}
