// Steps of an attempt that a later one of the same batch writes over: they are checked, and only the last is written. Pure.
import type { AttemptRow } from './attempt-row.ts'
import type { SqlRequest } from './batch.ts'

/** The requests in their order; `value`s and errors of each stay what they were. */
export function withoutSuperseded(batch: readonly SqlRequest[]): readonly SqlRequest[] {
  const last = new Map<string, SqlRequest>()
  for (const request of batch) {
    const id = attemptOf(request)?.id
    if (id !== undefined) last.set(id, request)
  }
  return batch.map((request) => {
    const id = attemptOf(request)?.id
    const later = id === undefined ? undefined : last.get(id)
    // Only a step says for sure that it is written: an event may find the entry in another state.
    if (later === undefined || later === request || later.name !== 'queue.record') return request
    return { ...request, input: { ...(request.input as object), isSuperseded: true } }
  })
}

function attemptOf({ name, input }: SqlRequest): AttemptRow | undefined {
  if (name !== 'queue.apply' && name !== 'queue.record') return undefined
  return (input as { readonly attempt?: AttemptRow } | null)?.attempt
}
