// One result for a message whose recipients went in several transactions (RFC 9422 RCPTMAX). Pure.
import { overallOf } from '../../smtp/outcome.ts'
import type { DeliveryResult, RecipientResult } from '../../smtp/types.ts'

/** A transaction and the places that its recipients have in the message. */
export interface Part {
  readonly places: readonly number[]
  readonly result: DeliveryResult
}

/** Whom no transaction named was not attempted. `parts` is not empty. */
export function mergeParts(addresses: readonly string[], parts: readonly Part[]): DeliveryResult {
  const [first] = parts
  if (first === undefined) throw new Error('a message without transaction')
  if (parts.length === 1 && first.places.length === addresses.length) return first.result
  const found = new Map<number, RecipientResult>()
  for (const { places, result } of parts)
    for (const [index, place] of places.entries()) {
      const recipient = result.recipients[index]
      if (recipient !== undefined) found.set(place, recipient)
    }
  const recipients = addresses.map(
    (address, place) => found.get(place) ?? ({ address, outcome: 'not-attempted' } as const),
  )
  const failures = parts.flatMap(({ result }) => (result.failure === undefined ? [] : [result.failure]))
  const overall = overallOf(recipients, failures[0])
  const deciding = decidingPart(parts, overall)
  const isDone = overall === 'accepted' || overall === 'partly'
  const { failure, reply, queueId } = deciding
  return {
    overall,
    phase: isDone ? 'done' : deciding.phase,
    ...(isDone || failure === undefined ? {} : { failure }),
    ...(reply === undefined ? {} : { reply }),
    ...(queueId === undefined ? {} : { queueId }),
    recipients,
    notes: [...new Set(parts.flatMap(({ result }) => result.notes))],
  }
}

/** The last transaction that came to the same outcome; on success the last one with a final 2yz. */
function decidingPart(parts: readonly Part[], overall: DeliveryResult['overall']): DeliveryResult {
  const results = parts.map(({ result }) => result)
  const isDone = overall === 'accepted' || overall === 'partly'
  const found = isDone
    ? results.findLast(({ phase }) => phase === 'done')
    : results.find((result) => result.overall === overall)
  const last = found ?? results.at(-1)
  if (last === undefined) throw new Error('a message without transaction')
  return last
}
