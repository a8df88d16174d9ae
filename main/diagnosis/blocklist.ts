/** DNS names of lists by what stands in their web addresses and texts. */
const BY_WORD: readonly (readonly [RegExp, string])[] = [
  [/spamhaus/i, 'Spamhaus'],
  [/spamcop/i, 'SpamCop'],
  [/barracuda(central|networks)|barracuda reputation/i, 'Barracuda'],
  [/sorbs\.net/i, 'SORBS'],
  [/surbl/i, 'SURBL'],
  [/uribl/i, 'URIBL'],
  [/uceprotect/i, 'UCEPROTECT'],
  [/mailspike/i, 'Mailspike'],
]
const NAMED =
  /\b(?:blocked|listed|rejected|found|block(?:ed)? list) (?:using|by|in|on|at|with) (?:the )?((?:[a-z0-9-]+\.)+[a-z]{2,})\b/i

/** The block list that a reply names, as its DNS name where that stands there; undefined where it names none. */
export function toBlocklist(lines: readonly string[]): string | undefined {
  const text = lines.join(' ').slice(0, 4000)
  return NAMED.exec(text)?.[1]?.toLowerCase() ?? BY_WORD.find(([word]) => word.test(text))?.[1]
}
