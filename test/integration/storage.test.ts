import { execFile, spawn } from 'node:child_process'
import { chmod, mkdir, mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { promisify } from 'node:util'
import { describe, expect, onTestFinished, test } from 'vitest'
import { allEntries } from '../support/all-entries.ts'
import { createTempProfile } from '../support/temp-profile.ts'

const child = new URL('./storage-child.ts', import.meta.url).pathname
const isRoot = process.getuid?.() === 0

/** Lets the child write until it has said `count` names, kills it, and gives all the names that it said. */
async function killAfter(dataDir: string, count: number): Promise<readonly string[]> {
  const writer = spawn(process.execPath, [child, dataDir, 'write'], { stdio: ['ignore', 'pipe', 'inherit'] })
  const said: string[] = []
  for await (const line of createInterface(writer.stdout)) {
    said.push(line)
    if (said.length === count) writer.kill('SIGKILL')
  }
  return said
}

test.each([1, 4, 9])(
  'P1: after SIGKILL behind write %i, all that was said to be stored is there, whole, and nothing unfinished',
  { timeout: 60_000 },
  async (count) => {
    const profile = await createTempProfile()
    const said = await killAfter(profile.dataDir, count)
    expect(said.length).toBeGreaterThanOrEqual(count)
    const { store, notices } = await profile.open()
    expect(notices).toEqual([])
    const entries = await allEntries(store)
    expect(profile.warnings).toEqual([])
    expect(entries.map(({ id }) => id)).toEqual(expect.arrayContaining([...said]))
    for (const { revision } of entries) await store.spool.verify(revision.spoolFile, revision)
    expect((await store.spool.list()).filter((name) => name.endsWith('.tmp'))).toEqual([])
  },
)

/** Opens the profile in a process that has no right to write: root's rights would hide the case. */
async function openUnprivileged(dataDir: string): Promise<unknown> {
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [child, dataDir, 'open'],
    isRoot ? { uid: 65_534, gid: 65_534 } : {},
  )
  return JSON.parse(stdout)
}

describe('a profile folder that is read-only', () => {
  const makeFolder = async () => {
    const dataDir = await mkdtemp(join(tmpdir(), 'sendoff-read-only-'))
    onTestFinished(async () => {
      await chmod(dataDir, 0o755)
      await rm(dataDir, { recursive: true, force: true })
    })
    return dataDir
  }
  const refusal = (dataDir: string) => ({
    code: 'storage',
    message: expect.stringMatching(new RegExp(`${dataDir}.*cannot be written`)) as string,
  })

  test('and new is named in the error', { timeout: 30_000 }, async () => {
    const dataDir = await makeFolder()
    await chmod(dataDir, 0o555)
    expect(await openUnprivileged(dataDir)).toEqual(refusal(dataDir))
    expect(await readdir(dataDir)).toEqual([])
  })

  test('and has its folders already is named too', { timeout: 30_000 }, async () => {
    const dataDir = await makeFolder()
    for (const folder of ['spool', 'files']) await mkdir(join(dataDir, folder))
    await chmod(dataDir, 0o555)
    expect(await openUnprivileged(dataDir)).toEqual(refusal(dataDir))
  })

  test('and holds a database is named, and the database is not set aside', { timeout: 30_000 }, async () => {
    const profile = await createTempProfile()
    await (await profile.open()).store.close()
    await chmod(profile.dataDir, 0o555)
    for (const name of ['outbox.db', 'spool', 'files']) await chmod(join(profile.dataDir, name), 0o555)
    expect(await openUnprivileged(profile.dataDir)).toEqual(refusal(profile.dataDir))
    await chmod(profile.dataDir, 0o755)
    expect((await readdir(profile.dataDir)).filter((name) => name.includes('damaged'))).toEqual([])
  })
})
