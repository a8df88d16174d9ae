/** Languages that are offered for the text of a message (BCP 47). */
const offered: readonly string[] = [
  'ar bg bn ca cs cy da de el en-GB en-US es et eu fa fi fr ga gl he hi hr hu hy id is it',
  'ja ka ko lt lv mk ms mt nb nl nn pl pt-BR pt-PT ro ru sk sl sq sr sv ta th tr uk ur vi yi zh-Hans zh-Hant',
].flatMap((tags) => tags.split(' '))

/** The name of a language in the language of the window; the tag where it has none. */
export function nameLanguage(tag: string, shownIn: string): string {
  return new Intl.DisplayNames([shownIn], { type: 'language' }).of(tag) ?? tag
}

/** Languages by name. @param tags Those to choose from; left out: of a message. */
export function listLanguages(
  shownIn: string,
  tags: readonly string[] = offered,
): readonly { readonly value: string; readonly label: string }[] {
  return tags
    .map((value) => ({ value, label: nameLanguage(value, shownIn) }))
    .sort((a, b) => a.label.localeCompare(b.label, shownIn))
}

/** The language of the window's own words. */
export function windowLanguage(): string {
  return document.documentElement.lang || 'en'
}

/** Which way a language is written. */
export function directionOf(tag: string): 'ltr' | 'rtl' {
  const { script = '' } = new Intl.Locale(tag).maximize()
  return /^(?:Adlm|Arab|Hebr|Mand|Nkoo|Rohg|Samr|Syrc|Thaa)$/.test(script) ? 'rtl' : 'ltr'
}
