// What stands for a phase that is folded.
import type { TranscriptLine } from '../../main/smtp/types.ts'
import { formatDuration } from '../shared/format.ts'
import { plural, t } from '../text/t.ts'
import { durationOf, toPairs, type Section } from './sections.ts'
import { toldText } from './told.ts'

/** Whether a command of a pair was answered by a 250 or 251. */
export function isAccepted(pair: readonly TranscriptLine[]): boolean {
  const replies = pair.filter(({ from }) => from === 'server')
  return (
    pair[0]?.from === 'client' && replies.length > 0 && replies.every(({ text }) => text.startsWith('25'))
  )
}

/** How many recipients of a section were accepted; 0 for other phases. */
export function countAccepted(section: Section): number {
  return section.name === 'recipients' ? toPairs(section.lines).filter(isAccepted).length : 0
}

/** What a folded phase says: its gist and how long it took. */
export function summarize(section: Section): string {
  const duration = formatDuration(durationOf(section.lines))
  const gist = gistOf(section)
  return gist === null
    ? plural('transcript.linesFolded', section.lines.length, { duration })
    : `${gist}; ${duration}`
}

const told = (note: TranscriptLine | undefined) => (note === undefined ? null : toldText(note))

function gistOf({ name, lines }: Section): string | null {
  const reply = lines.findLast(({ from }) => from === 'server')?.text
  switch (name) {
    case 'recipients': {
      const accepted = toPairs(lines).filter(isAccepted).length
      return accepted === 0 ? null : t('transcript.accepted', { n: accepted })
    }
    case 'sender': {
      const command = lines.find(({ text }) => /^MAIL FROM:/i.test(text))?.text ?? ''
      const address = /^MAIL FROM:<([^>]*)>/i.exec(command)?.[1]
      const code = reply === undefined ? null : /^\d{3}(?: \d\.\d{1,3}\.\d{1,3})?/.exec(reply)?.[0]
      return [address, code].filter((part) => part != null && part !== '').join(', ') || null
    }
    case 'message':
      return told(lines.findLast(({ from }) => from === 'note'))
    case 'goodbye':
    case 'sign-in':
    case 'final':
      return reply ?? null
    default:
      return null
  }
}
