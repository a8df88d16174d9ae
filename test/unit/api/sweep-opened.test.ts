import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, it } from 'vitest'
import { sweepOpened } from '../../../main/api/sweep-opened.ts'

const root = mkdtempSync(join(tmpdir(), 'sendoff-opened-'))
afterEach(() => rmSync(root, { recursive: true, force: true }))

it('removes copies older than a day, and nothing that they were made of', async () => {
  const [folder, elsewhere] = [join(root, 'opened'), join(root, 'elsewhere')]
  const now = Date.UTC(2026, 10, 26)
  const copy = (name: string, ageMs: number) => {
    const path = join(folder, name)
    mkdirSync(path, { recursive: true })
    writeFileSync(join(path, 'plan.txt'), 'plan', { mode: 0o400 })
    utimesSync(path, (now - ageMs) / 1_000, (now - ageMs) / 1_000)
  }
  copy('old', 86_400_001)
  copy('young', 86_399_000)
  mkdirSync(elsewhere)
  writeFileSync(join(elsewhere, 'mine.txt'), 'mine')
  symlinkSync(elsewhere, join(folder, 'link'))
  await sweepOpened(folder, now)
  expect(readdirSync(folder)).toEqual(['link', 'young'])
  await sweepOpened(folder, Date.UTC(2099, 0, 1))
  expect(readdirSync(folder)).toEqual([])
  expect(existsSync(join(elsewhere, 'mine.txt'))).toBe(true)
})

it('has nothing to do where nothing was ever opened', async () => {
  await expect(sweepOpened(join(root, 'none'), 0)).resolves.toBeUndefined()
})
