import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { LogFile, logPath } from '../../../main/electron/log-file.ts'

let folder: string
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'sendoff-log-'))))
afterEach(() => rmSync(folder, { recursive: true }))

const read = () => readFileSync(logPath(folder), 'utf8')

describe('LogFile', () => {
  it('keeps one record a line, readable by its owner alone', () => {
    const log = new LogFile(folder)
    log.write('first')
    log.write('second\nwith a stack')
    expect(read()).toBe('first\nsecond\n    with a stack\n')
    expect(statSync(logPath(folder)).mode & 0o077).toBe(0)
  })

  it('passes no control character on to a terminal', () => {
    new LogFile(folder).write('a\u001b[31mb\rc\u009bd')
    expect(read()).toBe('a\\x1b[31mb\\x0dc\\x9bd\n')
  })

  it('cuts a record that is too long', () => {
    new LogFile(folder).write('x'.repeat(20_000))
    expect(read().length).toBeLessThan(8_010)
  })

  it('goes on where an earlier run ended, turns over at 1 MB and keeps five files', () => {
    new LogFile(folder).write('earlier')
    const log = new LogFile(folder)
    for (let n = 0; n < 900; n += 1) log.write(`${n} ${'y'.repeat(7_900)}`)
    const names = readdirSync(join(folder, 'logs')).toSorted()
    expect(names).toEqual(['1', '2', '3', '4'].map((n) => `sendoff.${n}.log`).concat('sendoff.log'))
    expect(read()).toContain('899 y')
    for (const name of names) expect(statSync(join(folder, 'logs', name)).size).toBeLessThanOrEqual(1_000_000)
  })

  it('is silent where the folder cannot be written', () => {
    writeFileSync(join(folder, 'logs'), 'a file')
    expect(() => new LogFile(folder).write('x')).not.toThrow()
  })
})
