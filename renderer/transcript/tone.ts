import type { AttemptView } from '../../main/api.ts'
import type { TranscriptLine } from '../../main/smtp/types.ts'
import type { Tone } from '../shared/state-view.ts'

/** Colour of the deciding line: by the first digit of the reply, else by what became of the attempt. */
export function toTone(line: TranscriptLine | undefined, overall: AttemptView['overall']): Tone {
  const digit = line?.from === 'server' ? line.text[0] : undefined
  if (digit === '2') return 'ok'
  if (digit === '5') return 'bad'
  if (digit === '4') return 'wait'
  if (overall === 'unconfirmed') return 'open'
  if (overall === 'accepted') return 'ok'
  return overall === 'deferred' ? 'wait' : 'bad'
}
