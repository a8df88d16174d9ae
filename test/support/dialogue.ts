// A dialogue file: what is asked of the client, what passes on the wire, what the client has to report.

export interface Field {
  readonly key: string
  readonly value: string
  readonly line: number
}

export interface Step {
  /**
   * `C` the client has to send this line; `S` the server sends it; `raw` the same without CRLF; `do` something happens
   * (close, reset, tls, wait MS, stall, unstall, connect).
   */
  readonly kind: 'C' | 'S' | 'raw' | 'do'
  readonly text: string
  readonly line: number
}

export interface Dialogue {
  readonly title: string
  readonly call: readonly Field[]
  readonly steps: readonly Step[]
  readonly expected: readonly Field[]
}

/** Reads a dialogue: title in the first line behind `# `, then three parts divided by `---`. */
export function parseDialogue(text: string): Dialogue {
  const lines = text.split('\n').map((content, index) => ({ content, line: index + 1 }))
  const title = lines[0]?.content.replace(/^# /, '') ?? ''
  const parts: (typeof lines)[] = [[]]
  for (const entry of lines.slice(1)) {
    if (entry.content === '---') parts.push([])
    else if (entry.content.trim() !== '' && !entry.content.startsWith('#')) parts.at(-1)?.push(entry)
  }
  const [call = [], steps = [], expected = []] = parts
  return { title, call: call.map(toField), steps: steps.map(toStep), expected: expected.map(toField) }
}

function toField({ content, line }: { content: string; line: number }): Field {
  const match = /^([a-z-]+)(?:: ?(.*))?$/i.exec(content)
  if (match?.[1] === undefined) throw new Error(`line ${line} is no field: ${content}`)
  return { key: match[1], value: match[2] ?? '', line }
}

function toStep({ content, line }: { content: string; line: number }): Step {
  const match = /^(C|S|S~|\*)(?:: ?| )(.*)$/.exec(content) ?? /^(C|S):$/.exec(content)
  if (match?.[1] === undefined) throw new Error(`line ${line} is no step: ${content}`)
  const kind = ({ C: 'C', S: 'S', 'S~': 'raw', '*': 'do' } as const)[match[1]] ?? 'do'
  return { kind, text: unescape(match[2] ?? ''), line }
}

/** `\r \n \t \0 \\ \xNN` and `\repeat(N,text)`. Each character stands for one octet where it is below 256, else for UTF-8. */
export function unescape(text: string): string {
  return text
    .replace(/\\repeat\((\d+),([^)]*)\)/g, (_, count: string, what: string) => what.repeat(Number(count)))
    .replace(
      /\\(?:x([0-9a-f]{2})|([rnt0\\]))/gi,
      (_, hex: string | undefined, letter: string | undefined) => {
        if (hex !== undefined) return String.fromCharCode(0xf700 + Number.parseInt(hex, 16))
        return { r: '\r', n: '\n', t: '\t', '0': '\0', '\\': '\\' }[letter ?? ''] ?? ''
      },
    )
}

/** Octets of unescaped text: `\xNN` is that octet, everything else its UTF-8. */
export function toOctets(text: string): Buffer {
  const parts: Buffer[] = []
  let plain = ''
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0
    if (code >= 0xf700 && code <= 0xf7ff) {
      parts.push(Buffer.from(plain, 'utf8'), Buffer.from([code - 0xf700]))
      plain = ''
    } else plain += character
  }
  return Buffer.concat([...parts, Buffer.from(plain, 'utf8')])
}
