import { expect, it } from 'vitest'
import type { SqlRequest } from '../../../main/storage/batch.ts'
import { withoutSuperseded } from '../../../main/storage/superseded.ts'

const step = (
  id: number,
  attempt: string,
  name: 'queue.record' | 'queue.apply' = 'queue.record',
): SqlRequest => ({
  ...{ id, kind: 'sql', name },
  input: { attempt: { id: attempt } },
})
const marked = (batch: readonly SqlRequest[]) =>
  withoutSuperseded(batch).flatMap(({ id, input }) =>
    (input as { isSuperseded?: boolean }).isSuperseded === true ? [id] : [],
  )

it('marks each write of an attempt that a later step of it writes over', () => {
  expect(marked([step(1, 'a', 'queue.apply'), step(2, 'a'), step(3, 'b'), step(4, 'a')])).toEqual([1, 2])
})

it('P3: keeps a step before an outcome, which may find its entry in another state', () => {
  expect(marked([step(1, 'a'), step(2, 'a', 'queue.apply')])).toEqual([])
})
