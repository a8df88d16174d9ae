// A profile that cannot be used as it is: said with its name, and nothing in it lost.
import { afterEach, describe, expect, it } from 'vitest'
import { spawnSync } from 'node:child_process'
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { buildIfStale } from '../../scripts/support/build.ts'
import {
  createProfile,
  findViolations,
  removeProfile,
  startProgram,
  type Program,
} from './support/program.ts'

const root = join(import.meta.dirname, '../..')
const profiles: string[] = []
let program: Program | null = null

function newProfile(): string {
  const dataDir = createProfile()
  profiles.push(dataDir)
  return dataDir
}

afterEach(async () => {
  await program?.quit()
  program = null
  for (const dataDir of profiles.splice(0)) removeProfile(dataDir)
})

/** Runs the program until it ends by itself; what it printed on standard error. */
function runUntilItEnds(dataDir: string) {
  buildIfStale()
  const env = { ...process.env, SENDOFF_DATA_DIR: dataDir, SENDOFF_HEADLESS: '1' }
  const { status, stderr } = spawnSync(process.execPath, [join(root, 'host/run.ts')], {
    cwd: root,
    env,
    encoding: 'utf8',
    timeout: 30_000,
  })
  return { status, stderr }
}

describe('a profile', () => {
  it('with a damaged database opens with a new one, and says where the old one is kept', async () => {
    const dataDir = newProfile()
    const damaged = Buffer.from('this is no database, it only stands where one should be\n'.repeat(40))
    writeFileSync(join(dataDir, 'outbox.db'), damaged)
    program = await startProgram({ dataDir })
    await program.main
      .getByText(/was set aside/)
      .first()
      .waitFor()
    expect(await findViolations(program.main)).toEqual([])
    const kept = readdirSync(dataDir).find((name) => name.startsWith('outbox.damaged-'))
    expect(kept).toBeDefined()
    expect(readFileSync(join(dataDir, kept ?? ''))).toEqual(damaged)
  }, 60_000)

  it('that cannot be written is named, and the program ends', () => {
    const dataDir = newProfile()
    const file = join(dataDir, 'a-file')
    writeFileSync(file, '')
    const { status, stderr } = runUntilItEnds(join(file, 'profile'))
    expect(status).toBe(1)
    expect(stderr).toContain(join(file, 'profile'))
    expect(stderr).toContain('cannot be written')
  }, 60_000)

  it('whose database is a folder is named, and the folder is left alone', () => {
    const dataDir = newProfile()
    mkdirSync(join(dataDir, 'outbox.db'))
    const { status, stderr } = runUntilItEnds(dataDir)
    expect(status).toBe(1)
    expect(stderr).toContain(dataDir)
    expect(readdirSync(dataDir)).toContain('outbox.db')
  }, 60_000)
})
