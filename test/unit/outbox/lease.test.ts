import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import fc from 'fast-check'
import { tryLock } from '../../../main/outbox/lease/lock.ts'
import { formatNote, maxIds, parseNote, type Note } from '../../../main/outbox/lease/note.ts'
import { socketPath } from '../../../main/outbox/lease/socket-path.ts'

let dataDir: string
beforeEach(() => (dataDir = mkdtempSync(join(tmpdir(), 'sendoff-lease-'))))
afterEach(() => rmSync(dataDir, { recursive: true, force: true }))

describe('the lock', () => {
  it('has one holder, and is free once it lets go', () => {
    const first = tryLock(dataDir)
    expect(first).toBeDefined()
    expect(tryLock(dataDir)).toBeUndefined()
    first?.release()
    const second = tryLock(dataDir)
    expect(second).toBeDefined()
    second?.release()
  })

  it('says of a folder that is not there what is wrong', () => {
    expect(() => tryLock(join(dataDir, 'gone'))).toThrow(/unable to open/)
  })
})

describe('notes', () => {
  const note = fc.record({
    kind: fc.constantFrom<Note['kind'][]>('changed', 'hurry', 'cancel', 'signed-in', 'settings'),
    ids: fc.array(fc.string({ minLength: 1, maxLength: 40 }), { maxLength: 20 }),
  })

  it('are read as they were written, one line each', () => {
    fc.assert(
      fc.property(note, (given) => {
        const line = formatNote(given)
        expect(line.indexOf('\n')).toBe(line.length - 1)
        expect(parseNote(line)).toEqual(given)
      }),
    )
  })

  it.each([
    '',
    '{',
    'null',
    '{"kind":"erase","ids":[]}',
    '{"kind":"changed"}',
    '{"kind":"changed","ids":[1]}',
    '{"kind":"changed","ids":[],"more":1}',
    JSON.stringify({ kind: 'changed', ids: Array.from({ length: maxIds + 1 }, () => 'a') }),
  ])('pass over what is none: %s', (line) => expect(parseNote(line)).toBeUndefined())
})

describe('the socket', () => {
  it('lies in the profile', () => expect(socketPath(dataDir)).toBe(join(dataDir, 'lease.sock')))

  it('has a short path of the same owner where that of the profile is too long', () => {
    const path = socketPath(join(dataDir, 'x'.repeat(120)))
    expect(path.length).toBeLessThan(104)
    expect(path).toMatch(/sendoff-[0-9a-f]{24}/)
    rmSync(join(path, '..'), { recursive: true })
  })
})
