// Which lines of a transcript a person wants to see. Pure.
import type { TranscriptLine } from '../../main/smtp/types.ts'
import { isContinued, toPairs, toSections, wentWell, type SectionName } from './sections.ts'

export interface LineFilter {
  readonly phase: SectionName | null
  /** Address of a recipient: its commands and their replies. */
  readonly recipient: string | null
  /** Only replies 4yz and 5yz, with the commands that they answer. */
  readonly errorsOnly: boolean
}

export const noFilter: LineFilter = { phase: null, recipient: null, errorsOnly: false }

/** RFC 5321 4.1.1.3; a quoted local part may hold `>`. */
const recipientCommand = /^RCPT TO:<((?:"(?:[^"\\]|\\.)*"|[^">])*)>/i

/** Addresses of the RCPT commands, each once, in their order. */
export function toRecipients(lines: readonly TranscriptLine[]): readonly string[] {
  return [...new Set(lines.map(recipientOf).filter((address) => address !== null))]
}

/** The first few addresses that contain what was typed, in any case. */
export function suggestRecipients(recipients: readonly string[], typed: string): readonly string[] {
  const text = typed.trim().toLowerCase()
  const found: string[] = []
  for (const address of recipients) {
    if (found.length === 20) break
    if (address.toLowerCase().includes(text)) found.push(address)
  }
  return found
}

function recipientOf(line: TranscriptLine): string | null {
  return line.from === 'client' ? (recipientCommand.exec(line.text)?.[1] ?? null) : null
}

/** Phases that have lines, in the order in which they began. */
export function toPhases(
  lines: readonly TranscriptLine[],
  decidingSeq: number | null,
): readonly SectionName[] {
  return toSections(lines, decidingSeq).map(({ name }) => name)
}

/** Commands with what answers them; a reply without a command stands alone, all its lines together. */
function toExchanges(lines: readonly TranscriptLine[]): readonly (readonly TranscriptLine[])[] {
  if (lines.some(({ from }) => from === 'client')) return toPairs(lines)
  const exchanges: TranscriptLine[][] = []
  let open: TranscriptLine[] | null = null
  for (const line of lines) {
    if (open === null) exchanges.push((open = [line]))
    else open.push(line)
    if (!isContinued(line)) open = null
  }
  return exchanges
}

/** The lines that pass, in the order of `seq`. */
export function filterLines(
  lines: readonly TranscriptLine[],
  filter: LineFilter,
  decidingSeq: number | null,
): readonly TranscriptLine[] {
  if (filter.phase === null && filter.recipient === null && !filter.errorsOnly) return lines
  return toSections(lines, decidingSeq)
    .filter(({ name }) => filter.phase === null || name === filter.phase)
    .flatMap((section) => toExchanges(section.lines))
    .filter((pair) => !filter.errorsOnly || !wentWell(pair))
    .filter(
      (pair) => filter.recipient === null || pair.some((line) => recipientOf(line) === filter.recipient),
    )
    .flat()
    .toSorted((a, b) => a.seq - b.seq)
}
