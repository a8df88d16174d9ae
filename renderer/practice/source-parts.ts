/** A piece of a message's source: how it is coloured. */
export interface SourcePart {
  readonly kind: 'name' | 'trace' | 'plain'
  readonly text: string
}

/** Splits the source of a message into header names, trace fields (Received) and the rest; nothing is lost or changed. */
export function toSourceParts(source: string): readonly SourcePart[] {
  const end = /\r?\n\r?\n/.exec(source)
  const head = end ? source.slice(0, end.index) : source
  const rest = end ? source.slice(end.index) : ''
  const fields = head.split(/(?<=\n)(?![ \t])/)
  const parts = fields.flatMap((field): readonly SourcePart[] => {
    const name = /^[!-9;-~]+:/.exec(field)?.[0]
    if (name === undefined) return [{ kind: 'plain', text: field }]
    if (name.toLowerCase() === 'received:') return [{ kind: 'trace', text: field }]
    return [
      { kind: 'name', text: name },
      { kind: 'plain', text: field.slice(name.length) },
    ]
  })
  return [...parts, { kind: 'plain', text: rest }]
}
