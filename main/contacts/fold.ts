/** Text to be compared and searched: without case, accents and width. */
export function fold(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll('ß', 'ss')
    .replaceAll('ø', 'o')
    .replaceAll('ł', 'l')
    .trim()
}

/** Words of a folded text; what stands between them is no part of any. */
export function wordsOf(folded: string): readonly string[] {
  return folded.split(/[\s,;"'<>().]+/u).filter((word) => word !== '')
}
