/**
 * The text without these characters at its end. A pattern like / +$/ looks at each run of them again from each of its characters:
 * on outside text that is quadratic work.
 */
export function trimEndOf(text: string, characters: string): string {
  let end = text.length
  while (end > 0 && characters.includes(text.charAt(end - 1))) end--
  return text.slice(0, end)
}
