import type { TranscriptLine } from '../../main/smtp/types.ts'
import { formatSeconds } from '../shared/format.ts'
import { plural, t } from '../text/t.ts'
import {
  durationOf,
  isContinued,
  toPairs,
  toSections,
  wentWell,
  type Section,
  type SectionName,
} from './sections.ts'
import { countAccepted, isAccepted, summarize } from './summaries.ts'
import { toldText } from './told.ts'

/** One row of the table: a line, or what stands for folded ones. */
export interface Row {
  readonly key: string
  readonly section: SectionName
  readonly from: TranscriptLine['from']
  readonly atMs: number
  readonly text: string
  /** First row of its phase, with the fold button. */
  readonly fold: { readonly key: FoldKey; readonly label: string; readonly open: boolean } | null
  readonly summary: boolean
  readonly decides: boolean
}

export type FoldKey = SectionName | 'run'

export interface RowOptions {
  readonly decidingSeq: number | null
  /** What a person folded or unfolded. */
  readonly folds: ReadonlyMap<FoldKey, boolean>
  /** All phases open with every line: while it runs, and on wish. */
  readonly all: boolean
  /** Nobody knows whether it arrived: the message phase is open too. */
  readonly unconfirmed?: boolean
}

/** Index of the phase that decided: of the deciding line, else the last before the goodbye. */
function findDecider(sections: readonly Section[], decidingSeq: number | null): number {
  const found = sections.findIndex(({ lines }) => lines.some(({ seq }) => seq === decidingSeq))
  return found === -1 ? sections.findLastIndex(({ name }) => name !== 'goodbye') : found
}

/** All lines of the reply that decided. */
function decidingLines(section: Section | undefined, decidingSeq: number | null): ReadonlySet<number> {
  const lines = section?.lines ?? []
  const at = lines.findIndex(({ seq }) => seq === decidingSeq)
  if (at === -1) return new Set()
  const isPart = (index: number) => {
    const line = lines[index]
    return line !== undefined && isContinued(line)
  }
  let first = at
  while (lines[at]?.from === 'server' && isPart(first - 1)) first -= 1
  let last = at
  while (isPart(last)) last += 1
  return new Set(lines.slice(first, last + 1).map(({ seq }) => seq))
}

/**
 * The rows of the table. What went well before the deciding phase is one row, the deciding phase is open, and
 * accepted recipients are counted.
 */
export function toRows(lines: readonly TranscriptLine[], options: RowOptions): readonly Row[] {
  const sections = toSections(lines, options.decidingSeq)
  const decider = findDecider(sections, options.decidingSeq)
  const deciding = decidingLines(sections[decider], options.decidingSeq)
  const context: Context = { ...options, deciding, decider: sections[decider]?.name ?? null }
  const runLength = options.all ? 0 : countRun(sections, decider)
  const run = sections.slice(0, runLength)
  const rest = sections.slice(runLength)
  return [...runRows(run, context), ...rest.flatMap((section) => sectionRows(section, context))]
}

interface Context extends RowOptions {
  readonly deciding: ReadonlySet<number>
  readonly decider: SectionName | null
}

/** How many phases at the start are told in one row: those before the decider, and before the message. */
function countRun(sections: readonly Section[], decider: number): number {
  const message = sections.findIndex(({ name }) => name === 'message')
  const end = message === -1 ? decider : Math.min(decider, message)
  const well = sections.slice(0, end).findIndex((section) => !wentWell(section.lines))
  const length = well === -1 ? end : well
  return length < 2 ? 0 : length
}

function runRows(run: readonly Section[], context: Context): readonly Row[] {
  const first = run[0]?.lines[0]
  if (first === undefined) return []
  const open = context.folds.get('run') ?? false
  const label = plural('transcript.phases', run.length)
  const row: Row = {
    key: 'run',
    section: run[0]?.name ?? 'connect',
    from: 'note',
    atMs: first.atMs,
    text: t('transcript.wentWell', {
      phases: joinNames(run.map(({ name }) => t(`section.${name}`))),
      duration: formatSeconds(durationOf(run.flatMap(({ lines }) => lines)), 3),
    }),
    fold: { key: 'run', label, open },
    summary: true,
    decides: false,
  }
  return open ? [row, ...run.flatMap((section) => sectionRows(section, context, true))] : [row]
}

function joinNames(names: readonly string[]): string {
  const last = names.at(-1) ?? ''
  if (names.length > 4) return t('transcript.range', { first: names[0] ?? '', last })
  return t('transcript.and', { names: names.slice(0, -1).join(', '), last })
}

function isOpen({ name }: Section, context: Context, inRun: boolean): boolean {
  const chosen = context.folds.get(name)
  if (chosen !== undefined) return chosen
  if (context.all || inRun || name === context.decider || name === 'final') return true
  return name === 'message' && context.unconfirmed === true
}

function sectionRows(section: Section, context: Context, inRun = false): readonly Row[] {
  const open = isOpen(section, context, inRun)
  const label = t(`section.${section.name}`)
  const fold = { key: section.name, label, open }
  if (!open) return [summaryRow(section, summarize(section), fold)]
  const counted = context.all || inRun ? 0 : countAccepted(section)
  const shown =
    counted < 2
      ? section.lines
      : toPairs(section.lines)
          .filter((pair) => !isAccepted(pair))
          .flat()
  const head = counted < 2 ? [] : [summaryRow(section, t('transcript.accepted', { n: counted }), fold)]
  return [
    ...head,
    ...shown.map((line, index) => ({
      key: String(line.seq),
      section: section.name,
      from: line.from,
      atMs: line.atMs,
      text: toldText(line),
      fold: head.length === 0 && index === 0 ? fold : null,
      summary: false,
      decides: context.deciding.has(line.seq),
    })),
  ]
}

function summaryRow(section: Section, text: string, fold: NonNullable<Row['fold']>): Row {
  return {
    key: `summary-${section.name}`,
    section: section.name,
    from: 'note',
    atMs: section.lines[0]?.atMs ?? 0,
    text,
    fold,
    summary: true,
    decides: false,
  }
}

/** The phase in which a line stands; null where it has none. */
export function sectionOf(
  lines: readonly TranscriptLine[],
  decidingSeq: number | null,
  seq: number,
): SectionName | null {
  const holds = ({ lines: own }: Section) => own.some((line) => line.seq === seq)
  return toSections(lines, decidingSeq).find(holds)?.name ?? null
}
