// Thunderbird's prefs.js, read as text: it is JavaScript by its name, and nothing of it is run.

export type PrefValue = string | number | boolean

const maxLine = 200_000
const maxPrefs = 50_000
const line =
  /^\s*(?:user_|sticky_)?pref\(\s*("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')\s*,\s*("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|[+-]?\d{1,15}|true|false)\s*\)/

/**
 * The preferences of a `prefs.js` whose names begin with one of `prefixes`: `user_pref("name", value);`, one to a line. A line that
 * is none is passed over; of two with one name the last holds, as in the program itself.
 */
export function parsePrefs(text: string, prefixes: readonly string[]): ReadonlyMap<string, PrefValue> {
  const prefs = new Map<string, PrefValue>()
  for (const each of text.split('\n')) {
    if (prefs.size >= maxPrefs) break
    if (each.length > maxLine) continue
    const [, quotedName, value] = line.exec(each) ?? []
    if (quotedName === undefined || value === undefined) continue
    const name = unquote(quotedName)
    if (prefixes.some((prefix) => name.startsWith(prefix))) prefs.set(name, toValue(value))
  }
  return prefs
}

function toValue(text: string): PrefValue {
  if (text === 'true' || text === 'false') return text === 'true'
  return /^["']/.test(text) ? unquote(text) : Number(text)
}

const escapes: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t' }

function unquote(text: string): string {
  return text
    .slice(1, -1)
    .replace(
      /\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|(.))/g,
      (_, hex2?: string, hex4?: string, one?: string) => {
        const hex = hex2 ?? hex4
        if (hex !== undefined) return String.fromCharCode(parseInt(hex, 16))
        return escapes[one ?? ''] ?? one ?? ''
      },
    )
}
