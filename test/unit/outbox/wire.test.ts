import { expect, it } from 'vitest'
import { Wire } from '../../../main/outbox/wire.ts'
import type { TranscriptLine } from '../../../main/smtp/types.ts'
import { createFakeClock, type FakeClock } from '../../support/fake-clock.ts'

function createWire(clock: FakeClock) {
  const lines: TranscriptLine[] = []
  const recording = {
    tap: (line: TranscriptLine) => void lines.push(line),
    flush: () => Promise.resolve(),
    end: () => Promise.resolve(),
  }
  return { wire: new Wire(recording, clock, { phase: () => undefined }), lines }
}

const lineAt = (atMs: number): TranscriptLine => ({
  seq: 1,
  atMs,
  from: 'client',
  phase: 'mail',
  text: 'MAIL',
})

it('times of a session that is taken over are those of the attempt, and none is before it', async () => {
  const clock = createFakeClock()
  const first = createWire(clock)
  const tap = first.wire.tap()
  await clock.advance(1000)
  const second = createWire(clock)
  second.wire.takeOver(first.wire)
  // The session's own clock began 0.01 ms after it was opened.
  tap(lineAt(999.99))
  tap(lineAt(1004.99))
  expect(first.lines).toEqual([])
  expect(second.lines.map(({ seq, atMs }) => [seq, Math.round(atMs * 100) / 100])).toEqual([
    [1, 0],
    [2, 4.99],
  ])
})
