import type { DeliveryResult, TranscriptLine } from '../../main/smtp/types.ts'
import { unescape, type Dialogue, type Field } from './dialogue.ts'
import type { CallResult } from './dialogue-call.ts'

type Deviate = (line: number, what: string) => never

/**
 * The third part of a dialogue. For each message (`message` begins the next): `result: OVERALL PHASE [KIND]`, `reply: CODE [ENHANCED]`,
 * `detail: words`, `queue-id`, `to: ADDRESS OUTCOME [CODE [ENHANCED]]`, `note: words`. For all: `log: FROM PHASE TEXT` in this order,
 * `never: text` nowhere in transcript and result, `event: text`.
 */
export function checkExpected(
  { expected }: Dialogue,
  call: CallResult,
  transcript: readonly TranscriptLine[],
  deviate: Deviate,
): void {
  let message = 0
  let logged = 0
  let event = 0
  const everything = JSON.stringify([transcript, call.results])
  for (const field of expected) {
    if (field.key === 'message') message += 1
    else if (field.key === 'never') {
      if (everything.includes(unescape(field.value)))
        deviate(field.line, `"${field.value}" stands in a record`)
    } else if (field.key === 'log') {
      const texts = transcript.map(({ from, phase, text }) => `${from} ${phase} ${text}`)
      const at = texts.indexOf(unescape(field.value), logged)
      if (at === -1) deviate(field.line, `"${field.value}" is not in the transcript, or not in this order`)
      logged = at + 1
    } else if (field.key === 'event') {
      const at = call.events.indexOf(field.value, event)
      if (at === -1) deviate(field.line, `"${field.value}" did not happen: ${call.events.join(', ')}`)
      event = at + 1
    } else checkField(field, call.results[message], deviate)
  }
}

function checkField({ key, value, line }: Field, result: DeliveryResult | undefined, deviate: Deviate): void {
  if (result === undefined) return deviate(line, 'there is no such message')
  const same = (actual: string) => {
    if (actual !== value)
      deviate(line, `expected ${key} "${value}", got "${actual}"\n  ${JSON.stringify(result)}`)
  }
  const holds = (text: string) => {
    if (!text.includes(value)) deviate(line, `expected ${key} with "${value}", got "${text}"`)
  }
  if (key === 'result') same(words(result.overall, result.phase, result.failure?.kind))
  else if (key === 'reply') same(words(result.reply?.code, result.reply?.enhanced))
  else if (key === 'queue-id') same(words(result.queueId))
  else if (key === 'detail') holds(result.failure?.detail ?? '')
  else if (key === 'command') same(result.failure?.command ?? '')
  else if (key === 'note') holds(result.notes.join(' '))
  else if (key === 'to') {
    const all = result.recipients.map((recipient) =>
      words(recipient.address, recipient.outcome, recipient.reply?.code, recipient.reply?.enhanced),
    )
    if (!all.includes(unescape(value)))
      deviate(line, `expected recipient "${value}", got:\n    ${all.join('\n    ')}`)
  } else deviate(line, `no such expectation: ${key}`)
}

function words(...parts: readonly (string | number | undefined)[]): string {
  return parts.filter((part) => part !== undefined).join(' ')
}
