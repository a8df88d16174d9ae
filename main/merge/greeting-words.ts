// Whether a letter begins with a greeting that names nobody, in the languages that Sendoff knows greetings of.

const greetings: Readonly<Record<string, RegExp>> = {
  en: /^(?:dear|hello|hi|hey|greetings|good (?:morning|afternoon|evening|day))(?![\p{L}\p{N}])/iu,
  de: /^(?:sehr geehrte(?:r|s|n)?|geehrte(?:r|s|n)?|liebe(?:r|s|n)?|hallo|moin|servus|grüezi|grüß (?:gott|dich|euch|sie)|gruss gott|werte(?:r|s|n)?|verehrte(?:r|s|n)?|guten? (?:tag|morgen|abend))(?![\p{L}\p{N}])/iu,
}

/** A date or a heading may stand before it. */
const firstLines = 3
const maxLine = 500

/** The line that greets; null: none does among the first. A letter is not always in the language of the program. */
export function greetingOf(text: string): string | null {
  const lines = text
    .slice(0, 20_000)
    .split('\n')
    .map((line) => line.trim().slice(0, maxLine))
    .filter((line) => line !== '')
    .slice(0, firstLines)
  const patterns = Object.values(greetings)
  return lines.find((line) => patterns.some((pattern) => pattern.test(line))) ?? null
}

/** It greets, and no field stands in the greeting. */
export function greetsNobody(text: string): boolean {
  return greetingOf(text)?.includes('{{') === false
}
