import { describe, expect, it } from 'vitest'
import type { TranscriptLine } from '../../../main/smtp/types.ts'
import { createRecorder, type TranscriptBatch } from '../../../main/transcript/recorder.ts'
import { createFakeClock, settle } from '../../support/fake-clock.ts'

function line(seq: number): TranscriptLine {
  return { seq, atMs: seq, from: 'server', phase: 'rcpt', text: `line ${seq}` }
}

function setUp() {
  const clock = createFakeClock()
  const stored: TranscriptLine[] = []
  const batches: TranscriptBatch[] = []
  const faults: unknown[] = []
  const disk = { full: false }
  const recorder = createRecorder({
    clock,
    store: {
      append: async (_, lines) => {
        await settle(1)
        if (disk.full) throw new Error('disk full')
        stored.push(...lines)
      },
    },
    emit: (batch) => {
      expect(stored).toEqual(expect.arrayContaining([...batch.lines]))
      batches.push(batch)
    },
    onFault: (error) => faults.push(error),
  })
  return { clock, stored, batches, faults, disk, recording: recorder.start('attempt-1', 'entry-1') }
}

const numbers = (lines: readonly TranscriptLine[]) => lines.map(({ seq }) => seq)

describe('a recording', () => {
  it('stores lines in batches and announces them after they are stored', async () => {
    const { clock, stored, batches, recording } = setUp()
    recording.tap(line(1))
    recording.tap(line(2))
    expect(stored).toEqual([])
    await clock.advance(100)
    expect(numbers(stored)).toEqual([1, 2])
    expect(batches).toEqual([{ attemptId: 'attempt-1', entryId: 'entry-1', lines: [line(1), line(2)] }])
  })

  it('P3: flush resolves only when every line so far is stored', async () => {
    const { stored, recording } = setUp()
    recording.tap(line(1))
    await recording.flush()
    expect(numbers(stored)).toEqual([1])
  })

  it('stores at once what comes in floods', async () => {
    const { stored, recording } = setUp()
    for (let seq = 1; seq <= 250; seq += 1) recording.tap(line(seq))
    await settle()
    expect(stored.length).toBeGreaterThanOrEqual(200)
  })

  it('keeps the order of lines that come while a batch is written', async () => {
    const { stored, recording } = setUp()
    recording.tap(line(1))
    const first = recording.flush()
    recording.tap(line(2))
    await Promise.all([first, recording.flush()])
    expect(numbers(stored)).toEqual([1, 2])
  })

  it('keeps lines that could not be stored, tells of it, and stores them next time', async () => {
    const { clock, stored, faults, disk, batches, recording } = setUp()
    disk.full = true
    recording.tap(line(1))
    await clock.advance(100)
    expect(faults).toEqual([new Error('disk full')])
    await expect(recording.flush()).rejects.toThrow('disk full')
    expect(batches).toEqual([])
    disk.full = false
    recording.tap(line(2))
    await recording.flush()
    expect(numbers(stored)).toEqual([1, 2])
  })

  it('takes nothing after its end', async () => {
    const { clock, stored, recording } = setUp()
    recording.tap(line(1))
    await recording.end()
    recording.tap(line(2))
    await clock.advance(1000)
    expect(numbers(stored)).toEqual([1])
    expect(clock.pending()).toEqual([])
  })
})
