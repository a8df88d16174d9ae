import type { TranscriptLine } from '../smtp/types.ts'
import { formatLine } from '../transcript/format.ts'
import type { Terminal } from './terminal.ts'
import { UsageError } from './usage-error.ts'

export type TranscriptForm = 'text' | 'json' | 'none'

/** @param form what was given behind `--transcript` */
export function parseTranscriptForm(form: string | undefined, preset: TranscriptForm): TranscriptForm {
  if (form === undefined) return preset
  if (form === 'text' || form === 'json' || form === 'none') return form
  throw new UsageError('--transcript takes text, json or none')
}

/** Writes lines to standard error as they pass. Nothing of a server reaches the terminal as a control character. */
export function transcriptTo(terminal: Terminal, form: TranscriptForm): (line: TranscriptLine) => void {
  if (form === 'none') return () => undefined
  if (form === 'json') return (line) => terminal.err(`${JSON.stringify(line)}\n`)
  return (line) => terminal.err(`${formatLine(line)}\n`)
}
