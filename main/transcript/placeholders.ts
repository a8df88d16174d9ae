// Names that stand for what a report does not tell: the same name for the same thing, all through the report. Pure.

export interface ReplaceOptions {
  /** Mail addresses, with their local parts and the user name wherever they stand. */
  readonly addresses: boolean
  /** Host names and IP addresses. */
  readonly hosts: boolean
  readonly subject: boolean
}

export interface KnownNames {
  readonly sender: string
  readonly recipients: readonly string[]
  readonly serverHost: string
  readonly serverName: string
  readonly user: string
  readonly subject: string
}

export interface Replacement {
  readonly placeholder: string
  readonly original: string
}

export interface Placeholders {
  apply(text: string): string
  /** What stands for what, in the order of its first use. It never leaves the machine. */
  table(): readonly Replacement[]
}

const ADDRESS = String.raw`(?:"[^"\r\n]*"|[^\s<>"(),:;@[\]\\]+)@(?:\[[^\]\s]*\]|[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)*)`
const IP = String.raw`(?<![\d.])\d{1,3}(?:\.\d{1,3}){3}(?![\d.]\d)|(?<![\p{L}\p{N}:])(?:[0-9a-fA-F]{0,4}:){2,7}[0-9a-fA-F]{0,4}(?![\p{L}\p{N}:])`
const HOST = String.raw`(?<![\p{L}\p{N}])(?:[\p{L}\p{N}](?:[\p{L}\p{N}_-]*[\p{L}\p{N}])?\.)+(?:xn--[\p{L}\p{N}-]+|\p{L}{2,})(?![\p{L}\p{N}])`

const escape = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\/]/g, String.raw`\$&`)
/** As a word of its own. */
const asWord = (text: string): string => `(?<![\\p{L}\\p{N}])${escape(text)}(?![\\p{L}\\p{N}])`

const localOf = (address: string): string => address.slice(0, address.lastIndexOf('@'))

/** Fixed texts with their placeholders, longest first. Shorter words than four letters would tear others apart. */
function toLiterals(known: KnownNames, options: ReplaceOptions): ReadonlyMap<string, string> {
  const literals = new Map<string, string>()
  const add = (text: string, placeholder: string, least: number): void => {
    if (text.trim().length >= least && !literals.has(text.toLowerCase())) {
      literals.set(text.toLowerCase(), placeholder)
    }
  }
  if (options.subject) add(known.subject, 'subject-1', 1)
  if (options.hosts) {
    add(known.serverHost, 'server-1', 1)
    add(known.serverName, 'server-name-1', 4)
  }
  if (options.addresses) {
    if (!known.user.includes('@')) add(known.user, 'user-1', 4)
    add(localOf(known.sender), 'sender-1', 4)
    known.recipients.forEach((address, index) => add(localOf(address), `recipient-${index + 1}`, 4))
  }
  return literals
}

/** Makes the placeholders of one report. */
export function createPlaceholders(known: KnownNames, options: ReplaceOptions): Placeholders {
  const literals = toLiterals(known, options)
  const words = [...literals.keys()].toSorted((a, b) => b.length - a.length)
  const parts = [
    ...(options.addresses ? [`(?<address>${ADDRESS})`] : []),
    ...(words.length === 0 ? [] : [`(?<word>${words.map(asWord).join('|')})`]),
    ...(options.hosts ? [`(?<ip>${IP})`, `(?<host>${HOST})`] : []),
  ]
  const pattern = new RegExp(parts.join('|'), 'giu')
  const used = new Map<string, Replacement>()
  const counts = new Map<string, number>()
  const next = (kind: string): string => {
    const count = (counts.get(kind) ?? 0) + 1
    counts.set(kind, count)
    return `${kind}-${count}`
  }
  const keep = (original: string, placeholder: string): string => {
    used.set(original.toLowerCase(), { placeholder, original })
    return placeholder
  }
  const name = (kind: string, original: string): string => {
    const key = original.toLowerCase()
    const there = used.get(key)?.placeholder
    if (there !== undefined) return there
    const literal = literals.get(key)
    if (literal !== undefined) return keep(original, literal)
    return keep(original, next(kind))
  }
  const nameAddress = (address: string): string => {
    const there = used.get(address.toLowerCase())?.placeholder
    if (there !== undefined) return there
    const domain = name('domain', address.slice(address.lastIndexOf('@') + 1))
    return keep(address, `${roleOf(address, known) ?? next('address')}@${domain}`)
  }
  return {
    apply: (text) => {
      if (parts.length === 0) return text
      return text.replace(pattern, (found: string, ...rest: unknown[]) => {
        const groups = rest.at(-1) as Readonly<Record<string, string | undefined>>
        if (groups.address !== undefined) return nameAddress(found)
        if (groups.word !== undefined) return name('word', found)
        return name(groups.ip === undefined ? 'host' : 'ip', found)
      })
    },
    table: () => [...used.values()],
  }
}

/** The sender and the recipients have names that say what they are. */
function roleOf(address: string, { sender, recipients }: KnownNames): string | null {
  const lower = address.toLowerCase()
  if (lower === sender.toLowerCase()) return 'sender-1'
  const index = recipients.findIndex((recipient) => recipient.toLowerCase() === lower)
  return index === -1 ? null : `recipient-${index + 1}`
}
