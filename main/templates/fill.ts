// Placeholders of templates, filled in when one is used.

/** What a template can name. */
export interface TemplateFacts {
  /** Of the first recipient; '' where there is none, or no name. */
  readonly toName: string
  readonly fromName: string
  readonly fromAddress: string
  /** The day, as the person writes it. */
  readonly date: string
}

const places: Readonly<Record<string, (facts: TemplateFacts) => string>> = {
  'to.name': ({ toName }) => toName,
  'to.first': ({ toName }) => toName.split(/\s+/)[0] ?? '',
  'from.name': ({ fromName }) => fromName,
  'from.address': ({ fromAddress }) => fromAddress,
  date: ({ date }) => date,
}

/** The text with its placeholders filled in; one that has no value, or is not known, stays to be seen. */
export function fillIn(
  text: string,
  facts: TemplateFacts,
  escape: (value: string) => string = String,
): string {
  return text.replaceAll(/\{\{ ?([a-z.]{1,20}) ?\}\}/g, (whole, name: string) => {
    const value = Object.hasOwn(places, name) ? (places[name]?.(facts) ?? '') : ''
    return value === '' ? whole : escape(value)
  })
}
