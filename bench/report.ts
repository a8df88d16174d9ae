// What a bench found, as a table for people and as JSON.

import { formatGoal, type Goal } from './goals.ts'

export interface Report {
  readonly name: string
  /** What the rows are; one paragraph. */
  readonly about: string
  /** Cells by heading; the first row's headings count. */
  readonly rows: readonly Readonly<Record<string, string | number>>[]
  readonly goals?: readonly Goal[]
}

/** The report as a Markdown table. */
export function formatReport({ name, about, rows, goals = [] }: Report): string {
  const headings = Object.keys(rows[0] ?? {})
  const table = [headings, ...rows.map((row) => headings.map((heading) => String(row[heading] ?? '')))]
  const widths = headings.map((_, column) => Math.max(3, ...table.map((cells) => cells[column]?.length ?? 0)))
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell, at) => (at === 0 ? cell.padEnd(widths[at] ?? 0) : cell.padStart(widths[at] ?? 0))).join(' | ')} |`
  const rule = `|${widths.map((width, at) => (at === 0 ? '-'.repeat(width + 2) : `${'-'.repeat(width + 1)}:`)).join('|')}|`
  const [head = [], ...body] = table
  return [`## ${name}`, '', about, '', line(head), rule, ...body.map(line), '', ...toList(goals)].join('\n')
}

function toList(goals: readonly Goal[]): readonly string[] {
  return goals.length === 0 ? [] : [...goals.map((goal) => `- ${formatGoal(goal)}`), '']
}

/** The middle value; of an even number the mean of the two in the middle. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const at = (index: number): number => sorted[index] ?? Number.NaN
  const middle = Math.floor(sorted.length / 2)
  return sorted.length % 2 === 1 ? at(middle) : (at(middle - 1) + at(middle)) / 2
}
