// Escaped characters of a value (RFC 6350 3.4, RFC 2426 5). ical.js reads `\\\;` as `\\;` and leaves the escapes of what it
// does not know, so it gets each as a character that it has no rule for, and what it gives is turned back here.
import { colonOf } from './card-lines.ts'

/** What an escape stands for, each at its noncharacter from U+FDD0 (Unicode 23.7: never for interchange). */
const escaped = ['\\', ',', ';', '\n'] as const
const firstStandIn = 0xfdd0

/** A line of text with the escapes of its value as characters that stand for them; such characters of its own are taken out. */
export function hideEscapes(line: string): string {
  const clean = line.replaceAll(/[\uFDD0-\uFDD3]/g, '')
  const colon = colonOf(clean)
  if (colon < 0) return clean
  const value = clean
    .slice(colon + 1)
    // A colon needs no escape; Apple's address book gives it one in a URL.
    .replaceAll(/\\([\\,;:nN])/g, (_, char: string) =>
      char === ':' ? char : standInOf(char.toLowerCase() === 'n' ? '\n' : char),
    )
  // As text, whatever the line says: ical.js reads `Oct 1980` as a date, and of a telephone number it drops each backslash.
  return `${clean.slice(0, colon)};VALUE=text:${value}`
}

/** The text that a parsed value stands for. */
export function showEscaped(value: string): string {
  return value.replaceAll(/[\uFDD0-\uFDD3]/g, (char) => escaped[char.charCodeAt(0) - firstStandIn] ?? '')
}

function standInOf(char: string): string {
  return String.fromCharCode(firstStandIn + escaped.findIndex((each) => each === char))
}
